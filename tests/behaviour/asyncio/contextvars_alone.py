# ContextVar, Token and Context without a loop
from contextvars import Context, ContextVar, Token, copy_context

v = ContextVar('v', default=3)
w = ContextVar('w')
print(v.name, v.get(), v.get(4), w.get(5), repr(v)[:31])
try:
    w.get()
except LookupError as e:
    print(type(e).__name__, e.args[0] is w)
first = v.set(10)
second = v.set(20)
print(first.old_value is Token.MISSING, second.old_value, second.var is v, Token.MISSING)
print(repr(first)[:11])
v.reset(second)
print(v.get(), repr(second)[:16])
v.reset(first)
print(v.get())


def attempt(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0], str(e).split('> ')[-1].split(' at 0x')[0])


attempt(lambda: v.reset(first))
attempt(lambda: w.reset(v.set(1)))
attempt(lambda: Context().run(v.reset, v.set(1)))
attempt(lambda: v.reset(3))
attempt(lambda: ContextVar(3))
attempt(lambda: Token())
attempt(lambda: Context(1))
attempt(lambda: hash(Context()))
c = copy_context()
print(len(c), c[v], v in c, w in c, c.get(w), c.get(w, 'no'), [k is v for k in c], [k.name for k in c.keys()], list(c.values()))
print([(k.name, x) for k, x in c.items()])
attempt(lambda: c[w])
attempt(lambda: c[3])
attempt(lambda: 3 in c)


def change(by, *, more=0):
    v.set(v.get() + by + more)
    return v.get()


print(c.run(change, 5), c.run(change, 5, more=100), v.get(), c[v])
d = c.copy()
d.run(change, 1)
print(c[v], d[v], c == d, c == c.copy(), c != d)
c.run(lambda: d.run(change, 1))
print(c[v], d[v])
attempt(lambda: c.run(c.run, change, 1))
attempt(lambda: c.run())
attempt(lambda: c.run(lambda: 1 / 0))
print(c.run(change, 1))
print(ContextVar[int], Token[str])
print(type(v).__name__, type(c).__name__, type(first).__name__)

#> v 3 4 5 <ContextVar name='v' default=3 
#> LookupError True
#> True 10 True <Token.MISSING>
#> <Token var=
#> 10 <Token used var=
#> 3
#> RuntimeError <Token used var=<ContextVar name='v' default=3 has already been used once
#> ValueError <Token var=<ContextVar name='v' default=3 was created by a different ContextVar
#> ValueError <Token var=<ContextVar name='v' default=3 was created in a different Context
#> TypeError expected an instance of Token, got 3 expected an instance of Token, got 3
#> TypeError context variable name must be a str context variable name must be a str
#> RuntimeError Tokens can only be created by ContextVars Tokens can only be created by ContextVars
#> TypeError Context() does not accept any arguments Context() does not accept any arguments
#> TypeError unhashable type: '_contextvars.Context' unhashable type: '_contextvars.Context'
#> 1 1 True False None no [True] ['v'] [1]
#> [('v', 1)]
#> KeyError <ContextVar name='w' <ContextVar name='w'
#> TypeError a ContextVar key was expected, got 3 a ContextVar key was expected, got 3
#> TypeError a ContextVar key was expected, got 3 a ContextVar key was expected, got 3
#> 6 111 1 111
#> 111 112 False True True
#> 111 113
#> RuntimeError cannot enter context: <_contextvars.Context object is already entered
#> TypeError run() missing 1 required positional argument run() missing 1 required positional argument
#> ZeroDivisionError division by zero division by zero
#> 112
#> _contextvars.ContextVar[int] _contextvars.Token[str]
#> ContextVar Context Token
#= ok
