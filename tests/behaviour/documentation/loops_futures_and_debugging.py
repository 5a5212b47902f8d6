# what the pages on runners, futures, the event loop, exceptions, developing and contextvars teach
import asyncio, contextvars, datetime, functools, logging
async def main(): await asyncio.sleep(1); return 'hello'
print(asyncio.run(main(), debug=False))
with asyncio.Runner() as runner:
    print(runner.run(main()), runner.get_loop().is_closed())
def hello(loop): print('callback'); loop.stop()
loop = asyncio.new_event_loop(); loop.call_soon(hello, loop)
try: loop.run_forever()
finally: loop.close()
def show(end, loop):
    print(round(loop.time() % 1000 - start, 1))
    if loop.time() + 1 < end: loop.call_later(1, show, end, loop)
    else: loop.stop()
loop = asyncio.new_event_loop(); start = loop.time() % 1000
loop.call_soon(show, loop.time() + 3.0, loop); loop.run_forever(); loop.close()
async def set_after(fut, delay, value): await asyncio.sleep(delay); fut.set_result(value)
async def futures():
    loop = asyncio.get_running_loop(); fut = loop.create_future()
    loop.create_task(set_after(fut, 1, '... world')); print('hello', await fut)
    fut = asyncio.Future(); fut.add_done_callback(functools.partial(print, 'done:')); fut.set_result(4); await asyncio.sleep(0)
    for bad in lambda: asyncio.Future().result(), lambda: fut.set_result(5):
        try: bad()
        except asyncio.InvalidStateError as e: print(type(e).__name__, e)
    fut = asyncio.ensure_future(asyncio.sleep(1, 'ensured')); print(asyncio.isfuture(fut), await fut)
    f = loop.create_future(); f.cancel(msg='no')
    try: await f
    except asyncio.CancelledError as e: print('cancelled', e.args)
asyncio.run(futures())
async def handles():
    loop = asyncio.get_running_loop()
    h = loop.call_later(1, print, 'never'); h.cancel(); print(h.cancelled())
    t = loop.call_at(loop.time() + 1, print, 'at'); print(round(t.when() - loop.time(), 3)); await asyncio.sleep(1.5)
    print(loop.is_running(), loop.get_debug(), loop.slow_callback_duration)
asyncio.run(handles())
async def bug(): raise RuntimeError('not consumed')
async def told():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context['message'], repr(context['exception'])))
    asyncio.create_task(bug()); await asyncio.sleep(0); await asyncio.sleep(0)
asyncio.run(told())
for error in asyncio.CancelledError, asyncio.TimeoutError, asyncio.InvalidStateError, asyncio.IncompleteReadError, asyncio.QueueFull, asyncio.BrokenBarrierError:
    print(error.__name__, [b.__name__ for b in error.__mro__[1:-1]])
client = contextvars.ContextVar('client', default='nobody')
def greet(): return f'bye {client.get()}'
async def handle(name): client.set(name); await asyncio.sleep(1); return greet()
async def clients(): print(await asyncio.gather(handle('ann'), handle('bob')), client.get())
asyncio.run(clients())
token = client.set('changed'); print(client.get(), token.old_value is contextvars.Token.MISSING, token.var.name); client.reset(token); print(client.get())
ctx = contextvars.copy_context(); ctx.run(client.set, 'inside'); print(ctx[client], client.get(), client in ctx, list(ctx.values()))
async def eager():
    loop = asyncio.get_running_loop(); loop.set_task_factory(asyncio.eager_task_factory)
    async def quick(): print('at once'); return 1
    t = asyncio.create_task(quick()); print(t.done(), t.result())
asyncio.run(eager())
async def slow(): 
    loop = asyncio.get_running_loop(); print(loop.get_debug())
asyncio.run(slow(), debug=True)
def step(n, loop):
    print('step', n)
    if n: loop.call_soon(step, n - 1, loop)
    else: loop.stop()
loop = asyncio.new_event_loop(); loop.call_soon(step, 2, loop); loop.run_forever(); loop.run_until_complete(loop.shutdown_asyncgens()); loop.close()

#@ 1s
#> hello
#@ 2s
#> hello False
#> callback
#> 0.0
#@ 3s
#> 1.0
#@ 4s
#> 2.0
#@ 5s
#> hello ... world
#> done: <Future finished result=4>
#> InvalidStateError Result is not set.
#> InvalidStateError invalid state
#@ 6s
#> True ensured
#> cancelled ('no',)
#> True
#> 1.0
#@ 7s
#> at
#@ 7.5s
#> True False 0.1
#> Task exception was never retrieved RuntimeError('not consumed')
#> CancelledError ['BaseException']
#> TimeoutError ['OSError', 'Exception', 'BaseException']
#> InvalidStateError ['Exception', 'BaseException']
#> IncompleteReadError ['EOFError', 'Exception', 'BaseException']
#> QueueFull ['Exception', 'BaseException']
#> BrokenBarrierError ['RuntimeError', 'Exception', 'BaseException']
#@ 8.5s
#> ['bye ann', 'bye bob'] nobody
#> changed True client
#> nobody
#> inside nobody True ['inside']
#> at once
#> True 1
#> True
#> step 2
#> step 1
#> step 0
#= ok
