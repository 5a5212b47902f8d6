# the wrong arguments are named
def f(a, b, c=3): pass
def g(*, k): pass
def h(a, /): pass
def i(a, b=1, *args): pass
def j(): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3, 4), lambda: f(1, 2, d=4), lambda: f(1, a=1), lambda: g(), lambda: g(1), lambda: h(a=1), lambda: h(),
             lambda: i(), lambda: j(1), lambda: j(x=1), lambda: f(*[1, 2, 3, 4, 5]), lambda: f(**{'a': 1}), lambda: 5(), lambda: 'x'(), lambda: None(), lambda: f(1, 2, **{'c': 1}, **{'c': 2}), lambda: g(1, k=2), lambda: j(*5), lambda: j(**5), lambda: (lambda x: 0)()):
    try:
        call()
    except TypeError as e:
        print(e)

#> f() missing 2 required positional arguments: 'a' and 'b'
#> f() missing 1 required positional argument: 'b'
#> f() takes from 2 to 3 positional arguments but 4 were given
#> f() got an unexpected keyword argument 'd'
#> f() got multiple values for argument 'a'
#> g() missing 1 required keyword-only argument: 'k'
#> g() takes 0 positional arguments but 1 was given
#> h() got some positional-only arguments passed as keyword arguments: 'a'
#> h() missing 1 required positional argument: 'a'
#> i() missing 1 required positional argument: 'a'
#> j() takes 0 positional arguments but 1 was given
#> j() got an unexpected keyword argument 'x'
#> f() takes from 2 to 3 positional arguments but 5 were given
#> f() missing 1 required positional argument: 'b'
#> 'int' object is not callable
#> 'str' object is not callable
#> 'NoneType' object is not callable
#> __main__.f() got multiple values for keyword argument 'c'
#> g() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
#> __main__.j() argument after * must be an iterable, not int
#> __main__.j() argument after ** must be a mapping, not int
#> <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
#= ok
