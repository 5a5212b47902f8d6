# the usual functions
import math
print(math.pi, math.e, math.sqrt(2), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.factorial(10), math.gcd(12, 18), math.pow(2, 3), math.hypot(3, 4), math.fabs(-1), math.inf, math.nan)
print(math.log(math.e), math.log10(1000), math.log2(8), math.log(8, 2), math.exp(0), math.sin(0), math.cos(0), math.isnan(math.nan), math.isinf(math.inf), math.isclose(0.1 + 0.2, 0.3), math.prod([1, 2, 3]), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.copysign(1, -0.0), math.fmod(-7, 3), math.degrees(math.pi), math.lcm(4, 6), math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]), math.modf(2.5), math.tau, math.radians(180))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.floor(math.inf), lambda: math.sqrt('a')):
    try:
        f()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)

#> 3.141592653589793 2.718281828459045 1.4142135623730951 -3 3 -2 3628800 6 8.0 5.0 1.0 inf nan
#> 1.0 3.0 3.0 3.0 1.0 0.0 1.0 True True True 6 10 20 4 -1.0 -1.0 180.0 12 1.0 5.0 (0.5, 2.0) 6.283185307179586 3.141592653589793
#> ValueError math domain error
#> ValueError math domain error
#> ValueError factorial() not defined for negative values
#> OverflowError cannot convert float infinity to integer
#> TypeError must be real number, not str
#= ok
