# functions keep the variables, not their values
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def peek():
        return n
    return up, peek
up, peek = counter()
up(); up(5)
print(peek(), counter()[1]())
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
def outer():
    x = 'outer'
    class K:
        x = 'class'
        y = x
        def get(self):
            return x
    x = 'changed'
    return K().get(), K.y
print(outer())
def three():
    a = 1
    def two():
        def one():
            nonlocal a
            a += 1
            return a
        return one
    return two()(), a
print(three())

#> 6 0
#> [2, 2, 2] [0, 1, 2]
#> ('changed', 'class')
#> (2, 2)
#= ok
