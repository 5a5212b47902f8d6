# format with positions, names, attributes and nested specs
class P:
    x = 3
print('{} {}'.format(1, 'a'), '{1} {0} {1}'.format('a', 'b'), '{name}!'.format(name='n'), '{0.x} {1[0]} {2[k]}'.format(P, [9], {'k': 'v'}), '{{}}'.format())
print('{:>{w}}|{:^7}|{:<5}|'.format(1, 'mid', 'l', w=4), '{!r:>6}'.format('q'), '{0!s}'.format([1]), '{:.{p}f}'.format(3.14159, p=2))
for f in (lambda: '{}'.format(), lambda: '{a}'.format(), lambda: '{0} {}'.format(1, 2), lambda: '{'.format(), lambda: '}'.format(), lambda: '{2}'.format(1)):
    try:
        f()
    except (IndexError, KeyError, ValueError) as error:
        print(type(error).__name__, error)

#> 1 a b a b n! 3 9 v {}
#>    1|  mid  |l    |    'q' [1] 3.14
#> IndexError Replacement index 0 out of range for positional args tuple
#> KeyError 'a'
#> ValueError cannot switch from manual field specification to automatic field numbering
#> ValueError Single '{' encountered in format string
#> ValueError Single '}' encountered in format string
#> IndexError Replacement index 2 out of range for positional args tuple
#= ok
