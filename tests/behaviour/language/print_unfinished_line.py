# the last line needs no newline
print('first')
print('last', end='')

#> first
#> last
#= ok
