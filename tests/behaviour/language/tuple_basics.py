# tuples are fixed, hashable and print their comma
t = (1, 'a', 2.5)
print(t, (1,), (), t[0], t[-1], t[1:], t + (4,), t * 2, len(t), 'a' in t, t.index('a'), t.count(1), 1, )
print((1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)), tuple('abc'), tuple([1]), (lambda *a: a)(1, 2))
for f in (lambda: t.index('z'), lambda: t[7], lambda: t + [1], lambda: hash(([],))):
    try:
        f()
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)

#> (1, 'a', 2.5) (1,) () 1 2.5 ('a', 2.5) (1, 'a', 2.5, 4) (1, 'a', 2.5, 1, 'a', 2.5) 3 True 1 1 1
#> True True True ('a', 'b', 'c') (1,) (1, 2)
#> ValueError tuple.index(x): x not in tuple
#> IndexError tuple index out of range
#> TypeError can only concatenate tuple (not "list") to tuple
#> TypeError unhashable type: 'list'
#> 'tuple' object does not support item assignment
#> 'tuple' object doesn't support item deletion
#= ok
