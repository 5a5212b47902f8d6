try:
    x = 1
y = 2
try:
    pass
except A, B:
    pass
