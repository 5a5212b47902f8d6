# cancelling a task that was just woken, that is done, that is itself cancelling another
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    async def waits():
        try:
            return await f
        except asyncio.CancelledError as e:
            print('cancelled', e.args, f.done())
            raise
    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    f.set_result('ready')
    print(t.cancel('late'))
    try:
        print(await t)
    except asyncio.CancelledError as e:
        print(e.args, t.cancel(), t.cancelled())
    async def mutual(other, name):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print(name, 'cancels', other()[0].cancel())
            raise
    ts = []
    ts.append(asyncio.create_task(mutual(lambda: ts[1:], 'a')))
    ts.append(asyncio.create_task(mutual(lambda: ts[:1], 'b')))
    await asyncio.sleep(0)
    ts[0].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True))
    async def immediately():
        print('never printed')
    t = asyncio.create_task(immediately())
    t.cancel('before')
    print(await asyncio.gather(t, return_exceptions=True))
    t = asyncio.create_task(asyncio.sleep(0, 'x'))
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    async def loops():
        for i in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                print(i, e.args)
        return 'tired'
    t = asyncio.create_task(loops())
    for i in range(3):
        await asyncio.sleep(0)
        t.cancel(i)
        t.cancel('again')
    print(await t, t.cancelling())
asyncio.run(main())

#> True
#> cancelled ('late',) True
#> ('late',) False True
#> a cancels True
#> b cancels False
#> [CancelledError(''), CancelledError('')]
#> [CancelledError('')]
#> [CancelledError('')]
#> 0 (0,)
#> 1 (1,)
#> 2 (2,)
#> tired 6
#= ok
