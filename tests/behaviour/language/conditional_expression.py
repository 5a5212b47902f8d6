# one branch is evaluated
def say(x):
    print('say', x)
    return x
print(say(1) if True else say(2), say(1) if 0 else say(2), 'a' if [] else 'b' if 1 else 'c')

#> say 1
#> say 2
#> 1 2 b
#= ok
