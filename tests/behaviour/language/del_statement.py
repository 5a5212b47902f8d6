# names, items, attributes and several at once
a, b, c = 1, [1, 2, 3], {'k': 1}
del a, b[0], c['k']
print(b, c)
class C: pass
o = C()
o.x = 1
del o.x
try:
    o.x
except AttributeError as e:
    print(e)
try:
    a
except NameError as e:
    print(e)
def f():
    x = 1
    del x
    x = 2
    return x
print(f())

#> [2, 3] {}
#> 'C' object has no attribute 'x'
#> name 'a' is not defined
#> 2
#= ok
