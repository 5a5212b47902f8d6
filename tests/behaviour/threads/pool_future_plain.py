from concurrent.futures import CancelledError, Future, InvalidStateError, as_completed, wait
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, TimeoutError
import concurrent.futures
import os

f = Future()
print(f.done(), f.running(), f.cancelled(), repr(f).split(' at ')[0], repr(f).split()[-1])
f.add_done_callback(lambda f: print('first', f.result()))
f.add_done_callback(lambda f: print('second', f.done()))
print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
f.set_result(7)
print(f.result(), f.exception(), repr(f).split()[-2:])
f.add_done_callback(lambda f: print('at once'))
try:
    f.set_result(8)
except InvalidStateError as e:
    print('InvalidStateError', str(e).split(':')[0])
try:
    f.set_running_or_notify_cancel()
except RuntimeError as e:
    print(e)
g = Future()
print(g.cancel(), g.cancel(), g.cancelled(), g.done(), repr(g).split()[-1])
try:
    g.result()
except CancelledError as e:
    print(type(e), repr(e))
print(g.set_running_or_notify_cancel(), repr(g).split()[-1])
h = Future()
h.set_exception(ValueError('no'))
print(repr(h.exception()), repr(h).split()[-2:])
try:
    h.result()
except ValueError as e:
    print('raised', e)
p = Future()
for how in (p.result, p.exception):
    try:
        how(timeout=0)
    except TimeoutError as e:
        print(repr(e))
done, pending = wait([f, g, h, p], return_when=FIRST_COMPLETED)
print(len(done), pending == {p})
done, pending = wait([f, g, h, p], return_when=FIRST_EXCEPTION)
print(len(done), len(pending))
print(wait([f]).done == {f}, wait([f]).not_done)
try:
    wait([p], return_when='NEVER')
except ValueError as e:
    print(e)
try:
    for x in as_completed([p, f], timeout=0):
        print(x is f)
except TimeoutError as e:
    print(e)
print(sorted(x.done() for x in as_completed([f, g, h, f])))
print(CancelledError.__mro__[1], issubclass(CancelledError, Exception))
print(concurrent.futures.BrokenExecutor.__base__, TimeoutError is OSError.__subclasses__ or TimeoutError)

#> False False False <Future state=pending>
#> True True False
#> first 7
#> second True
#> 7 None ['returned', 'int>']
#> at once
#> InvalidStateError FINISHED
#> Future in unexpected state
#> True True True True state=cancelled>
#> <class 'concurrent.futures._base.CancelledError'> CancelledError()
#> False state=cancelled>
#> ValueError('no') ['raised', 'ValueError>']
#> raised no
#> TimeoutError()
#> TimeoutError()
#> 3 True
#> 3 1
#> True set()
#> Invalid return condition: 'NEVER'
#> True
#> 1 (of 2) futures unfinished
#> [True, True, True]
#> <class 'concurrent.futures._base.Error'> True
#> <class 'RuntimeError'> <class 'TimeoutError'>
#= ok
