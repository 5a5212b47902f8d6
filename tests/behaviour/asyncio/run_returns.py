# asyncio.run gives back what main returns
import asyncio
async def main():
    return 42
print(asyncio.run(main()))
print(asyncio.run(asyncio.sleep(1, 'slept')))

#> 42
#@ 1s
#> slept
#= ok
