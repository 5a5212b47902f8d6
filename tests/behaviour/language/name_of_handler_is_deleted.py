# the handler's name is gone after the handler
e = 'before'
try:
    raise ValueError('v')
except ValueError as e:
    print(repr(e))
try:
    e
except NameError as n:
    print(n)
def f():
    try:
        raise ValueError
    except ValueError as x:
        del x
    try:
        print(x)
    except UnboundLocalError as u:
        print(u)
f()

#> ValueError('v')
#> name 'e' is not defined
#> cannot access local variable 'x' where it is not associated with a value
#= ok
