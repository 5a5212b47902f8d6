# an unfinished line comes before the end
print('half', end='')
[][1]

#> half
#= error IndexError: list index out of range
