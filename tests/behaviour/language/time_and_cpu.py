# only cpu and time.sleep move the clock of a plain program
import time
print(time.time(), time.monotonic(), time.perf_counter())
time.sleep(1.5)
print(time.time())
cpu(0.25)
print(time.monotonic())
for bad in (-1, float('nan'), 'x', None):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
time.sleep(0)
time.sleep(True)
print(time.time())

#> 0.0 0.0 0.0
#@ 1.5s
#> 1.5
#@ 1.75s
#> 1.75
#> ValueError sleep length must be non-negative
#> ValueError Invalid value NaN (not a number)
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError 'NoneType' object cannot be interpreted as an integer
#@ 2.75s
#> 2.75
#= ok
