# what is given to a function is its own: it goes when the function lets it go
class Thing:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

def deletes(a, b=None, *c, d=None, **e):
    del a
    print("deleted a")
    b = None
    print("b is None")
    c = d = e = None
    print("deletes ends")

deletes(Thing(1))
deletes(Thing(1), Thing(2))
deletes(Thing(1), Thing(2), Thing(3), Thing(4), d=Thing(5), f=Thing(6), g=Thing(7))
deletes(a=Thing(1), d=Thing(2))
deletes(*(Thing(i) for i in range(3)), **{"d": Thing(3), "h": Thing(4)})
deletes(*[Thing(i) for i in range(2)])

def holds(a, *b, c, **d):
    x, y = Thing("x"), Thing("y")
    print("holds ends")
holds(Thing("a"), Thing("b 1"), Thing("b 2"), c=Thing("c"), k=Thing("k"), l=Thing("l"))

class Owner:
    def method(self, a, *, b):
        del a, b
        print("deleted both")
Owner().method(Thing("a"), b=Thing("b"))

def refuses(a, *, b): pass
try: refuses(Thing("a"), Thing("b"))
except TypeError as e: print(e)
print("refused")

t = Thing(1), Thing(2), Thing(3)
t = None
print("a tuple goes from its end")

#> gone 1
#> deleted a
#> b is None
#> deletes ends
#> gone 1
#> deleted a
#> gone 2
#> b is None
#> deletes ends
#> gone 1
#> deleted a
#> gone 2
#> b is None
#> gone 4
#> gone 3
#> gone 5
#> gone 6
#> gone 7
#> deletes ends
#> gone 1
#> deleted a
#> b is None
#> gone 2
#> deletes ends
#> gone 0
#> deleted a
#> gone 1
#> b is None
#> gone 2
#> gone 3
#> gone 4
#> deletes ends
#> gone 0
#> deleted a
#> gone 1
#> b is None
#> deletes ends
#> holds ends
#> gone a
#> gone c
#> gone b 2
#> gone b 1
#> gone k
#> gone l
#> gone x
#> gone y
#> gone a
#> gone b
#> deleted both
#> gone b
#> gone a
#> refuses() takes 1 positional argument but 2 were given
#> refused
#> gone 3
#> gone 2
#> gone 1
#> a tuple goes from its end
#= ok
