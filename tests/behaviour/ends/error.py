# an exception that leaves the module
def f(x):
    return 10 / x
print(f(2))
f(0)

#> 5.0
#= error ZeroDivisionError: division by zero
