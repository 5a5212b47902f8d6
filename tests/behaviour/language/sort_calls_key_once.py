# sorting calls the key once per item and keeps errors
def key(x):
    print('key', x)
    return -x
print(sorted([2, 3, 1], key=key))
try:
    sorted([1, 2], key=lambda x: 1 / 0)
except ZeroDivisionError as e:
    print(e)
l = [3, 'a', 1]
try:
    l.sort()
except TypeError as e:
    print(e)
class R:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        return self.v > o.v
    def __repr__(self): return str(self.v)
print(sorted([R(1), R(3), R(2)]), sorted([1, 2, 3], key=R))

#> key 2
#> key 3
#> key 1
#> [3, 2, 1]
#> division by zero
#> '<' not supported between instances of 'str' and 'int'
#> [3, 2, 1] [3, 2, 1]
#= ok
