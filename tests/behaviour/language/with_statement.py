# enter, exit, several items, suppression
class C:
    def __init__(self, name, eat=False):
        self.name, self.eat = name, eat
    def __enter__(self):
        print('enter', self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print('exit', self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.eat
with C('a') as a, C('b') as b:
    print(a, b)
with C('c', True):
    raise ValueError('eaten')
try:
    with C('d', True) as d, C('e'):
        1 / 0
    print('after')
    with (C('f') as f, C('g')):
        raise KeyError('k')
except KeyError as e:
    print(repr(e))
def leave():
    with C('h'):
        return 'left'
print(leave())
for i in range(2):
    with C(str(i)):
        if i:
            break
        continue

#> enter a
#> enter b
#> A B
#> exit b None None False
#> exit a None None False
#> enter c
#> exit c ValueError eaten True
#> enter d
#> enter e
#> exit e ZeroDivisionError division by zero True
#> exit d ZeroDivisionError division by zero True
#> after
#> enter f
#> enter g
#> exit g KeyError 'k' True
#> exit f KeyError 'k' True
#> KeyError('k')
#> enter h
#> exit h None None False
#> left
#> enter 0
#> exit 0 None None False
#> enter 1
#> exit 1 None None False
#= ok
