# since 3.12 the same quotes may stand inside
d = {'k': 'v'}
print(f'{d['k']} {'a' + 'b'} {f'{1}{f'{2}'}'}', f"{'\n'.join(['x', 'y'])}", f'{d["k"]:>{len('abcd')}}')

#> v ab 12 x
#> y    v
#= ok
