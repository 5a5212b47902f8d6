# escapes, raw strings, triple quotes and concatenation
print('a\tb\\n', "it's", 'say "hi"', '\x41\u00e9\U0001F600\101')
print(r'raw\n', 'one' 'two' "three", '''three
lines
here''')
print('line \
continued', '\'', "\"")
print(len('\u00e9'), len('한글'), len('😀'), '\x00' == chr(0))

#> a	b\n it's say "hi" Aé😀A
#> raw\n onetwothree three
#> lines
#> here
#> line continued ' "
#> 1 2 1 True
#= ok
