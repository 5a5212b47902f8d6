# True and False are the numbers 1 and 0
print(True + True, True * 5, sum([True, False, True]), True == 1, isinstance(True, int), False or 'x', 0 or [] or None)
print(bool(''), bool('a'), bool([]), bool([0]), bool(0.0), bool(None), bool({}), bool({1: 2}), bool(()), not 3)
print(1 and 2, 0 and 1 / 0, 1 or 1 / 0, None and 1, 'a' and 'b' or 'c')
print(repr(True), str(False), {True: 'a', 1: 'b', 1.0: 'c'})

#> 2 5 2 True True x None
#> False True False True False False False True False False
#> 2 0 1 None b
#> True False {True: 'c'}
#= ok
