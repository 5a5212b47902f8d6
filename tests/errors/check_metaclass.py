class A(metaclass=type):
    pass
class B(A, x=1):
    pass
