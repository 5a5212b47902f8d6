# A name that has no value yet, in a comprehension: it is the function's own, as CPython has it.
def outer(flag):
    if flag:
        n = 1
    def inner():
        nonlocal n
        n += 1
    try:
        print([v for v in [1, 2] if v > n])
    except NameError as e:
        print(repr(e))
    try:
        print(n)
    except NameError as e:
        print(repr(e))
    try:
        n |= 3
    except NameError as e:
        print(repr(e))
    try:
        inner()
    except NameError as e:
        print(repr(e))
    try:
        del n
    except NameError as e:
        print(repr(e))
    try:
        print([(lambda: n)() for v in [1, 2] if v])
    except NameError as e:
        print(repr(e))
    try:
        print(list(v + n for v in [1, 2] if v))
    except NameError as e:
        print(repr(e))
outer(False)
import asyncio
async def aouter(flag):
    if flag:
        n = 1
    async def one():
        return 1
    f = lambda: n
    try:
        print([await one() + n for v in [1, 2]])
    except NameError as e:
        print(repr(e))
    try:
        print([[w + n for w in [1]] for v in [1, 2]])
    except NameError as e:
        print(repr(e))
    try:
        print({v: [w + n for w in [1]] async for v in agen()})
    except NameError as e:
        print(repr(e))
    async def deeper():
        try:
            print([[w + n for w in [1]] for v in [1, 2]])
        except NameError as e:
            print(repr(e))
    await deeper()
async def agen():
    yield 1
asyncio.run(aouter(False))
class C:
    try:
        x = [v + undefined for v in [1]]
    except NameError as e:
        print(repr(e))
def f():
    class C:
        try:
            x = [v + late for v in [1]]
        except NameError as e:
            print(repr(e))
    late = 1
f()
async def bgen():
    await asyncio.sleep(0.1)
    yield 1
async def bouter(flag):
    if flag:
        n = 1
    f = lambda: n
    try:
        print([(await asyncio.sleep(0.1)) or n for v in [1, 2]])
    except NameError as e:
        print(repr(e))
    try:
        print([n async for v in bgen()])
    except NameError as e:
        print(repr(e))
    try:
        print([[n async for v in bgen()] for x in [1]])
    except NameError as e:
        print(repr(e))
async def mid(): await bouter(False)
asyncio.run(mid())

#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> NameError("cannot access free variable 'n' where it is not associated with a value in enclosing scope")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> NameError("cannot access free variable 'n' where it is not associated with a value in enclosing scope")
#> NameError("cannot access free variable 'n' where it is not associated with a value in enclosing scope")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#> NameError("cannot access free variable 'n' where it is not associated with a value in enclosing scope")
#> NameError("name 'undefined' is not defined")
#> NameError("cannot access free variable 'late' where it is not associated with a value in enclosing scope")
#@ 0.1s
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#@ 0.2s
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#@ 0.3s
#> UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
#= ok
