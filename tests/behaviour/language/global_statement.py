# functions change the module's names
count = 0
def bump():
    global count, fresh
    count += 1
    fresh = count * 10
bump(); bump()
print(count, fresh)
def shadow():
    count = 99
    return count
print(shadow(), count)

#> 2 20
#> 99 2
#= ok
