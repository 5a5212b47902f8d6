# odd bounds on lists, tuples, text and ranges
l = list(range(10))
for s in ((None, None, -1), (2, None, 3), (-3, None, None), (None, -3, None), (8, 2, -2), (2, 8, -1), (-100, 100, 4), (5, 5, 1), (None, 3, -2)):
    sl = slice(*s)
    print(s, l[sl], tuple(l)[sl], 'abcdefghij'[sl], list(range(10)[sl]), sl)
print(slice(1, 2), slice(3), slice(1, 10, 2).indices(5))

#> (None, None, -1) [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] (9, 8, 7, 6, 5, 4, 3, 2, 1, 0) jihgfedcba [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] slice(None, None, -1)
#> (2, None, 3) [2, 5, 8] (2, 5, 8) cfi [2, 5, 8] slice(2, None, 3)
#> (-3, None, None) [7, 8, 9] (7, 8, 9) hij [7, 8, 9] slice(-3, None, None)
#> (None, -3, None) [0, 1, 2, 3, 4, 5, 6] (0, 1, 2, 3, 4, 5, 6) abcdefg [0, 1, 2, 3, 4, 5, 6] slice(None, -3, None)
#> (8, 2, -2) [8, 6, 4] (8, 6, 4) ige [8, 6, 4] slice(8, 2, -2)
#> (2, 8, -1) [] ()  [] slice(2, 8, -1)
#> (-100, 100, 4) [0, 4, 8] (0, 4, 8) aei [0, 4, 8] slice(-100, 100, 4)
#> (5, 5, 1) [] ()  [] slice(5, 5, 1)
#> (None, 3, -2) [9, 7, 5] (9, 7, 5) jhf [9, 7, 5] slice(None, 3, -2)
#> slice(1, 2, None) slice(None, 3, None) (1, 5, 2)
#= ok
