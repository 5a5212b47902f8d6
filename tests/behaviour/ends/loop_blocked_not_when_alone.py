# nobody was late, so nothing is said
import asyncio, time
async def main():
    time.sleep(5)
    print('alone')
asyncio.run(main())

#@ 5s
#> alone
#= ok
#! none
