# each way to divide by zero has its own message
for name, f in [('/', lambda: 1 / 0), ('//', lambda: 1 // 0), ('%', lambda: 1 % 0), ('f/', lambda: 1.0 / 0), ('f//', lambda: 1.0 // 0),
                ('f%', lambda: 1.0 % 0), ('divmod', lambda: divmod(1, 0)), ('fdivmod', lambda: divmod(1.0, 0)), ('pow', lambda: 0 ** -1), ('fpow', lambda: 0.0 ** -1)]:
    try:
        f()
    except ZeroDivisionError as error:
        print(name, error)

#> / division by zero
#> // integer division or modulo by zero
#> % integer modulo by zero
#> f/ float division by zero
#> f// float floor division by zero
#> f% float modulo by zero
#> divmod integer division or modulo by zero
#> fdivmod float divmod()
#> pow 0.0 cannot be raised to a negative power
#> fpow 0.0 cannot be raised to a negative power
#= ok
