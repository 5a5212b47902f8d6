import asyncio

x = [1,
     (2, 3

def f():
    return 1 2
