# lists: items, slices, methods and their errors


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


x = [1,2,3]
t(lambda: x[5]); t(lambda: x['a']); t(lambda: x[1.5])
def g():
    x[7] = 1
t(g)
def g():
    x['q'] = 1
t(g)
def g():
    del x[9]
t(g)
t(x.pop, 10); t([].pop); t(x.remove, 9); t(x.index, 9); t(x.insert); t(x.append); t(x.append, 1, 2); t(x.sort, 3); t(x.index, 2, 'a')
t(x.pop, 'a')
t(list, 5); t(list, 1, 2); t(list, a=1)
t(lambda: x + 1); t(lambda: x + (1,)); t(lambda: x * 'a'); t(lambda: x * 2); t(lambda: 2 * x); t(lambda: x * -1)
t(lambda: x < [1,2,4]); t(lambda: x < 5); t(lambda: x == (1,2,3))
y = list(range(10))
print(y[::2], y[::-1], y[5:2], y[-3:], y[:100], y[8:1:-3], y[slice(1,5)])
y[2:4] = 'abc'; print(y)
y[::2] = [0]*len(y[::2]); print(y)
def g():
    y[::2] = [1]
t(g)
def g():
    y[1:2] = 5
t(g)
def g():
    y[::2] = 5
t(g)
def g():
    y['a':2] = 5
t(g)
def g():
    y[::0]
t(g)
del y[::3]; print(y)
del y[::-2]; print(y)
del y[1:3]; print(y)
y[len(y):] = [7,8]; print(y)
y[0:0] = (i*i for i in range(3)); print(y)
y += 'xy'; print(y)
y *= 2; print(y)
y *= 0; print(y)
def g():
    z = []
    z += 5
t(g)
a = [1]; a.append(a); print(a, repr(a))
b = [3,1,2]; print(b.copy(), b.count(1), b.index(2), b.reverse(), b, b.clear(), b)
print([1,[2]] == [1,[2]], [1] != [1], [] < [0], [1,2] >= [1], [3] > [2,9])
print(list(reversed([1,2,3])), list(iter([1,2])))
it = iter([1,2,3]); print(next(it), list(it), next(it, 'end'))
t(next, iter([])); t(next, [])
l=[1,2,3]
for i in l:
    if len(l) < 10: l.append(i*2)
print(l)
for i in l:
    l.remove(i)
print(l)
print(sorted([3,1,2], reverse=True), sorted('banana', key=lambda c: -ord(c)), sorted([]))
t(sorted, [1,'a']); t(sorted, 5); t(sorted, [1], key=5); t(sorted, [3,2], None)
def bad(v):
    w.append(1)
    return v
w = [3,2,1]
def g(): w.sort(key=bad)
t(g); print(w)
print([x for x in [1,2,3] if x in [1,3]])
print([1,2] in [[1,2]], 5 in [1,2])

#> IndexError list index out of range
#> TypeError list indices must be integers or slices, not str
#> TypeError list indices must be integers or slices, not float
#> IndexError list assignment index out of range
#> TypeError list indices must be integers or slices, not str
#> IndexError list assignment index out of range
#> IndexError pop index out of range
#> IndexError pop from empty list
#> ValueError list.remove(x): x not in list
#> ValueError 9 is not in list
#> TypeError insert expected 2 arguments, got 0
#> TypeError list.append() takes exactly one argument (0 given)
#> TypeError list.append() takes exactly one argument (2 given)
#> TypeError sort() takes no positional arguments
#> TypeError slice indices must be integers or have an __index__ method
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError 'int' object is not iterable
#> TypeError list expected at most 1 argument, got 2
#> TypeError list() takes no keyword arguments
#> TypeError can only concatenate list (not "int") to list
#> TypeError can only concatenate list (not "tuple") to list
#> TypeError can't multiply sequence by non-int of type 'str'
#> [1, 2, 3, 1, 2, 3]
#> [1, 2, 3, 1, 2, 3]
#> []
#> True
#> TypeError '<' not supported between instances of 'list' and 'int'
#> False
#> [0, 2, 4, 6, 8] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [] [7, 8, 9] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [8, 5, 2] [1, 2, 3, 4]
#> [0, 1, 'a', 'b', 'c', 4, 5, 6, 7, 8, 9]
#> [0, 1, 0, 'b', 0, 4, 0, 6, 0, 8, 0]
#> ValueError attempt to assign sequence of size 1 to extended slice of size 6
#> TypeError must assign iterable to extended slice
#> TypeError must assign iterable to extended slice
#> TypeError slice indices must be integers or None or have an __index__ method
#> ValueError slice step cannot be zero
#> [1, 0, 0, 4, 6, 0, 0]
#> [0, 4, 0]
#> [0]
#> [0, 7, 8]
#> [0, 1, 4, 0, 7, 8]
#> [0, 1, 4, 0, 7, 8, 'x', 'y']
#> [0, 1, 4, 0, 7, 8, 'x', 'y', 0, 1, 4, 0, 7, 8, 'x', 'y']
#> []
#> TypeError 'int' object is not iterable
#> [1, [...]] [1, [...]]
#> [3, 1, 2] 1 2 None [] None []
#> True False True True True
#> [3, 2, 1] [1, 2]
#> 1 [2, 3] end
#> StopIteration 
#> TypeError 'list' object is not an iterator
#> [1, 2, 3, 2, 4, 6, 4, 8, 12, 8]
#> [2, 2, 6, 8, 8]
#> [3, 2, 1] ['n', 'n', 'b', 'a', 'a', 'a'] []
#> TypeError '<' not supported between instances of 'str' and 'int'
#> TypeError 'int' object is not iterable
#> TypeError 'int' object is not callable
#> TypeError sorted expected 1 argument, got 2
#> ValueError list modified during sort
#> [1, 2, 3]
#> [1, 3]
#> True False
#= ok
