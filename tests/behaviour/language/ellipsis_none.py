# the dots, None and NotImplemented print by name
print(..., Ellipsis, None, NotImplemented, [...], type(...).__name__)
def f(): ...
print(f(), ... is Ellipsis, None == False, bool(...))

#> Ellipsis Ellipsis None NotImplemented [Ellipsis] ellipsis
#> None True False True
#= ok
