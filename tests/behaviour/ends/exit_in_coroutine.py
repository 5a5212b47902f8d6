# sys.exit inside a task
import asyncio, sys
async def main():
    await asyncio.sleep(1)
    print('leaving')
    sys.exit(2)
asyncio.run(main())

#@ 1s
#> leaving
#= error SystemExit: 2
