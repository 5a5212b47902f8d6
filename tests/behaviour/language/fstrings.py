# values, conversions, nesting and the equals sign
x, name, items = 42, 'Ana', [1, 2]
print(f'{x} {name!r} {items} {x + 1} {name.upper()} {items[0]}', f'{{literal}} {x}', f'{x=} {name=} {x + 1 = }', f'{name!s:>6}|{name:<6}|{name:^6}|')
print(f'{x:{5}}|{x:>{x // 6}}|{3.14159:.{2}f}', f'{"nested " + f"{x}"}', f'{x!r:>5}', f'{ {"a": 1}["a"] }', f"{'q'}", f'{(lambda y: y * 2)(x)}')
print(f'{x:d}{x:x}' f'{x:#x}' 'plain' f'', f'{x if x > 1 else 0}', f'''{
    x
}''', f'{x!a}', f'{"한"!a}')

#> 42 'Ana' [1, 2] 43 ANA 1 {literal} 42 x=42 name='Ana' x + 1 = 43    Ana|Ana   | Ana  |
#>    42|     42|3.14 nested 42    42 1 q 84
#> 422a0x2aplain 42 42 42 '\ud55c'
#= ok
