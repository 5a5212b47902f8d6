# finally runs on return, break, continue and error
def f(how):
    for i in range(3):
        try:
            if how == 'return':
                return 'from try'
            if how == 'break':
                break
            if how == 'continue':
                continue
            if how == 'raise':
                raise ValueError(i)
        finally:
            print('finally', how, i)
    return 'end'
for how in ('return', 'break', 'continue', 'none'):
    print(f(how))
try:
    f('raise')
except ValueError as e:
    print(repr(e))
def g():
    try:
        return 1
    finally:
        return 2
def h():
    while True:
        try:
            return 1
        finally:
            break
    return 'after'
def k():
    try:
        1 / 0
    except ZeroDivisionError:
        return 'handled'
    else:
        return 'else'
    finally:
        print('k finally')
print(g(), h(), k())

#> finally return 0
#> from try
#> finally break 0
#> end
#> finally continue 0
#> finally continue 1
#> finally continue 2
#> end
#> finally none 0
#> finally none 1
#> finally none 2
#> end
#> finally raise 0
#> ValueError(0)
#> k finally
#> 2 after handled
#= ok
