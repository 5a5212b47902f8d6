# a generator that is let go runs its finally
def g(name):
    try:
        yield 1
        yield 2
    finally:
        print('closed', name)
for x in g('broken'):
    break
print('after loop')
it = g('deleted')
next(it)
del it
print('after del')
list(g('whole'))
h = g('never started')
del h
print(next(g('temporary')))

#> closed broken
#> after loop
#> closed deleted
#> after del
#> closed whole
#> closed temporary
#> 1
#= ok
