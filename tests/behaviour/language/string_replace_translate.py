# replace, translate and maketrans
print('aaa'.replace('a', 'b'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('x', 'y'), 'aXbX'.replace('X', ''))
print('hello'.translate({ord('l'): 'L', ord('h'): None}), 'abc'.translate(str.maketrans('ab', 'xy')), 'abc'.translate(str.maketrans('a', 'b', 'c')))

#> bbb bba -a-b-c- abc ab
#> eLLo xyc bb
#= ok
