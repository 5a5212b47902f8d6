# in what order a generator that is closed or dropped lets its values go
class Thing:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

class Counter:
    def __init__(self, name): self.name, self.at = name, 0
    def __iter__(self): return self
    def __next__(self): self.at += 1; return self.at
    def __del__(self): print("gone counter", self.name)

def plain(name):
    thing, other = Thing(name), Thing(name + " other")
    for i in Counter(name): yield i
def guarded(name):
    thing = Thing(name)
    try:
        for i in Counter(name): yield i
    finally: print("finally")
def delegating(name):
    thing = Thing(name + " outer")
    yield from plain(name)
def handling(name):
    thing = Thing(name)
    try: raise KeyError(name)
    except KeyError as e: yield 1
class Manager:
    def __enter__(self): return self
    def __exit__(self, *about): print("exit", about[0])
    def __del__(self): print("gone manager")
def nested(name):
    for a in Counter(name + " 1"):
        for b in Counter(name + " 2"):
            with Manager(): yield Thing(name + " value")

for make in plain, guarded, delegating, handling, nested:
    print("--", make.__name__)
    g = make("closed"); next(g); g.close(); print("closed"); g = None
    g = make("dropped"); next(g); g = None; print("dropped")
    g = make("thrown into"); next(g)
    try: g.throw(IndexError)
    except IndexError: print("thrown")
    g = None

def unstarted(a, b): yield a
g = unstarted(Thing("a"), Thing("b")); g.close(); print("closed unstarted"); g = None
g = unstarted(Thing("a"), Thing("b")); g = None; print("dropped unstarted")

class Once:
    def __await__(self): yield 1
async def inner(name):
    thing = Thing(name + " inner"); await Once()
async def outer(name):
    thing = Thing(name)
    for i in Counter(name): await inner(name)
c = outer("closed"); c.send(None); c.close(); print("closed"); c = None
c = outer("dropped"); c.send(None); c = None; print("dropped")
c = outer("kept"); c.send(None)
try: c.throw(KeyError)
except KeyError as e: kept = e
c = None; print("thrown"); kept = None; print("end")

#> -- plain
#> gone closed
#> gone closed other
#> gone counter closed
#> closed
#> gone dropped
#> gone dropped other
#> gone counter dropped
#> dropped
#> gone counter thrown into
#> thrown
#> gone thrown into
#> gone thrown into other
#> -- guarded
#> gone counter closed
#> finally
#> gone closed
#> closed
#> gone counter dropped
#> finally
#> gone dropped
#> dropped
#> gone counter thrown into
#> finally
#> thrown
#> gone thrown into
#> -- delegating
#> gone closed
#> gone closed other
#> gone counter closed
#> gone closed outer
#> closed
#> gone dropped
#> gone dropped other
#> gone counter dropped
#> gone dropped outer
#> dropped
#> gone counter thrown into
#> thrown
#> gone thrown into
#> gone thrown into other
#> gone thrown into outer
#> -- handling
#> gone closed
#> closed
#> gone dropped
#> dropped
#> thrown
#> gone thrown into
#> -- nested
#> gone closed value
#> exit <class 'GeneratorExit'>
#> gone manager
#> gone counter closed 2
#> gone counter closed 1
#> closed
#> gone dropped value
#> exit <class 'GeneratorExit'>
#> gone manager
#> gone counter dropped 2
#> gone counter dropped 1
#> dropped
#> gone thrown into value
#> exit <class 'IndexError'>
#> gone manager
#> gone counter thrown into 2
#> gone counter thrown into 1
#> thrown
#> closed unstarted
#> gone a
#> gone b
#> gone a
#> gone b
#> dropped unstarted
#> gone closed inner
#> gone counter closed
#> gone closed
#> closed
#> gone dropped inner
#> gone counter dropped
#> gone dropped
#> dropped
#> gone counter kept
#> thrown
#> gone kept inner
#> gone kept
#> end
#= ok
