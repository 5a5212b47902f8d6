# classes and functions only, nothing run
import asyncio
async def main():
    print('never')
class C:
    def f(self): pass

#= ok
