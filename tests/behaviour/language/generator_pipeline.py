# generators feed generators lazily
def numbers(n):
    for i in range(n):
        print('make', i)
        yield i
def odd(it):
    for i in it:
        if i % 2:
            yield i
def double(it):
    return (i * 2 for i in it)
for v in double(odd(numbers(5))):
    print('use', v)
    if v == 6:
        break
print(sum(double(odd(range(10)))), [*odd([1, 2, 3])])

#> make 0
#> make 1
#> use 2
#> make 2
#> make 3
#> use 6
#> 50 [1, 3]
#= ok
