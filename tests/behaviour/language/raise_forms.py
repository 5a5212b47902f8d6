# raising a class, an object, again, and nonsense
for f in (ValueError, ValueError('x'), KeyError('k'), KeyError('a', 'b'), OSError(2, 'no file'), StopIteration(5), Exception(), Exception(1, 2), KeyError()):
    try:
        raise f
    except Exception as e:
        print(type(e).__name__, '|', e, '|', repr(e), e.args)
def again():
    try:
        1 / 0
    except ZeroDivisionError:
        raise
try:
    again()
except ArithmeticError as e:
    print('again', e)
for bad in (5, 'text', int):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise
except RuntimeError as e:
    print(e)

#> ValueError |  | ValueError() ()
#> ValueError | x | ValueError('x') ('x',)
#> KeyError | 'k' | KeyError('k') ('k',)
#> KeyError | ('a', 'b') | KeyError('a', 'b') ('a', 'b')
#> FileNotFoundError | [Errno 2] no file | FileNotFoundError(2, 'no file') (2, 'no file')
#> StopIteration | 5 | StopIteration(5) (5,)
#> Exception |  | Exception() ()
#> Exception | (1, 2) | Exception(1, 2) (1, 2)
#> KeyError |  | KeyError() ()
#> again division by zero
#> exceptions must derive from BaseException
#> exceptions must derive from BaseException
#> exceptions must derive from BaseException
#> No active exception to reraise
#= ok
