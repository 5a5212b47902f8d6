# builtins can be shadowed and found again
def f():
    list = 5
    return list
print(f(), list('ab'))
len = lambda x: 'mine'
print(len('abc'))
del len
print(len('abc'))

#> 5 ['a', 'b']
#> mine
#> 3
#= ok
