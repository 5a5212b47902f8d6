# exception handlers that raise, that are odd, that raise SystemExit
import asyncio
def boom():
    raise ValueError('v')
async def main():
    loop = asyncio.get_running_loop()
    def handler(loop, context):
        print(sorted(context), context['message'])
        raise KeyError('handler fails')
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(boom)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        loop.set_exception_handler(3)
    except TypeError as e:
        print(e)
    loop.call_exception_handler({'message': 'by hand'})
    loop.call_exception_handler({'message': 'odd', 'exception': ValueError('w'), 'z': 1, 'a': None})
    loop.set_exception_handler(None)
    loop.call_soon(boom)
    await asyncio.sleep(0)
    def leaves(loop, context):
        raise SystemExit(7)
    loop.set_exception_handler(leaves)
    loop.call_soon(boom)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('not reached')
try:
    asyncio.run(main())
except SystemExit as e:
    print('code', e.code)

#> True
#> ['exception', 'handle', 'message'] Exception in callback boom() at exception_handler_raises.py:3
#> A callable object or None is expected, got 3
#> ['message'] by hand
#> ['a', 'exception', 'message', 'z'] odd
#> code 7
#= ok
