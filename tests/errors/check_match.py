x = 1
match x:
    case a:
        pass
    case _:
        pass
match x:
    case (a, a):
        pass
    case (b | c):
        pass
    case [1, b] | [2, c]:
        pass
    case _ | 1:
        pass
match x:
    case Point(a=1, a=2):
        pass
match x:
    case Point(a=1, 2):
        pass
match x:
    case [*a, *b]:
        pass
match x:
    case {a: 1}:
        pass
match x:
    case f'{x}':
        pass
match x:
    case 1 as _:
        pass
match x:
    case 1
        pass
match x:
    case 1:
    pass
