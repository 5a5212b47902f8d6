# a comprehension's unbound variable is one of the function around it
import asyncio
def plain():
    try: print([v for v in [1] if v > late])
    except NameError as e: print(repr(e))
    try: print({v: late for v in [1]})
    except NameError as e: print(repr(e))
    try: print(list(v + late for v in [1]))
    except NameError as e: print(repr(e))
    try: print([[late for _ in 'a'] for _ in 'b'])
    except NameError as e: print(repr(e))
    late = 1
    def inner():
        return [late for _ in 'a']
    print(inner())
    del late
    try: inner()
    except NameError as e: print(repr(e))
plain()
async def numbers():
    yield 1
async def waiting():
    try: print([v + late async for v in numbers()])
    except NameError as e: print(repr(e))
    late = 2
asyncio.run(waiting())

#> UnboundLocalError("cannot access local variable 'late' where it is not associated with a value")
#> UnboundLocalError("cannot access local variable 'late' where it is not associated with a value")
#> NameError("cannot access free variable 'late' where it is not associated with a value in enclosing scope")
#> UnboundLocalError("cannot access local variable 'late' where it is not associated with a value")
#> [1]
#> NameError("cannot access free variable 'late' where it is not associated with a value in enclosing scope")
#> UnboundLocalError("cannot access local variable 'late' where it is not associated with a value")
#= ok
