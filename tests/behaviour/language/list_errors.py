# what list methods complain of
for f in (lambda: [].pop(), lambda: [1].pop(3), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].extend(3), lambda: [1].insert('a', 1), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1].pop('x'), lambda: [3, 'a'].sort()):
    try:
        f()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)

#> IndexError pop from empty list
#> IndexError pop index out of range
#> ValueError list.remove(x): x not in list
#> ValueError 2 is not in list
#> TypeError 'int' object is not iterable
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError list.append() takes exactly one argument (0 given)
#> TypeError list.append() takes exactly one argument (2 given)
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError '<' not supported between instances of 'str' and 'int'
#= ok
