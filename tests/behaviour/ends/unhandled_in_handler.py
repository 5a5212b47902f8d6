# an error raised while handling another
try:
    {}['k']
except KeyError:
    [].pop()

#= error IndexError: pop from empty list
