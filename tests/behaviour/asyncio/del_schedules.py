# __del__ that makes tasks, callbacks and futures
import asyncio
async def job(name):
    print('job', name, 'starts')
    await asyncio.sleep(1)
    print('job', name, 'ends')
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError as e:
            print(e)
            return
        loop.create_task(job(self.name))
        loop.call_soon(print, 'soon', self.name)
async def holds():
    d = D('frame')
    await asyncio.sleep(1)
async def main():
    d = D('a')
    del d
    await asyncio.sleep(2)
    t = asyncio.create_task(holds())
    await t
    l = [D('in list'), D('in list 2')]
    l.clear()
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(lambda d: None, D('argument'))
    await asyncio.sleep(3)
    d = D('at end')
asyncio.run(main())

#> del a
#> job a starts
#> soon a
#@ 1s
#> job a ends
#@ 3s
#> del frame
#> job frame starts
#> soon frame
#> del in list 2
#> del in list
#> job in list 2 starts
#> soon in list 2
#> job in list starts
#> soon in list
#> del argument
#> job argument starts
#> soon argument
#@ 4s
#> job frame ends
#> job in list 2 ends
#> job in list ends
#> job argument ends
#@ 6s
#> del at end
#> job at end starts
#> soon at end
#= ok
