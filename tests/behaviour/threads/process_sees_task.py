# A task of the parent, with what the program gave it, in processes that are forked
import asyncio, concurrent.futures, multiprocessing
async def kid():
    await asyncio.sleep(1)
def look(x):
    return GL.x, GL.meta, x
GL = None
def body(q):
    q.put((GL.x, GL.meta, type(GL).__name__, GL.get_name()))
async def main():
    global GL
    GL = asyncio.create_task(kid(), name='kid')
    GL.x = 1
    GL.meta = {'a': [1]}
    loop = asyncio.get_running_loop()
    ctx = multiprocessing.get_context('fork')
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=ctx) as pool:
        print(await loop.run_in_executor(pool, look, 3))
        try: print(await loop.run_in_executor(pool, look, GL))
        except Exception as e: print(type(e).__name__, e)
    q = ctx.Queue()
    p = ctx.Process(target=body, args=(q,))
    p.start()
    print(q.get())
    p.join()
    GL.meta['a'].append(2)
    print(GL.meta)
    await GL
if __name__ == '__main__':
    asyncio.run(main())

#> (1, {'a': [1]}, 3)
#> TypeError cannot pickle '_asyncio.Task' object
#> (1, {'a': [1]}, 'Task', 'kid')
#> {'a': [1, 2]}
#= ok
