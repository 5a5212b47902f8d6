# iterators of builtins and of classes


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=2)), list(zip()), list(zip('abc', range(2))), list(zip('ab','cd',strict=True)))
t(lambda: list(zip('ab','c',strict=True))); t(lambda: list(zip('a','bc',strict=True))); t(lambda: list(zip('ab','cd','e',strict=True))); t(lambda: list(zip('a','b','cd',strict=True)))
print(list(map(lambda a,b: a+b, [1,2,3],[10,20])), list(filter(None, [0,1,'',2])), list(filter(lambda v: v>1, [1,2,3])), list(filter(bool,[0,1])))
print(list(reversed('abc')), list(reversed((1,2))), list(reversed({1:2,3:4})), list(reversed({1:2,3:4}.items())), list(reversed({1:2,3:4}.values())))
class S:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i*i
    def __len__(self): return 4
print(list(S()), list(reversed(S())), 9 in S(), 5 in S())
c = iter([1,2,3,0,4])
print(list(iter(lambda: next(c), 0)))
t(iter, 5); t(iter, 5, 6); t(iter, None)

#> [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(2, 'a'), (3, 'b')] [] [('a', 0), ('b', 1)] [('a', 'c'), ('b', 'd')]
#> ValueError zip() argument 2 is shorter than argument 1
#> ValueError zip() argument 2 is longer than argument 1
#> ValueError zip() argument 3 is shorter than arguments 1-2
#> ValueError zip() argument 3 is longer than arguments 1-2
#> [11, 22] [1, 2] [2, 3] [1]
#> ['c', 'b', 'a'] [2, 1] [3, 1] [(3, 4), (1, 2)] [4, 2]
#> [0, 1, 4, 9] [9, 4, 1, 0] True False
#> [1, 2, 3]
#> TypeError 'int' object is not iterable
#> TypeError iter(v, w): v must be callable
#> TypeError 'NoneType' object is not iterable
#= ok
