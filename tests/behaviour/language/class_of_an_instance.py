# __class__ can be set between classes alike; slots and class variables; __set_name__
class Closed:
    def state(self): return 'closed'
    def open(self): self.__class__ = Open
class Open:
    def state(self): return 'open'
class Slotted:
    __slots__ = ('a',)
class Text(str): pass
door = Closed(); door.n = 1
door.open()
print(door.state(), door.n, type(door), isinstance(door, Closed))
for target, new in ((door, int), (door, 5), (3, Open), (door, Slotted), (Text('x'), Open)):
    try: target.__class__ = new
    except TypeError as e: print(e)
try: del door.__class__
except TypeError as e: print(e)
try:
    class Both:
        __slots__ = ('x', 'y')
        y = 3
except ValueError as e: print(e)
class Field:
    def __set_name__(self, owner, name):
        self.name = name
        setattr(owner, 'made_' + name, name)
class Owner:
    a, b = Field(), Field()
print(Owner.a.name, Owner.b.name, Owner.made_a, Owner.made_b)

#> open 1 <class '__main__.Open'> False
#> __class__ assignment only supported for mutable types or ModuleType subclasses
#> __class__ must be set to a class, not 'int' object
#> __class__ assignment only supported for mutable types or ModuleType subclasses
#> __class__ assignment: 'Slotted' object layout differs from 'Open'
#> __class__ assignment: 'Open' object layout differs from 'Text'
#> can't delete __class__ attribute
#> 'y' in __slots__ conflicts with class variable
#> a b a b
#= ok
