# timeouts within timeouts, moved ones, and work that is shielded from them
import asyncio


async def step(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "stopped")
        raise


async def nested():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(0.3):
                    await step("inner", 2)
            except TimeoutError:
                print("inner ran out; outer expired:", outer.expired())
            outer.reschedule(asyncio.get_running_loop().time() + 0.2)
            await step("outer", 2)
    except TimeoutError:
        print("outer ran out:", outer.expired())


async def shielded():
    saving = asyncio.create_task(step("save", 1))
    try:
        await asyncio.wait_for(asyncio.shield(saving), 0.4)
    except TimeoutError:
        print("not saved yet:", saving.done())
    print(await saving)


async def first_of(*coroutines):
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def main():
    await nested()
    await shielded()
    print("first:", await first_of(step("slow", 3), step("quick", 0.5), step("middling", 1)))
    async with asyncio.timeout(None) as unlimited:
        await asyncio.sleep(5)
    print(unlimited.when(), unlimited.expired())


asyncio.run(main())

#@ 0.3s
#> inner stopped
#> inner ran out; outer expired: False
#@ 0.5s
#> outer stopped
#> outer ran out: True
#@ 0.9s
#> not saved yet: False
#@ 1.5s
#> save done
#> save
#@ 2s
#> quick done
#> slow stopped
#> middling stopped
#> first: quick
#@ 7s
#> None False
#= ok
