# strip, pad, zfill, center and expandtabs
print(repr('  a b \n'.strip()), repr('  a '.lstrip()), repr('  a '.rstrip()), 'xxaxx'.strip('x'), 'abcab'.strip('ab'), 'mississippi'.lstrip('mis'))
print('[' + 'ab'.center(7) + ']', 'ab'.center(6, '*'), 'ab'.center(5, '*'), 'ab'.ljust(5, '.'), 'ab'.rjust(5, '0'), '42'.zfill(5), '-42'.zfill(5), '+1'.zfill(4), 'abc'.zfill(2))
print('a\tb'.expandtabs(), 'a\tb'.expandtabs(4), 'prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'x'.removesuffix('y'))

#> 'a b' 'a ' '  a' a c ppi
#> [   ab  ] **ab** **ab* ab... 000ab 00042 -0042 +001 abc
#> a       b a   b x x x
#= ok
