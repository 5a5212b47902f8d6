# iter, next and StopIteration
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), 2 in Count(5), tuple(Count(2)), [*Count(2)], max(Count(3)), dict(enumerate(Count(2))))
a, b = Count(2)
print(a, b, next(Count(0), 'default'))
class Bad:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return self
for f in (lambda: list(Bad()), lambda: list(NoNext()), lambda: next(Count(0)), lambda: iter(object()), lambda: next([])):
    try:
        f()
    except (TypeError, StopIteration) as e:
        print(type(e).__name__, e)
it = iter([1, 2])
print(next(it), next(it), next(it, None), next(it, 0), iter(it) is it)
print(list(iter(lambda c=[3]: c.append(c.pop() - 1) or c[0], 0)))

#> [2, 1, 0] 6 True (1, 0) [1, 0] 2 {0: 1, 1: 0}
#> 1 0 default
#> TypeError iter() returned non-iterator of type 'int'
#> TypeError iter() returned non-iterator of type 'NoNext'
#> StopIteration 
#> TypeError 'object' object is not iterable
#> TypeError 'list' object is not an iterator
#> 1 2 None 0 True
#> [2, 1]
#= ok
