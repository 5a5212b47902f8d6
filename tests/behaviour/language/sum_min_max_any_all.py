# sum, min, max, any and all


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print(sum([1,2,3]), sum([1.5,2]), sum([[1],[2]], []), sum((), 5), sum([0.1]*10), sum([1e16,1.0,-1e16]), sum([1, 2.5, 3]), sum([True, 2]), sum([0.1,0.2,0.3]), sum(range(10), start=100))
t(sum, ['a']); t(sum, ['a'], ''); t(sum, 5); t(sum); t(sum, [[1]])
print(sum([1e308, 1e308, -1e308]), sum([float('inf'), 1]), sum([-0.0, -0.0]), sum([-0.0], -0.0), sum([0.5, True, 2, 1e16, 3, -1e16]))
print(min(1,2), max([3,1]), min('b','a'), max([1,2,3], key=lambda v: -v), min([], default=7), max('apple','fig',key=len), min([1.0,1]), max(1,1.0))
t(min); t(min, []); t(max, 5); t(max, 1, 2, default=3); t(max, [1,'a']); t(min, 1, 2, foo=3); t(max, [], key=len)
print(any([]), all([]), any([0,1]), all([1,0]), any('a'), all(x for x in [1,2]))
t(any, 5); t(all); t(len, 5); t(len); t(len, [], [])

#> 6 3.5 [1, 2] 5 1.0 1.0 6.5 3 0.6 145
#> TypeError unsupported operand type(s) for +: 'int' and 'str'
#> TypeError sum() can't sum strings [use ''.join(seq) instead]
#> TypeError 'int' object is not iterable
#> TypeError sum() takes at least 1 positional argument (0 given)
#> TypeError unsupported operand type(s) for +: 'int' and 'list'
#> inf inf 0.0 -0.0 7.5
#> 1 3 a 1 7 apple 1.0 1
#> TypeError min expected at least 1 argument, got 0
#> ValueError min() iterable argument is empty
#> TypeError 'int' object is not iterable
#> TypeError Cannot specify a default for max() with multiple positional arguments
#> TypeError '>' not supported between instances of 'str' and 'int'
#> TypeError min() got an unexpected keyword argument 'foo'
#> ValueError max() iterable argument is empty
#> False True True False True True
#> TypeError 'int' object is not iterable
#> TypeError all() takes exactly one argument (0 given)
#> TypeError object of type 'int' has no len()
#> TypeError len() takes exactly one argument (0 given)
#> TypeError len() takes exactly one argument (2 given)
#= ok
