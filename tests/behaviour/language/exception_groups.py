# except* takes its part and leaves the rest
def raise_group():
    raise ExceptionGroup('many', [ValueError(1), TypeError('t'), ExceptionGroup('inner', [ValueError(2), KeyError('k')])])
try:
    raise_group()
except* ValueError as group:
    print('values', group, group.exceptions, len(group.exceptions))
except* (TypeError, KeyError) as group:
    print('others', repr(group))
try:
    try:
        raise_group()
    except* ValueError:
        print('some')
except ExceptionGroup as rest:
    print('rest', repr(rest))
try:
    raise ValueError('alone')
except* ValueError as group:
    print(repr(group))
try:
    try:
        raise ExceptionGroup('g', [OSError('o')])
    except* OSError:
        raise RuntimeError('from handler')
except Exception as e:
    print(repr(e))

#> values many (2 sub-exceptions) (ValueError(1), ExceptionGroup('inner', [ValueError(2)])) 2
#> others ExceptionGroup('many', [TypeError('t'), ExceptionGroup('inner', [KeyError('k')])])
#> some
#> rest ExceptionGroup('many', [TypeError('t'), ExceptionGroup('inner', [KeyError('k')])])
#> ExceptionGroup('', (ValueError('alone'),))
#> RuntimeError('from handler')
#= ok
