# itertools, operator, heapq, bisect, string, textwrap, statistics, types, inspect
import itertools as it, operator, heapq, bisect, string, textwrap, statistics, types, inspect
print(list(it.islice(it.count(5, 2), 4)), list(it.islice(it.cycle('ab'), 5)), list(it.repeat(1, 3)))
print(list(it.accumulate([1,2,3,4])), list(it.accumulate([1,2,3], operator.mul, initial=10)), list(it.batched('abcdefg', 3)))
print(list(it.chain('ab', [1])), list(it.chain.from_iterable(['ab', 'c'])), list(it.combinations('abcd', 2)), list(it.combinations_with_replacement('abc', 2)))
print(list(it.compress('abcd', [1,0,1,0])), list(it.dropwhile(lambda x: x<3, [1,2,3,1])), list(it.filterfalse(lambda x: x%2, range(6))), list(it.takewhile(lambda x: x<3, [1,2,3,1])))
for k, g in it.groupby('aaabbc'): print(k, list(g), end=' ')
print()
for k, g in it.groupby(sorted(['apple','bob','avocado','bill'], key=len), key=len): print(k, list(g))
print(list(it.islice('abcdef', 2)), list(it.islice('abcdef', 1, 5, 2)), list(it.islice('abc', None)), list(it.pairwise([1,2,3])))
print(list(it.permutations([1,2,3])), list(it.permutations('abc', 2)), list(it.product([1,2], 'ab')), list(it.product([0,1], repeat=2)))
print(list(it.starmap(pow, [(2,3),(3,2)])), list(it.zip_longest([1,2,3],[4],fillvalue='-')))
a, b = it.tee([1,2,3]); print(list(a), list(b))
c = it.count(); print(next(c), next(c))
h = [5,3,8,1]; heapq.heapify(h); print(h); heapq.heappush(h, 2); print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h)
print(heapq.nlargest(2, [1,5,3]), heapq.nsmallest(2, [4,2,6], key=lambda x: -x), list(heapq.merge([1,4],[2,3])), list(heapq.merge([3,1],[2], reverse=True)))
try: heapq.heappop([])
except IndexError as e: print(e)
l = [1,3,3,5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3)); bisect.insort(l, 4); print(l)
print(operator.itemgetter(1)([1,2]), operator.itemgetter(0,2)('abc'), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'), operator.add(1,2), sorted([{'a':2},{'a':1}], key=operator.itemgetter('a')))
print(string.ascii_letters, string.digits, string.punctuation, string.capwords('hello big world'), string.Template('$a is ${b}$$').substitute(a=1, b='x'))
t = "The quick brown fox jumped over the lazy dog and then it did some well-known things, again and again."
print(textwrap.fill(t, 30)); print(textwrap.wrap(t, 20, initial_indent='* ', subsequent_indent='  ')); print(textwrap.shorten(t, 40), '|', textwrap.shorten('a b', 10, placeholder='...'))
print(textwrap.dedent("""\
    hello
      world

    x"""), textwrap.indent('a\nb\n\nc', '> '))
print(statistics.mean([1,2,3]), statistics.mean([1,2]), statistics.mean([1.5,2.5,3.1]), statistics.median([3,1,2]), statistics.median([1,2,3,4]), statistics.fmean([1,2,4]))
print(statistics.mode('aab'), statistics.multimode('aabb'), statistics.median_low([1,2,3,4]))
class N(types.SimpleNamespace): pass
print(types.SimpleNamespace(a=1, b='x'), types.MappingProxyType({'a': 1}))
async def co(): pass
def gen(): yield
async def ag(): yield
print(inspect.iscoroutinefunction(co), inspect.iscoroutinefunction(gen), inspect.isgeneratorfunction(gen), inspect.isasyncgenfunction(ag), inspect.isfunction(co), inspect.isclass(int))
c = co(); print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c))
def f(a, b=1, *args, c, d: int = 2, **kw) -> str: pass
print(inspect.signature(f), list(inspect.signature(f).parameters), inspect.signature(lambda x, /, y: 0))

#> [5, 7, 9, 11] ['a', 'b', 'a', 'b', 'a'] [1, 1, 1]
#> [1, 3, 6, 10] [10, 10, 20, 60] [('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)]
#> ['a', 'b', 1] ['a', 'b', 'c'] [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')]
#> ['a', 'c'] [3, 1] [0, 2, 4] [1, 2]
#> a ['a', 'a', 'a'] b ['b', 'b'] c ['c'] 
#> 3 ['bob']
#> 4 ['bill']
#> 5 ['apple']
#> 7 ['avocado']
#> ['a', 'b'] ['b', 'd'] ['a', 'b', 'c'] [(1, 2), (2, 3)]
#> [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)] [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')] [(0, 0), (0, 1), (1, 0), (1, 1)]
#> [8, 9] [(1, 4), (2, '-'), (3, '-')]
#> [1, 2, 3] [1, 2, 3]
#> 0 1
#> [1, 3, 8, 5]
#> [3, 5, 8, 9] 1 [3, 5, 8, 9] 0 2 [3, 5, 8, 9]
#> [5, 3] [6, 4] [1, 2, 3, 4] [3, 2, 1]
#> index out of range
#> 3 1
#> [1, 3, 3, 4, 5]
#> 2 ('a', 'c') 5 A 3 [{'a': 1}, {'a': 2}]
#> abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ Hello Big World 1 is x$
#> The quick brown fox jumped
#> over the lazy dog and then it
#> did some well-known things,
#> again and again.
#> ['* The quick brown', '  fox jumped over', '  the lazy dog and', '  then it did some', '  well-known things,', '  again and again.']
#> The quick brown fox jumped over [...] | a b
#> hello
#>   world
#>
#> x > a
#> > b
#>
#> > c
#> 2 1.5 2.3666666666666667 2 2.5 2.3333333333333335
#> a ['a', 'b'] 2
#> namespace(a=1, b='x') {'a': 1}
#> True False True True True True
#> True True CORO_CREATED
#> CORO_CLOSED
#> (a, b=1, *args, c, d: int = 2, **kw) -> str ['a', 'b', 'args', 'c', 'd', 'kw'] (x, /, y)
#= ok
