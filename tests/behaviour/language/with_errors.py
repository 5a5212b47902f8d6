# what is not a context manager
class Half:
    def __enter__(self):
        return 1
for thing in (5, Half(), None, 'x'):
    try:
        with thing:
            pass
    except TypeError as e:
        print(e)
class Bad:
    def __enter__(self):
        raise ValueError('in enter')
    def __exit__(self, *a):
        print('never')
try:
    with Bad():
        pass
except ValueError as e:
    print(e)
class BadExit:
    def __enter__(self):
        pass
    def __exit__(self, *a):
        raise KeyError('in exit')
try:
    with BadExit():
        raise ValueError('body')
except KeyError as e:
    print(repr(e), repr(e.__context__))

#> 'int' object does not support the context manager protocol
#> 'Half' object does not support the context manager protocol (missed __exit__ method)
#> 'NoneType' object does not support the context manager protocol
#> 'str' object does not support the context manager protocol
#> in enter
#> KeyError('in exit') ValueError('body')
#= ok
