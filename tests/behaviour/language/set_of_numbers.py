# a set of numbers is walked as CPython's table has it
print({3, 1, 2}, {10, 20, 30, 5}, {1, 1.0, True}, set([5, 3, 9, 1, 100, 33]), {-1, -2, 0}, set(range(10, 0, -1)))
s = {1, 2, 3}
s.add(4)
s.add(2)
s.discard(9)
s.remove(1)
print(s, len(s), 2 in s, sum(s), max(s), sorted(s), set(), frozenset([1, 2]), frozenset())
print({1, 2} | {3}, {1, 2, 3} & {2, 3, 4}, {1, 2, 3} - {2}, {1, 2} ^ {2, 3}, {1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2} >= {1}, {1} == frozenset([1]))

#> {1, 2, 3} {10, 20, 5, 30} {1} {1, 33, 3, 100, 5, 9} {0, -1, -2} {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
#> {2, 3, 4} 3 True 9 4 [2, 3, 4] set() frozenset({1, 2}) frozenset()
#> {1, 2, 3} {2, 3} {1, 3} {1, 3} True False True True
#= ok
