# upper, lower, title and their friends
s = 'hello World 한글 ß'
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print('abc'.islower(), 'ABC'.isupper(), 'Abc Def'.istitle(), ''.islower(), 'a1'.isalnum(), 'a'.isalpha(), '12'.isdigit(), ' \t'.isspace(), 'x y'.isidentifier(), '１２'.isdigit(), '½'.isnumeric(), '12'.isdecimal(), 'é'.isascii(), 'a\n'.isprintable())
print("they're bill's".title(), 'ÀÉ'.lower(), 'straße'.upper())

#> HELLO WORLD 한글 SS hello world 한글 ß Hello World 한글 Ss Hello world 한글 ß HELLO wORLD 한글 SS hello world 한글 ss
#> True True True False True True True True False True True True False False
#> They'Re Bill'S àé STRASSE
#= ok
