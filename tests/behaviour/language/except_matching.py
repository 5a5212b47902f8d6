# classes, tuples, order, and what is not a class
def try_it(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return 'tuple ' + type(e).__name__
    except LookupError:
        return 'lookup'
    except (ValueError, (TypeError,)) if False else ValueError:
        return 'value'
    except Exception:
        return 'any'
print(try_it(KeyError()), try_it(IndexError), try_it(LookupError()), try_it(UnicodeError()), try_it(OSError()))
try:
    try:
        raise ValueError('first')
    except 5:
        pass
except TypeError as e:
    print(e, '|', repr(e.__context__))
try:
    print(e)
except NameError as n:
    print(n)

#> tuple KeyError tuple IndexError lookup value any
#> catching classes that do not inherit from BaseException is not allowed | ValueError('first')
#> name 'e' is not defined
#= ok
