# isinstance, getattr, print, next and their errors


def t(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


x=[]
t(x.sort, 1); t(x.append); t(x.extend); t(x.pop, 1, 2); t(x.insert, 1); t(x.reverse, 1); t(x.clear, 1); t(x.copy, 1); t(x.count); t(x.index); t(x.remove); t(x.index, 1, 2, 3, 4)
d={}
t(d.get); t(d.get, 1,2,3); t(d.pop); t(d.pop, 1,2,3); t(d.keys, 1); t(d.setdefault); t(d.fromkeys); t(d.popitem, 1); t(d.update, 1, 2); t(d.get, key=1); t(d.items, a=1)
t(getattr, 1, 'foo'); t(getattr, 1, 'foo', 2); t(getattr, 1, 5); t(setattr, 1, 'x', 2); t(hasattr, 1, 5); t(delattr, 1, 'x'); t(vars, 1); t(hasattr, [], 'append')
print(list[int], dict[str, int], tuple[int, ...], list[list[int]], int|str, int|None, list[int]|None, set['a'], (int|str) == (str|int), list[int] == list[int], list[int]('ab') , type(list[int]), type(int|str), list[int].__origin__, dict[str,int].__args__, (int|str|int), (int|str).__args__, hash(list[int]) == hash(list[int]), int|int, bool|(int|str))
t(lambda: int | 5); t(lambda: 5 | int); t(lambda: int[3])
class A:
    x = 1
    def __init__(self): self.b = 2; self.a = 1
    def f(self): pass
a = A(); print(vars(a), [n for n in dir(a) if not n.startswith('__')], [n for n in dir(A) if not n.startswith('__')], 'append' in dir([]))
def ff(p, q=3):
    z = 5
    def inner(): return z
    return {'p': p, 'q': q}
print(sorted(ff(1).items(), key=lambda kv: kv[0])[:2], 1)
def gg():
    y = 1; x = 2
    return dir()
print(gg())
print('A' in dir(), isinstance(A, type), callable(A), issubclass(A, A))
print(1, 2, sep='-', end='!\n'); print(sep='x'); print('a', 'b', sep=''); print(*[1,2], sep=None, end=None); print('x', flush=True)
class W:
    def write(self, s): r.append(s)
    def flush(self): r.append('FLUSH')
r = []
print('a', 1, file=W(), flush=True); print(file=W()); print(r)
class N:
    def __str__(self): print('inner', end='|'); return 'N'
print('before', N(), 'after')
class Ex:
    def __str__(self): raise ValueError('no')
t(print, 'first', Ex(), 'last'); print()
class C2:
    def write(self, x): raise KeyError(x)
t(print, 'q', file=C2()); t(print, 'q', file=5)
n = iter([1]); print(next(n), next(n, None), next(iter(()), 'd'))
def gen():
    yield 1
    return 7
g = gen(); next(g)
try: next(g)
except StopIteration as e: print('stop', e.value, e.args)
try: next(g)
except StopIteration as e: print('stop', e.value, e.args)
t(next, 5)
try: exit(3)
except SystemExit as e: print(e.code)
try: quit()
except SystemExit as e: print(e.code)
print(__debug__, __name__, NotImplemented, Ellipsis, ...)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration('val')
        return self.n
print(list(It()), sum(It()), max(It()), 2 in It(), list(zip(It(), It())), dict(enumerate(It())), sorted(It(), reverse=True), [*It()], {*It()})
i = It(); list(i)
try: next(i)
except StopIteration as e: print(e.value)
class BadIter:
    def __iter__(self): return 5
t(iter, BadIter()); t(list, BadIter())
class BadLen:
    def __len__(self): return -1
t(len, BadLen())
class BadLen:
    def __len__(self): return 'a'
t(len, BadLen())

#> TypeError sort() takes no positional arguments
#> TypeError list.append() takes exactly one argument (0 given)
#> TypeError list.extend() takes exactly one argument (0 given)
#> TypeError pop expected at most 1 argument, got 2
#> TypeError insert expected 2 arguments, got 1
#> TypeError list.reverse() takes no arguments (1 given)
#> TypeError list.clear() takes no arguments (1 given)
#> TypeError list.copy() takes no arguments (1 given)
#> TypeError list.count() takes exactly one argument (0 given)
#> TypeError index expected at least 1 argument, got 0
#> TypeError list.remove() takes exactly one argument (0 given)
#> TypeError index expected at most 3 arguments, got 4
#> TypeError get expected at least 1 argument, got 0
#> TypeError get expected at most 2 arguments, got 3
#> TypeError pop expected at least 1 argument, got 0
#> TypeError pop expected at most 2 arguments, got 3
#> TypeError dict.keys() takes no arguments (1 given)
#> TypeError setdefault expected at least 1 argument, got 0
#> TypeError fromkeys expected at least 1 argument, got 0
#> TypeError dict.popitem() takes no arguments (1 given)
#> TypeError update expected at most 1 argument, got 2
#> TypeError dict.get() takes no keyword arguments
#> TypeError dict.items() takes no keyword arguments
#> AttributeError 'int' object has no attribute 'foo'
#> 2
#> TypeError attribute name must be string, not 'int'
#> AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
#> TypeError attribute name must be string, not 'int'
#> AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
#> TypeError vars() argument must have __dict__ attribute
#> True
#> list[int] dict[str, int] tuple[int, ...] list[list[int]] int | str int | None list[int] | None set['a'] True True ['a', 'b'] <class 'types.GenericAlias'> <class 'types.UnionType'> <class 'list'> (<class 'str'>, <class 'int'>) int | str (<class 'int'>, <class 'str'>) True <class 'int'> bool | int | str
#> TypeError unsupported operand type(s) for |: 'type' and 'int'
#> TypeError unsupported operand type(s) for |: 'int' and 'type'
#> TypeError type 'int' is not subscriptable
#> {'b': 2, 'a': 1} ['a', 'b', 'f', 'x'] ['f', 'x'] True
#> [('p', 1), ('q', 3)] 1
#> ['x', 'y']
#> True True True True
#> 1-2!
#>
#> ab
#> 1 2
#> x
#> ['a', ' ', '1', '\n', 'FLUSH', '\n']
#> before inner|N after
#> first ValueError no
#>
#> KeyError 'q'
#> AttributeError 'int' object has no attribute 'write'
#> 1 None d
#> stop 7 (7,)
#> stop None ()
#> TypeError 'int' object is not an iterator
#> 3
#> None
#> True __main__ NotImplemented Ellipsis Ellipsis
#> [1, 2, 3] 6 3 True [(1, 1), (2, 2), (3, 3)] {0: 1, 1: 2, 2: 3} [3, 2, 1] [1, 2, 3] {1, 2, 3}
#> val
#> TypeError iter() returned non-iterator of type 'int'
#> TypeError iter() returned non-iterator of type 'int'
#> ValueError __len__() should return >= 0
#> TypeError 'str' object cannot be interpreted as an integer
#= ok
