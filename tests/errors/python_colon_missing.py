if x == 1
    y = 2
else
    y = 3
for i in range(3)
    print(i)
def f()
    pass
class A
    pass
