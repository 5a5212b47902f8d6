# call_at in the past and at infinity, call_later of odd delays
import asyncio
def tell(x):
    print(x, asyncio.get_running_loop().time())
async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(5)
    loop.call_at(1, tell, 'at 1')
    loop.call_at(-1, tell, 'at -1')
    loop.call_at(float('-inf'), tell, 'at -inf')
    loop.call_later(-3, tell, 'later -3')
    loop.call_later(0, tell, 'later 0')
    loop.call_soon(tell, 'soon')
    h = loop.call_at(float('inf'), tell, 'never')
    print(h.when(), h.cancelled())
    await asyncio.sleep(1)
    for bad in None, 'x', []:
        try:
            loop.call_later(bad, tell, 1)
        except TypeError as e:
            print(e)
        try:
            loop.call_at(bad, tell, 1)
        except TypeError as e:
            print(e)
    h.cancel()
    h.cancel()
    print(h.cancelled(), h)
    h = loop.call_later(1, tell, 'late')
    print(h.when(), h < loop.call_later(2, tell, 'later'), h == h)
    await asyncio.sleep(3)
    print(h.cancelled())
    h.cancel()
    print(h.cancelled())
asyncio.run(main())

#@ 5s
#> inf False
#> soon 5.0
#> at -inf 5.0
#> at -1 5.0
#> at 1 5.0
#> later -3 5.0
#> later 0 5.0
#@ 6s
#> delay must not be None
#> when cannot be None
#> unsupported operand type(s) for +: 'float' and 'str'
#> must be real number, not str
#> unsupported operand type(s) for +: 'float' and 'list'
#> must be real number, not list
#> True <TimerHandle cancelled when=inf>
#> 7.0 True True
#@ 7s
#> late 7.0
#@ 8s
#> later 8.0
#@ 9s
#> False
#> True
#= ok
