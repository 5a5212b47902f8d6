# entering twice, rescheduling at the wrong time
import asyncio
async def main():
    t = asyncio.timeout(1)
    try:
        t.reschedule(5)
    except RuntimeError as e:
        print(e)
    async with t:
        try:
            await t.__aenter__()
        except RuntimeError as e:
            print(e)
        print(t)
    try:
        t.reschedule(5)
    except RuntimeError as e:
        print(e)
    print(t)
asyncio.run(main())

#> Timeout has not been entered
#> Timeout has already been entered
#> <Timeout [active] when=1.0>
#> Cannot change state of finished Timeout
#> <Timeout [finished]>
#= ok
