# long chains of calls and subscripts
class Q:
    def __init__(self): self.parts = []
    def add(self, *p):
        self.parts += p
        return self
    def __getitem__(self, i): return self.parts[i]
print(Q().add(1).add(2, 3).add(*'ab').parts, Q().add([1, {'k': 'v'}])[0][1]['k'].upper().lower()[::-1], ' a-b '.strip().split('-')[0].upper())

#> [1, 2, 3, 'a', 'b'] v A
#= ok
