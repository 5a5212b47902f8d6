# a frame that outlives its call keeps, by its f_back, the variables of those that called it
class Thing:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

def fails():
    raise ValueError

def catches():
    try: fails()
    except ValueError as e: return e

def plain():
    thing = Thing("plain")
    global kept
    kept = catches()
    print("plain ends")
plain(); print("plain over"); kept = None

def recursive(n):
    thing = Thing(n)
    return recursive(n - 1) if n else catches()
kept = recursive(3); print("recursive over"); kept = None

def cycle():
    thing = Thing("never seen to go: a cycle")
    mine = catches()
cycle(); print("cycle over")

def let_go_in_time():
    thing = Thing("let go in time")
    mine = catches()
    mine = None
let_go_in_time(); print("over")

def traceback_cut():
    thing = Thing("traceback cut")
    global kept
    kept = catches()
    kept.__traceback__ = None
traceback_cut(); print("cut over"); kept = None

def in_comprehension():
    things = [Thing("outside %d" % i) for i in range(2)]
    global kept
    kept = [catches() for x in [Thing("inside")]]
in_comprehension(); print("comprehension over"); kept = None

def in_generator_expression():
    thing = Thing("outside")
    global kept
    kept = list(catches() for x in [Thing("inside")])
in_generator_expression(); print("generator expression over"); kept = None

def in_sort_key():
    thing = Thing("sort")
    def key(x):
        thing = Thing("key %d" % x)
        global kept
        if x == 1: kept = catches()
        return x
    sorted([1, 2], key=key)
in_sort_key(); print("sort over"); kept = None

class Made:
    def __init__(self):
        self.thing = Thing("attribute")
        self.go()
    def go(self):
        global kept
        kept = catches()
made = Made(); made = None; print("made over"); kept = None

def fails_with_context():
    thing = Thing("context")
    try:
        try: fails()
        except ValueError: {}["x"]
    except KeyError as e: return e
def of_context():
    thing = Thing("of context")
    global kept
    kept = fails_with_context()
of_context(); print("context over"); kept.__context__ = None; print("context cut"); kept = None

# A generator's frame has the caller that it has when it ends.
def generator():
    thing = Thing("generator")
    global kept
    kept = catches()
    yield 1
    yield 2
def begins():
    thing = Thing("begins")
    g = generator()
    next(g)
    return g
def ends(g):
    thing = Thing("ends")
    for _ in g: pass
g = begins(); print("begun"); ends(g); print("ended"); g = None; kept = None
g = begins(); g.close(); print("closed"); g = None; kept = None; print("let go")

def guarded():
    thing = Thing("guarded")
    global kept
    kept = catches()
    try: yield 1
    finally: print("finally")
def begins_guarded():
    g = guarded(); next(g); return g
def closes(g):
    thing = Thing("closes"); g.close()
g = begins_guarded(); closes(g); print("closed"); g = None; kept = None; print("end")

#> plain ends
#> plain over
#> gone plain
#> recursive over
#> gone 0
#> gone 1
#> gone 2
#> gone 3
#> cycle over
#> gone let go in time
#> over
#> gone traceback cut
#> cut over
#> gone inside
#> comprehension over
#> gone outside 1
#> gone outside 0
#> generator expression over
#> gone inside
#> gone outside
#> gone key 2
#> sort over
#> gone key 1
#> gone sort
#> made over
#> gone attribute
#> context over
#> context cut
#> gone context
#> gone of context
#> gone begins
#> begun
#> ended
#> gone generator
#> gone ends
#> gone begins
#> gone generator
#> closed
#> let go
#> finally
#> closed
#> gone guarded
#> gone closes
#> end
#= ok
