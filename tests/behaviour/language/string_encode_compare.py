# comparison by code point
print('a' < 'B', 'B' < 'a', 'é' > 'z', '한' > '글', 'Z' < 'a', '' < 'a', 'a' == 'a', '10' < '9')

#> False True True True True True True True
#= ok
