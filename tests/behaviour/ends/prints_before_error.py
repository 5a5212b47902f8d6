# everything printed comes out before the error
for i in range(3):
    print('line', i)
print('a', 'b', sep='\n', end='')
undefined_name

#> line 0
#> line 1
#> line 2
#> a
#> b
#= error NameError: name 'undefined_name' is not defined
