__debug__ = 1
def f(__debug__): pass
del __debug__
