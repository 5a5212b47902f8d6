# split, rsplit, splitlines and partition
print('a b  c'.split(), ' a b '.split(' '), 'a,b,,c'.split(','), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ''.split(), ''.split(','), 'a  b  c'.split(None, 1))
print('a\nb\r\nc\rd'.splitlines(), 'a\nb\n'.splitlines(True), ''.splitlines(), 'k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'kv'.partition('='), 'kv'.rpartition('='))
try:
    'a'.split('')
except ValueError as error:
    print(error)

#> ['a', 'b', 'c'] ['', 'a', 'b', ''] ['a', 'b', '', 'c'] ['a', 'b,c'] ['a,b', 'c'] [] [''] ['a', 'b  c']
#> ['a', 'b', 'c', 'd'] ['a\n', 'b\n'] [] ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '') ('', '', 'kv')
#> empty separator
#= ok
