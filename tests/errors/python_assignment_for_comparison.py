if x = 1:
    pass
while x.y = 2:
    pass
f(a.b=1)
(a = 1)
