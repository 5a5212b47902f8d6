# asyncio.sleep without await
import asyncio
async def main():
    asyncio.sleep(1)
    print('no wait')
asyncio.run(main())

#> no wait
#= ok
#! never-awaited: sleep
