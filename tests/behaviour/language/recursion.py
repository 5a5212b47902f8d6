# functions may call themselves, up to a point
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
print(fact(10), fact(20), even(100), odd(7))
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print(e)
def fib(n, memo={}):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(80))

#> 3628800 2432902008176640000 True True
#> maximum recursion depth exceeded
#> 23416728348467685
#= ok
