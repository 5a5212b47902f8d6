# arguments are evaluated in order and merged
def f(*a, **k): return a, k
print(f(*[1], 2, *[3, 4], x=1, **{'y': 2}, z=3), f(*(), **{}), f(*'ab', *range(2)), f(**{'a b': 1}))
for call in (lambda: f(**{1: 2}), lambda: f(x=1, **{'x': 2})):
    try:
        call()
    except TypeError as e:
        print(e)

#> ((1, 2, 3, 4), {'x': 1, 'y': 2, 'z': 3}) ((), {}) (('a', 'b', 0, 1), {}) ((), {'a b': 1})
#> keywords must be strings
#> __main__.f() got multiple values for keyword argument 'x'
#= ok
