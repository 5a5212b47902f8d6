# what cannot be ordered says so
for f in (lambda: 1 < 'a', lambda: [] < (), lambda: None < None, lambda: {} < {}, lambda: sorted([1, 'a']), lambda: max([1], 2), lambda: 1 <= None):
    try:
        f()
    except TypeError as error:
        print(error)
print(1 == 'a', [] == (), None == 0, {} != [], 1 is not None)

#> '<' not supported between instances of 'int' and 'str'
#> '<' not supported between instances of 'list' and 'tuple'
#> '<' not supported between instances of 'NoneType' and 'NoneType'
#> '<' not supported between instances of 'dict' and 'dict'
#> '<' not supported between instances of 'str' and 'int'
#> '>' not supported between instances of 'int' and 'list'
#> '<=' not supported between instances of 'int' and 'NoneType'
#> False False False True True
#= ok
