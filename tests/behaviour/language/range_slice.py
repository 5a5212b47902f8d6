# ranges and slices


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print(range(5), range(1,5), range(1,10,3), list(range(10,0,-3)), len(range(0,10,3)), range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], range(10)[::3])
t(lambda: range(5)[9]); t(range, 1.5); t(range, 1,2,0); t(range); t(range,1,2,3,4); t(lambda: range(5)['a']); t(range(5).index, 7); t(range(5).index, 'a'); t(range(5).count, 3); t(range(5).count, 2.0)
print(range(3)==range(0,3), range(0)==range(2,1), range(0,3,2)==range(0,4,2), hash(range(3))==hash(range(0,3,1)), hash(range(0)), hash(range(0,3,2)), hash(range(5,6)))
print(3 in range(5), 3.0 in range(5), 'a' in range(3), 3 in range(0,10,2), -1 in range(5), list(reversed(range(5))), list(reversed(range(0,10,3))), range(5).start, range(5).stop, range(5).step)
print(bool(range(0)), bool(range(1)), range(5) == 5, range(-5, 5).index(0), range(10, 0, -2)[1:3])
print(slice(1,2), slice(5), slice(1,None,3), slice(1,2)==slice(1,2), slice(1,10,2).indices(5), slice(None).indices(3), slice(-1,None,-1).indices(4), slice(1,2).start, slice(1) < slice(2), hash(slice(1,2)) == hash(slice(1,2)))
t(slice); t(slice(1,2,'a').indices, 5); t(slice(1).indices, -1)

#> range(0, 5) range(1, 5) range(1, 10, 3) [10, 7, 4, 1] 4 2 4 range(2, 5) range(9, -1, -1) range(0, 10, 3)
#> IndexError range object index out of range
#> TypeError 'float' object cannot be interpreted as an integer
#> ValueError range() arg 3 must not be zero
#> TypeError range expected at least 1 argument, got 0
#> TypeError range expected at most 3 arguments, got 4
#> TypeError range indices must be integers or slices, not str
#> ValueError 7 is not in range
#> ValueError sequence.index(x): x not in sequence
#> 1
#> 1
#> True True True True 2676694398852732306 2960342552702214402 -7048428680432378585
#> True True False False False [4, 3, 2, 1, 0] [9, 6, 3, 0] 0 5 1
#> False True False 5 range(8, 4, -2)
#> slice(1, 2, None) slice(None, 5, None) slice(1, None, 3) True (1, 5, 2) (0, 3, 1) (3, -1, -1) 1 True True
#> TypeError slice expected at least 1 argument, got 0
#> TypeError slice indices must be integers or None or have an __index__ method
#> ValueError length should not be negative
#= ok
