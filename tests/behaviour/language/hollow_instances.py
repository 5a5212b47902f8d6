# instances that would be hollow cannot be made
def numbers():
    yield 1
def attempt(f):
    try:
        print(repr(f()))
    except TypeError as e:
        print(e)
attempt(lambda: object.__new__(ValueError))
attempt(lambda: ValueError.__new__(ValueError, 1, 2))
attempt(lambda: object.__new__(int))
attempt(lambda: object.__new__(list))
attempt(lambda: type(numbers())())
attempt(lambda: list.__new__(list))

#> object.__new__(ValueError) is not safe, use ValueError.__new__()
#> ValueError(1, 2)
#> object.__new__(int) is not safe, use int.__new__()
#> object.__new__(list) is not safe, use list.__new__()
#> cannot create 'generator' instances
#> []
#= ok
