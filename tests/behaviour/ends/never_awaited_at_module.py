# a coroutine that is only made
async def f():
    print('never')
f()
print('end')

#> end
#= ok
#! never-awaited: f
