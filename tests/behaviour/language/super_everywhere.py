# in classmethods, properties, nested functions and comprehensions
class A:
    @classmethod
    def make(cls, x):
        return cls.__name__ + str(x)
    @property
    def p(self):
        return 10
    @staticmethod
    def s():
        return 's'
    def items(self):
        return [1, 2]
class B(A):
    @classmethod
    def make(cls, x):
        return '<' + super().make(x) + '>'
    @property
    def p(self):
        return super().p + 1
    def items(self):
        def inner():
            return super(B, self).items()
        return inner() + [n * 10 for n in super().items()]
    def s(self):
        return super().s() + '!'
print(B.make(1), B().p, B().items(), B().s(), __class__ if False else 'no class here')
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    super(A, 5).x
except TypeError as e:
    print(e)

#> <B1> 11 [1, 2, 10, 20] s! no class here
#> super(): no arguments
#> super(type, obj): obj (instance of int) is not an instance or subtype of type (A).
#= ok
