# coroutines and async generators are only objects until awaited
async def c(): return 1
async def g(): yield 1
x, y = c(), g()
print(type(x).__name__, type(y).__name__, c.__name__, hasattr(y, '__anext__'))
x.close()
try:
    for i in y:
        pass
except TypeError as e:
    print(e)
try:
    z = c()
    try:
        len(z)
    finally:
        z.close()
except TypeError as e:
    print(e)
z = c()
try:
    z.send(None)
except StopIteration as e:
    print('value', e.value)
try:
    z.send(None)
except RuntimeError as e:
    print(e)

#> coroutine async_generator c True
#> 'async_generator' object is not iterable
#> object of type 'coroutine' has no len()
#> value 1
#> cannot reuse already awaited coroutine
#= ok
