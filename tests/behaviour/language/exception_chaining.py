# context and cause
def show(e, depth=0):
    print('  ' * depth, type(e).__name__, e, 'suppressed' if e.__suppress_context__ else '')
    if e.__cause__:
        show(e.__cause__, depth + 1)
    elif e.__context__:
        show(e.__context__, depth + 1)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError('v') from z
except ValueError as e:
    show(e)
try:
    try:
        {}['k']
    except KeyError:
        [][0]
except IndexError as e:
    show(e)
try:
    try:
        {}['k']
    except KeyError:
        raise RuntimeError('r') from None
except RuntimeError as e:
    show(e)
    print(repr(e.__context__), e.__cause__)
try:
    raise ValueError from KeyError
except ValueError as e:
    print(repr(e), repr(e.__cause__))
try:
    raise ValueError from 3
except TypeError as e:
    print(e)

#>  ValueError v suppressed
#>    ZeroDivisionError division by zero 
#>  IndexError list index out of range 
#>    KeyError 'k' 
#>  RuntimeError r suppressed
#>    KeyError 'k' 
#> KeyError('k') None
#> ValueError() KeyError()
#> exception causes must derive from BaseException
#= ok
