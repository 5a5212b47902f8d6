# what a yield from or an await gave is dropped once, though something raises after it
import asyncio
def leaf(n):
    if n: yield from leaf(n - 1)
    else: yield ('leaf', [n])
def check(rows):
    raise AssertionError(rows)
try: check([row for row in leaf(2)])
except AssertionError as e: print(e)
async def give(n):
    return ('given', [n])
async def stream():
    yield await give(1)
async def main():
    rows = [await give(0)]
    async for row in stream(): rows.append(row)
    check(rows)
class Sorted:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        found = [row for row in leaf(1)]
        raise LookupError(found)
try: sorted([Sorted(1), Sorted(2)])
except LookupError as e: print(e)
class Named:
    def __set_name__(self, owner, name):
        rows = [row for row in leaf(1)]
        raise ValueError(rows)
try:
    class Owner: field = Named()
except ValueError as e: print(e)
asyncio.run(main())

#> [('leaf', [0])]
#> [('leaf', [0])]
#> [('leaf', [0])]
#= error AssertionError: [('given', [0]), ('given', [1])]
