a = {1: 2, 3}
b = {1: }
c = {1: *x}
d = [*a for a in b]
e = {**a for a in b}
f = [a, b for a in c]
g = (*a)
h = *a
