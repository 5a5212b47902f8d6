# if, while, for, else, break and continue
for i in range(5):
    if i == 1:
        continue
    elif i == 4:
        break
    else:
        print(i)
else:
    print('never')
n = 3
while n:
    n -= 1
    if n == 5:
        break
else:
    print('while else', n)
for c in '':
    pass
else:
    print('empty', 'c' in dir())
print(i)

#> 0
#> 2
#> 3
#> while else 0
#> empty False
#> 4
#= ok
