# tuples: items, order, errors


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print((1,)+(2,), (1,2)*2, (1,2)[0], (1,2,3)[::2], (), (1,), ((),), hash((1,2)), hash(()), hash((1,'a'))==hash((1,'a')))
t(lambda: (1,)+[1]); t(lambda: (1,2)[5]); t(lambda: (1,2)['a']); t(tuple, 5); t((1,2).index, 5); t((1,2).count, 1); t((1,2).index, 2, 0, 1)
def g():
    (1,2)[0] = 1
t(g)
def g():
    del (1,2)[0]
t(g)
print((1,2) < (1,3), (1,2) == (1,2), (1,) < (1,2), max((1,2),(3,)), tuple('abc'), tuple([1,2]))
t(lambda: (1,) < (None,)); t(lambda: [1,2] < [1,'a'])

#> (1, 2) (1, 2, 1, 2) 1 (1, 3) () (1,) ((),) -3550055125485641917 5740354900026072187 True
#> TypeError can only concatenate tuple (not "list") to tuple
#> IndexError tuple index out of range
#> TypeError tuple indices must be integers or slices, not str
#> TypeError 'int' object is not iterable
#> ValueError tuple.index(x): x not in tuple
#> 1
#> ValueError tuple.index(x): x not in tuple
#> TypeError 'tuple' object does not support item assignment
#> TypeError 'tuple' object doesn't support item deletion
#> True True True (3,) ('a', 'b', 'c') (1, 2)
#> TypeError '<' not supported between instances of 'int' and 'NoneType'
#> TypeError '<' not supported between instances of 'int' and 'str'
#= ok
