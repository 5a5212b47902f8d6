# predicates over many kinds of text
for s in ['', 'abc', 'ABC', 'Abc', '123', 'a1', ' ', '\n', '한글', 'é', 'a_b', '1.5', '²', 'ⅷ']:
    print(repr(s), s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.islower(), s.isupper(), s.istitle(), s.isidentifier(), s.isdecimal(), s.isnumeric(), s.isprintable(), s.isascii())

#> '' False False False False False False False False False False True True
#> 'abc' True False True False True False False True False False True True
#> 'ABC' True False True False False True False True False False True True
#> 'Abc' True False True False False False True True False False True True
#> '123' False True True False False False False False True True True True
#> 'a1' False False True False True False False True False False True True
#> ' ' False False False True False False False False False False True True
#> '\n' False False False True False False False False False False False True
#> '한글' True False True False False False False True False False True False
#> 'é' True False True False True False False True False False True False
#> 'a_b' False False False False True False False True False False True True
#> '1.5' False False False False False False False False False False True True
#> '²' False True True False False False False False False True True False
#> 'ⅷ' False False True False True False False True False True True False
#= ok
