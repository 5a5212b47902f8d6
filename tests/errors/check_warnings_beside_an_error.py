async def task(name, sec):
    return nmae

task('a')
task('a', 1, 2)
task('a', sek=1)
task('a', 1, name='b')
prnt(task)
return
