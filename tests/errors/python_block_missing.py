def f():
x = 1
for i in x:
print(i)
class A:
    def g(self):
    pass
