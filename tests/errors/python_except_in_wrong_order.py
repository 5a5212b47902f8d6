try:
    pass
except:
    pass
except A:
    pass
try:
    pass
except* A:
    pass
except B:
    pass
