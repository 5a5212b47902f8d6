# special methods of builtin types by name, and what builtins say of wrong arguments
class A:
    x = 1
    def __getattribute__(self, name):
        print('get', name)
        return object.__getattribute__(self, name)
    def __setattr__(self, name, v):
        print('set', name)
        object.__setattr__(self, name, v)
a = A(); a.y = 3; print(a.x, a.y)
class B:
    def __getattribute__(self, n):
        if n == 'z': return 'zz'
        return super().__getattribute__(n)
print(B().z)
try: B().q
except AttributeError as e: print(e)
def f(self, k): return self, k
print(f.__get__(3)(4), f.__get__(None, int) is f)
class C:
    @property
    def p(self): return 5
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
print(C.p.__get__(C()), C.__dict__['s'].__get__(None, C)(), C.__dict__['c'].__get__(None, C)())
try: C.p.__set__(C(), 1)
except AttributeError as e: print(e)
l = [1]
print(l.__iadd__([2]), l, l.__imul__(2), l)
s = {1}; s.__ior__({2}); s.__isub__({1}); print(s)
for call in (
    lambda: 'a'.__add__(1),
    lambda: 'a'.__mul__('b'),
    lambda: [1].__add__((1,)),
    lambda: (1,).__add__([1]),
    lambda: [1].__iadd__(5),
    lambda: [1].__mul__(1.5),
    lambda: (1).__add__('a'),
    lambda: 'a'.__rmul__('x'),
    lambda: 'a'.__eq__(1),
    lambda: {1}.__or__([1]),
    lambda: {}.__or__(1),
    lambda: (1).__pow__(2, 3),
    lambda: (2.0).__pow__(2, 3),
    lambda: 'a'.__mod__(1),
    lambda: [1].__imul__('x'),
    lambda: format(3, None),
    lambda: issubclass(1, ()),
    lambda: issubclass(1, int),
    lambda: type(x=1),
    lambda: type(),
    lambda: type(1,2),
    lambda: type('a'),
    lambda: type('a', (), {}, x=1),
    lambda: list(*[list[int]]),
    lambda: [*list[int]],
    lambda: list(list[int]),
    lambda: enumerate(x=1),
    lambda: enumerate([], foo=1),
    lambda: enumerate(),
    lambda: classmethod(x=1),
    lambda: staticmethod(x=1),
    lambda: classmethod(),
    lambda: property(x=1),
    lambda: enumerate([], 1, 2),
    lambda: enumerate(5),
    lambda: enumerate([], 'a'),
    lambda: classmethod(1, 2),
    lambda: zip(x=1),
    lambda: map(),
    lambda: map(None),
    lambda: filter(1),
    lambda: filter(x=1),
    lambda: reversed(x=1),
    lambda: range(x=1),
    lambda: range(),
    lambda: slice(x=1),
    lambda: list(x=1),
    lambda: tuple(x=1),
    lambda: dict(1),
    lambda: dict([1]),
    lambda: dict([(1,2,3)]),
    lambda: int(x=1),
    lambda: float(x=1),
    lambda: bool(x=1),
    lambda: str(x=1),
    lambda: super(1, 2),
    lambda: super(),
    lambda: object(1),
    lambda: isinstance(1, 2),
    lambda: isinstance(1),
    lambda: issubclass(int, 1),
    lambda: sorted(),
    lambda: sorted([], lambda x: x),
    lambda: sorted([1], foo=1),
    lambda: [].sort(1),
    lambda: min(),
    lambda: min([]),
    lambda: max(1),
    lambda: sum('ab'),
    lambda: sum(['a']),
    lambda: sum([1], 'a'),
    lambda: sum([[1]], []),
    lambda: len(5),
    lambda: len(),
    lambda: ord('ab'),
    lambda: chr(-1),
    lambda: chr('a'),
    lambda: abs('a'),
    lambda: round('a'),
    lambda: round(1.5, 'a'),
    lambda: divmod(1),
    lambda: divmod(1, 'a'),
    lambda: pow(2),
    lambda: pow(2, 'a'),
    lambda: hash([]),
    lambda: hash({}),
    lambda: {[]: 1},
    lambda: {{}},
    lambda: iter(5),
    lambda: next(5),
    lambda: next(iter([])),
    lambda: getattr(1, 'x'),
    lambda: getattr(1, 2),
    lambda: setattr(1, 'x', 1),
    lambda: delattr(1, 'x'),
    lambda: hasattr(1, 2),
    lambda: callable(),
    lambda: any(1),
    lambda: all(5),
    lambda: print(1, foo=2),
    lambda: print(1, sep=2),
    lambda: print(1, end=2),
    lambda: vars(1),
    lambda: dir(1, 2),
    lambda: id(),
    lambda: hex(1.5),
    lambda: bin('a'),
):
    try: print(repr(call()))
    except BaseException as e: print(type(e).__name__, e)

