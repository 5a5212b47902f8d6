# extract_tb, format_list, and what inspect and types say of them
import traceback, inspect, types
def f(): g()
def g():
    raise KeyError('x')
try: f()
except KeyError as error:
    frames = traceback.extract_tb(error.__traceback__)
    print([(each.lineno, each.name) for each in frames], len(frames), frames[-1][1:3])
    print(isinstance(error.__traceback__, types.TracebackType), inspect.istraceback(error.__traceback__), len(traceback.extract_tb(error.__traceback__, limit=1)))
print(traceback.format_list([('a.py', 3, 'f', 'x = 1'), ('b.py', 4, 'g', None)]), traceback.FrameSummary('a.py', 1, 'f'))
class A: x: int = 1
class B(A): pass
print(inspect.getmro(B) == B.__mro__, inspect.get_annotations(A), inspect.get_annotations(B), inspect.unwrap(f) is f, inspect.getattr_static(B(), 'x'), types.get_original_bases(B))
def h(a, b=2, *c, **d): pass
print(inspect.isdatadescriptor(property()), inspect.iscode(3), inspect.isframe(3))
def k(a, /, b, *rest, key, other=5, **more): pass
sign = inspect.signature(k)
b = sign.bind(1, 2, 3, 4, key=5, extra=6)
print(b, b.args, b.kwargs)
b.apply_defaults(); print(b.arguments)
b = sign.bind(1, b=2, key=3); print(b, b.args, b.kwargs); b.apply_defaults(); print(b)
print(sign.bind_partial(), sign.bind_partial(1))
for args, kwargs in ((), {}), ((1,), {}), ((1, 2), {}), ((1, 2), {'b': 1, 'key': 2}), ((1,), {'zz': 3, 'b': 1, 'key': 3}):
    try: print(sign.bind(*args, **kwargs))
    except TypeError as e: print('TypeError', e)
for args, kwargs in ((1, 2, 3), {}), ((1,), {'c': 2}):
    try: inspect.signature(lambda a, b=1: 0).bind(*args, **kwargs)
    except TypeError as e: print('TypeError', e)

#> [(6, '<module>'), (3, 'f'), (5, 'g')] 3 (5, 'g')
#> True True 1
#> ['  File "a.py", line 3, in f\n    x = 1\n', '  File "b.py", line 4, in g\n'] <FrameSummary file a.py, line 1 in f>
#> True {'x': <class 'int'>} {} True 1 (<class '__main__.A'>,)
#> True False False
#> <BoundArguments (a=1, b=2, rest=(3, 4), key=5, more={'extra': 6})> (1, 2, 3, 4) {'key': 5, 'extra': 6}
#> {'a': 1, 'b': 2, 'rest': (3, 4), 'key': 5, 'other': 5, 'more': {'extra': 6}}
#> <BoundArguments (a=1, b=2, key=3)> (1, 2) {'key': 3}
#> <BoundArguments (a=1, b=2, rest=(), key=3, other=5, more={})>
#> <BoundArguments ()> <BoundArguments (a=1)>
#> TypeError missing a required argument: 'a'
#> TypeError missing a required argument: 'b'
#> TypeError missing a required argument: 'key'
#> TypeError multiple values for argument 'b'
#> <BoundArguments (a=1, b=1, key=3, more={'zz': 3})>
#> TypeError too many positional arguments
#> TypeError got an unexpected keyword argument 'c'
#= ok
