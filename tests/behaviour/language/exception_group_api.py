# split, subgroup, derive and errors of making
g = ExceptionGroup('g', [ValueError('a'), ExceptionGroup('h', [KeyError('b'), ValueError('c')])])
print(g.message, g.exceptions, str(g))
match, rest = g.split(ValueError)
print(repr(match), repr(rest))
print(repr(g.subgroup(KeyError)), g.subgroup(OSError), repr(g.subgroup(lambda e: isinstance(e, ValueError))))
print(isinstance(g, Exception), isinstance(BaseExceptionGroup('b', [KeyboardInterrupt()]), Exception), type(BaseExceptionGroup('b', [ValueError()])).__name__)
for f in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup('x', [KeyboardInterrupt()]), lambda: ExceptionGroup('x'), lambda: ExceptionGroup(1, [ValueError()])):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(g.derive([OSError('n')])))

#> g (ValueError('a'), ExceptionGroup('h', [KeyError('b'), ValueError('c')])) g (2 sub-exceptions)
#> ExceptionGroup('g', [ValueError('a'), ExceptionGroup('h', [ValueError('c')])]) ExceptionGroup('g', [ExceptionGroup('h', [KeyError('b')])])
#> ExceptionGroup('g', [ExceptionGroup('h', [KeyError('b')])]) None ExceptionGroup('g', [ValueError('a'), ExceptionGroup('h', [ValueError('c')])])
#> True False ExceptionGroup
#> ValueError second argument (exceptions) must be a non-empty sequence
#> ValueError Item 0 of second argument (exceptions) is not an exception
#> TypeError Cannot nest BaseExceptions in an ExceptionGroup
#> TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
#> TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
#> ExceptionGroup('g', [OSError('n')])
#= ok
