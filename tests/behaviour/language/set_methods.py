# union, intersection, difference, updates and predicates
a, b = {1, 2, 3}, {3, 4}
print(a.union(b, [9]), a.intersection(b), a.difference(b), a.symmetric_difference(b), a.issubset({1, 2, 3, 4}), a.issuperset({1}), a.isdisjoint({7}))
a.update([5, 6], (7,))
a -= {1}
a &= {2, 3, 5, 8}
a ^= {3, 9}
a |= {0}
print(sorted(a), a.copy() == a)
a.clear()
print(a, {x % 3 for x in range(10)}, {len(w) for w in ['a', 'bb', 'c']})

#> {1, 2, 3, 4, 9} {3} {1, 2} {1, 2, 4} True True True
#> [0, 2, 5, 9] True
#> set() {0, 1, 2} {1, 2}
#= ok
