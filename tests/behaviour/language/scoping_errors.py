# names that are not there yet, or not at all
x = 1
def unbound():
    print(x)
    x = 2
def free():
    def inner():
        return late
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    late = 1
    return inner()
def deleted():
    y = 1
    del y
    return y
def in_loop():
    for q in []:
        pass
    return q
for f in (unbound, deleted, in_loop, lambda: nowhere, lambda: prnt('x')):
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
print(free())
try:
    del nothing
except NameError as e:
    print(e)
def glob():
    global made
    made = 5
glob()
print(made)

#> UnboundLocalError cannot access local variable 'x' where it is not associated with a value
#> UnboundLocalError cannot access local variable 'y' where it is not associated with a value
#> UnboundLocalError cannot access local variable 'q' where it is not associated with a value
#> NameError name 'nowhere' is not defined
#> NameError name 'prnt' is not defined
#> NameError cannot access free variable 'late' where it is not associated with a value in enclosing scope
#> 1
#> name 'nothing' is not defined
#> 5
#= ok
