# a spec that does not fit its value
class Plain:
    pass
for value, spec in [('a', 'd'), (1.5, 'd'), (1, 's'), ('a', '+'), (1, '.2'), ('a', ','), (1, 'y'), (1.5, 'x'), ([1], '>5'), (None, '5'), (1, ',x'), ('a', '=5'), ({}, 'd'), (1, '5.'), (True, 'd')]:
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    f'{Plain():5}'
except TypeError as error:
    print(error)

#> ValueError Unknown format code 'd' for object of type 'str'
#> ValueError Unknown format code 'd' for object of type 'float'
#> ValueError Unknown format code 's' for object of type 'int'
#> ValueError Sign not allowed in string format specifier
#> ValueError Precision not allowed in integer format specifier
#> ValueError Cannot specify ',' with 's'.
#> ValueError Unknown format code 'y' for object of type 'int'
#> ValueError Unknown format code 'x' for object of type 'float'
#> TypeError unsupported format string passed to list.__format__
#> TypeError unsupported format string passed to NoneType.__format__
#> ValueError Cannot specify ',' with 'x'.
#> ValueError '=' alignment not allowed in string format specifier
#> TypeError unsupported format string passed to dict.__format__
#> ValueError Format specifier missing precision
#> 1
#> unsupported format string passed to Plain.__format__
#= ok
