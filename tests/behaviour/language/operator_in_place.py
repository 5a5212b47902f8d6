# the in-place operators as functions
import operator


class Grid:
    def __imatmul__(self, other):
        return ("@", other)


mine = {1, 2, 3}
print(operator.iand(mine, {2, 3, 4}) is mine, mine)
print(operator.ior([1] and {"a": 1}, {"b": 2}), operator.ixor({1, 2}, {2, 3}) == {1, 3})
print(operator.ifloordiv(7, 2), operator.imod(7, 4), operator.ipow(2, 100), operator.itruediv(1, 4))
print(operator.ilshift(1, 70), operator.irshift(1 << 70, 68), operator.imatmul(Grid(), 5))
try:
    operator.ior(1, "a")
except TypeError as error:
    print(error)

#> True {2, 3}
#> {'a': 1, 'b': 2} True
#> 3 3 1267650600228229401496703205376 0.25
#> 1180591620717411303424 4 ('@', 5)
#> unsupported operand type(s) for |=: 'int' and 'str'
#= ok
