f() = 1
1 = x
a + b = c
None = 1
x = f() = 2
[a, 1] = b
f() += 1
(a, b) += 1
(x, y): int = 1
del f()
for f() in x: pass
with a as 1: pass
