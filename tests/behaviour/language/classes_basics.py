# attributes of the class and of the object
class Dog:
    kind = 'canine'
    tricks = []
    def __init__(self, name):
        self.name = name
    def add(self, trick):
        self.tricks.append(trick)
        return self
a, b = Dog('a'), Dog('b')
a.add('roll').add('sit')
b.kind = 'cat'
print(a.tricks is b.tricks, b.tricks, a.kind, b.kind, Dog.kind, a.__class__.__name__, type(a) is Dog, isinstance(a, Dog))
Dog.kind = 'changed'
print(a.kind, b.kind, a.__dict__, b.__dict__, Dog.__name__, vars(a))
del b.kind
print(b.kind, hasattr(b, 'nope'), getattr(b, 'nope', 'default'), Dog.add(a, 'x') is a)
setattr(a, 'age', 3)
delattr(a, 'name')
print(a.age, sorted(a.__dict__))

#> True ['roll', 'sit'] canine cat canine Dog True True
#> changed cat {'name': 'a'} {'name': 'b', 'kind': 'cat'} Dog {'name': 'a'}
#> changed False default True
#> 3 ['age']
#= ok
