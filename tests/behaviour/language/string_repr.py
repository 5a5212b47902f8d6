# quotes and escapes as repr chooses them
print([ 'a', "it's", 'say "x"', 'both \' and "', 'new\nline', 'tab\t', 'back\\slash', '\r', '\x00\x1f\x7f', 'é', '한글', '\u200b', '\xa0', '😀', '\ud800', ''])
print(repr('a\'b'), repr("a\"b"), str(['x']), {'k': 'v\n'}, ('\x80', '\u2028'))

#> ['a', "it's", 'say "x"', 'both \' and "', 'new\nline', 'tab\t', 'back\\slash', '\r', '\x00\x1f\x7f', 'é', '한글', '\u200b', '\xa0', '😀', '\ud800', '']
#> "a'b" 'a"b' ['x'] {'k': 'v\n'} ('\x80', '\u2028')
#= ok
