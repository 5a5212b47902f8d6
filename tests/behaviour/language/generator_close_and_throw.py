# close() gives what the generator returned; what throw() cannot make is thrown instead
class Odd(Exception):
    def __new__(cls, *args): return 5
class Failing(Exception):
    def __init__(self, *args): raise LookupError('in init')
def closes():
    try: yield 1
    except GeneratorExit: return 'closed'
g = closes()
print(g.close())
g = closes(); next(g)
print(g.close(), g.close())
def lets_go():
    yield 1
g = lets_go(); next(g); print(g.close())
def catches():
    while True:
        try: yield 'waits'
        except Exception as e: print(type(e).__name__, e)
g = catches(); next(g)
for what in (Odd, Failing, ValueError, ValueError('v'), Odd):
    print(g.throw(what))
print(g.throw(ValueError, 'by parts'))
for bad in (5, int, 'x'):
    try: g.throw(bad)
    except TypeError as e: print(e)
try: raise Odd
except TypeError as e: print(e)
import asyncio
async def stream():
    try: yield 1
    except LookupError as e: print('in stream', e)
    yield 2
async def main():
    s = stream(); await anext(s)
    print(await s.athrow(Failing))
    await s.aclose()
asyncio.run(main())
print(iter({1, 2, 3}).__length_hint__())

#> None
#> closed None
#> None
#> TypeError calling <class '__main__.Odd'> should have returned an instance of BaseException, not int
#> waits
#> LookupError in init
#> waits
#> ValueError 
#> waits
#> ValueError v
#> waits
#> TypeError calling <class '__main__.Odd'> should have returned an instance of BaseException, not int
#> waits
#> ValueError by parts
#> waits
#> exceptions must be classes or instances deriving from BaseException, not int
#> exceptions must be classes or instances deriving from BaseException, not type
#> exceptions must be classes or instances deriving from BaseException, not str
#> calling <class '__main__.Odd'> should have returned an instance of BaseException, not <class 'int'>
#> in stream in init
#> 2
#> 3
#= ok
