# a range is a sequence of its own
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], 5 in r, 6 in r, r.start, r.stop, r.step, r.index(8), r.count(5))
print(range(5), list(range(5, 0, -2)), list(range(0)), range(3) == range(0, 3, 1), list(reversed(range(4))), range(10)[::-1], bool(range(0)))
for f in (lambda: range(1, 2, 0), lambda: range('a'), lambda: range(3)[5], lambda: range(1.0), lambda: range(), lambda: range(3).index(9)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)

#> range(2, 20, 3) [2, 5, 8, 11, 14, 17] 6 2 17 range(5, 11, 3) True False 2 20 3 2 1
#> range(0, 5) [5, 3, 1] [] True [3, 2, 1, 0] range(9, -1, -1) False
#> ValueError range() arg 3 must not be zero
#> TypeError 'str' object cannot be interpreted as an integer
#> IndexError range object index out of range
#> TypeError 'float' object cannot be interpreted as an integer
#> TypeError range expected at least 1 argument, got 0
#> ValueError 9 is not in range
#= ok
