# times are whole nanoseconds and never drift
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for d in (0.1, 0.2, 1 / 3, 1e-9, 0.4e-9, 0.5e-9, 1.5e-9, 2.5e-9, 1e-3):
        await asyncio.sleep(d)
        print(loop.time())
    await asyncio.sleep(3600 * 24)
    print(loop.time())
asyncio.run(main())

#@ 0.1s
#> 0.1
#@ 0.3s
#> 0.3
#@ 0.633333333s
#> 0.633333333
#@ 0.633333334s
#> 0.633333334
#> 0.633333334
#> 0.633333334
#@ 0.633333336s
#> 0.633333336
#@ 0.633333338s
#> 0.633333338
#@ 0.634333338s
#> 0.634333338
#@ 86400.634333338s
#> 86400.634333338
#= ok
