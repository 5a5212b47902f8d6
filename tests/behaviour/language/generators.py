# they run only as far as they are asked
def g(n):
    print('start')
    for i in range(n):
        got = yield i
        if got:
            print('got', got)
    return 'done'
it = g(3)
print('made')
print(next(it), it.send('hello'), next(it))
try:
    next(it)
except StopIteration as e:
    print('stop', e.value)
print(list(it), next(it, 'empty'))
def delegating():
    r = yield from g(1)
    print('result', r)
    yield from [10, 20]
print(list(delegating()))
try:
    g(1).send('too soon')
except TypeError as e:
    print(e)

#> made
#> start
#> got hello
#> 0 1 2
#> stop done
#> [] empty
#> start
#> result done
#> [0, 10, 20]
#> can't send non-None value to a just-started generator
#= ok
