if a:
    pass
else if b:
    pass
x = 1 +
