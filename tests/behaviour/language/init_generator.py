# an __init__ that is a generator or a coroutine gives something back, which is an error
class Generator:
    def __init__(self, value):
        yield value

class Coroutine:
    async def __init__(self, value):
        self.value = value

for kind in Generator, Coroutine:
    try:
        kind(1)
    except TypeError as error:
        print(error)

#> __init__() should return None, not 'generator'
#> __init__() should return None, not 'coroutine'
#= ok
