# sleepers wake by time, equal ones in the order of setting
import asyncio
async def s(name, d):
    await asyncio.sleep(d)
    print(name)
async def main():
    await asyncio.gather(s('c', 0.3), s('a', 0.1), s('b', 0.2), s('a2', 0.1), s('zero', 0), s('negative', -1))
    await asyncio.gather(*[s(i, 1) for i in range(10)])
asyncio.run(main())

#> zero
#> negative
#@ 0.1s
#> a
#> a2
#@ 0.2s
#> b
#@ 0.3s
#> c
#@ 1.3s
#> 0
#> 1
#> 2
#> 3
#> 4
#> 5
#> 6
#> 7
#> 8
#> 9
#= ok
#! none
