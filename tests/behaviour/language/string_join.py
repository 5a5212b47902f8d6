# join takes text only
print(','.join(['a', 'b']), ''.join('xyz'), '-'.join([]), ', '.join({'k': 1, 'l': 2}), '/'.join(c for c in 'ab'))
for f in (lambda: ','.join([1]), lambda: ','.join(['a', None]), lambda: ','.join(5)):
    try:
        f()
    except TypeError as error:
        print(error)

#> a,b xyz  k, l a/b
#> sequence item 0: expected str instance, int found
#> sequence item 1: expected str instance, NoneType found
#> can only join an iterable
#= ok
