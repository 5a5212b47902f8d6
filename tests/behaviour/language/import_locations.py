# an ImportError says where the module is, by its file's name alone
for name in ('asyncio', 'collections', 'random', 'time'):
    try:
        if name == 'asyncio':
            from asyncio import nope
        elif name == 'collections':
            from collections import nope
        elif name == 'random':
            from random import nope
        else:
            from time import nope
    except ImportError as e:
        print(e)

#- not compared: CPython tells the whole path
#@ 0s
#> cannot import name 'nope' from 'asyncio' (__init__.py)
#> cannot import name 'nope' from 'collections' (__init__.py)
#> cannot import name 'nope' from 'random' (random.py)
#> cannot import name 'nope' from 'time' (unknown location)
#= ok
