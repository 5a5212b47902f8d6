# modules under other names, names from modules
import asyncio as aio, time as t
from math import pi as PI, sqrt
from random import *
import collections
from collections import (deque,
                         Counter as Cnt)
print(PI, sqrt(4), aio.sleep.__name__, t.time(), collections.deque is deque, Cnt('a'))
try:
    from math import nothing_like_that
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
try:
    import not_a_module_at_all
except ModuleNotFoundError as e:
    print(e)
print(__name__)

#> 3.141592653589793 2.0 sleep 0.0 True Counter({'a': 1})
#> ImportError cannot import name 'nothing_like_that' from 'math'
#> No module named 'not_a_module_at_all'
#> __main__
#= ok
