# endless recursion is Python's own error
def f(n):
    return f(n + 1)
f(0)

#= error RecursionError: maximum recursion depth exceeded
