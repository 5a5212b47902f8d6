# append, extend, insert, remove, pop and the rest
a = [3, 1, 2]
a.append(5)
a.extend([7, 8])
a.extend('xy')
a.insert(0, 'first')
a.insert(100, 'last')
a.insert(-1, 'before last')
print(a)
a.remove('x')
print(a.pop(), a.pop(0), a.pop(-2), a)
print(a.index(5), a.count(1), a.copy() is a, a.index(7, 2))
a.reverse()
print(a)
a.clear()
print(a, [].copy())

#> ['first', 3, 1, 2, 5, 7, 8, 'x', 'y', 'before last', 'last']
#> last first y [3, 1, 2, 5, 7, 8, 'before last']
#> 3 1 False 4
#> ['before last', 8, 7, 5, 2, 1, 3]
#> [] []
#= ok
