# subscripts and slices of text
s = 'abcdef'
print(s[0], s[-1], s[1:3], s[:2], s[4:], s[-2:], s[::2], s[::-1], s[5:2:-1], s[10:], s[2:1], s[:], s[-100:2])
for f in (lambda: s[6], lambda: s[-7], lambda: s['a'], lambda: s[1.0], lambda: s[::0], lambda: ''[0]):
    try:
        f()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    s[0] = 'x'
except TypeError as error:
    print(error)

#> a f bc ab ef ef ace fedcba fed   abcdef ab
#> IndexError string index out of range
#> IndexError string index out of range
#> TypeError string indices must be integers, not 'str'
#> TypeError string indices must be integers, not 'float'
#> ValueError slice step cannot be zero
#> IndexError string index out of range
#> 'str' object does not support item assignment
#= ok