#> set y
#> get x
#> get y
#> 1 3
#> zz
#> 'B' object has no attribute 'q'
#> (3, 4) True
#> 5 s C
#> property 'p' of 'C' object has no setter
#> [1, 2, 1, 2] [1, 2, 1, 2] [1, 2, 1, 2] [1, 2, 1, 2]
#> {2}
#> TypeError can only concatenate str (not "int") to str
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError can only concatenate list (not "tuple") to list
#> TypeError can only concatenate tuple (not "list") to tuple
#> TypeError 'int' object is not iterable
#> TypeError 'float' object cannot be interpreted as an integer
#> NotImplemented
#> TypeError 'str' object cannot be interpreted as an integer
#> NotImplemented
#> NotImplemented
#> NotImplemented
#> 1
#> TypeError pow() 3rd argument not allowed unless all arguments are integers
#> TypeError not all arguments converted during string formatting
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError format() argument 2 must be str, not None
#> False
#> TypeError issubclass() arg 1 must be a class
#> TypeError type() takes 1 or 3 arguments
#> TypeError type() takes 1 or 3 arguments
#> TypeError type() takes 1 or 3 arguments
#> <class 'str'>
#> TypeError a.__init_subclass__() takes no keyword arguments
#> [*list[int]]
#> [*list[int]]
#> [*list[int]]
#> TypeError 'x' is an invalid keyword argument for enumerate()
#> TypeError 'foo' is an invalid keyword argument for enumerate()
#> TypeError enumerate() missing required argument 'iterable'
#> TypeError classmethod() takes no keyword arguments
#> TypeError staticmethod() takes no keyword arguments
#> TypeError classmethod expected 1 argument, got 0
#> TypeError property() got an unexpected keyword argument 'x'
#> TypeError enumerate() takes at most 2 arguments (3 given)
#> TypeError 'int' object is not iterable
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError classmethod expected 1 argument, got 2
#> TypeError zip() got an unexpected keyword argument 'x'
#> TypeError map() must have at least two arguments.
#> TypeError map() must have at least two arguments.
#> TypeError filter expected 2 arguments, got 1
#> TypeError filter() takes no keyword arguments
#> TypeError reversed() takes no keyword arguments
#> TypeError range() takes no keyword arguments
#> TypeError range expected at least 1 argument, got 0
#> TypeError slice() takes no keyword arguments
#> TypeError list() takes no keyword arguments
#> TypeError tuple() takes no keyword arguments
#> TypeError 'int' object is not iterable
#> TypeError cannot convert dictionary update sequence element #0 to a sequence
#> ValueError dictionary update sequence element #0 has length 3; 2 is required
#> TypeError int() got an unexpected keyword argument 'x'
#> TypeError float() takes no keyword arguments
#> TypeError bool() takes no keyword arguments
#> TypeError str() got an unexpected keyword argument 'x'
#> TypeError super() argument 1 must be a type, not int
#> RuntimeError super(): no arguments
#> TypeError object() takes no arguments
#> TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
#> TypeError isinstance expected 2 arguments, got 1
#> TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
#> TypeError sorted expected 1 argument, got 0
#> TypeError sorted expected 1 argument, got 2
#> TypeError sort() got an unexpected keyword argument 'foo'
#> TypeError sort() takes no positional arguments
#> TypeError min expected at least 1 argument, got 0
#> ValueError min() iterable argument is empty
#> TypeError 'int' object is not iterable
#> TypeError unsupported operand type(s) for +: 'int' and 'str'
#> TypeError unsupported operand type(s) for +: 'int' and 'str'
#> TypeError sum() can't sum strings [use ''.join(seq) instead]
#> [1]
#> TypeError object of type 'int' has no len()
#> TypeError len() takes exactly one argument (0 given)
#> TypeError ord() expected a character, but string of length 2 found
#> ValueError chr() arg not in range(0x110000)
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError bad operand type for abs(): 'str'
#> TypeError type str doesn't define __round__ method
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError divmod expected 2 arguments, got 1
#> TypeError unsupported operand type(s) for divmod(): 'int' and 'str'
#> TypeError pow() missing required argument 'exp' (pos 2)
#> TypeError unsupported operand type(s) for ** or pow(): 'int' and 'str'
#> TypeError unhashable type: 'list'
#> TypeError unhashable type: 'dict'
#> TypeError unhashable type: 'list'
#> TypeError unhashable type: 'dict'
#> TypeError 'int' object is not iterable
#> TypeError 'int' object is not an iterator
#> StopIteration 
#> AttributeError 'int' object has no attribute 'x'
#> TypeError attribute name must be string, not 'int'
#> AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
#> AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
#> TypeError attribute name must be string, not 'int'
#> TypeError callable() takes exactly one argument (0 given)
#> TypeError 'int' object is not iterable
#> TypeError 'int' object is not iterable
#> TypeError print() got an unexpected keyword argument 'foo'
#> TypeError sep must be None or a string, not int
#> TypeError end must be None or a string, not int
#> TypeError vars() argument must have __dict__ attribute
#> TypeError dir expected at most 1 argument, got 2
#> TypeError id() takes exactly one argument (0 given)
#> TypeError 'float' object cannot be interpreted as an integer
#> TypeError 'str' object cannot be interpreted as an integer
#= ok
