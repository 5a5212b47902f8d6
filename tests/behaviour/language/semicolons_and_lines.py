# several statements on a line, continuation lines, comments
a = 1; b = 2; print(a, b)   # comment
if a: print('one line'); print('two')
total = (a +   # inside
         b
         + 3)
print(total, [
    1,
    2,  # trailing comma
])
s = "a" \
    "b"
print(s) ; pass
class C: x = 1; y = 2
print(C.x + C.y)
def f(): return 5
for i in range(2): print(i, end=' ')
else: print('done')
while False: pass

#> 1 2
#> one line
#> two
#> 6 [1, 2]
#> ab
#> 3
#> 0 1 done
#= ok
