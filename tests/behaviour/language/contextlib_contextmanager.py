# generators as context managers
from contextlib import contextmanager, suppress
@contextmanager
def managed(name, eat=False):
    print('open', name)
    try:
        yield name * 2
    except ValueError as e:
        print('saw', e)
        if not eat:
            raise
    finally:
        print('close', name)
with managed('a') as v:
    print(v)
with managed('b', eat=True):
    raise ValueError('eaten')
try:
    with managed('c'):
        raise ValueError('out')
except ValueError as e:
    print('out', e)
with suppress(KeyError, IndexError):
    {}['x']
    print('never')
with suppress():
    print('plain')
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice():
        pass
except RuntimeError as e:
    print(e)
@contextmanager
def none():
    if False:
        yield
try:
    with none():
        pass
except RuntimeError as e:
    print(e)
@managed('deco')
def decorated():
    print('inside')
decorated()

#> open a
#> aa
#> close a
#> open b
#> saw eaten
#> close b
#> open c
#> saw out
#> close c
#> out out
#> plain
#> generator didn't stop
#> generator didn't yield
#> open deco
#> inside
#> close deco
#= ok
