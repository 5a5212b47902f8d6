# int and float read text, and say what they cannot read
print(int('42'), int(' -7 '), int('ff', 16), int('0b11', 2), int('1_000'), int('0x1f', 0), int(True), int(), float(), float('1_0.5'))
for f in (lambda: int('4x'), lambda: int(''), lambda: int('2', 2), lambda: float('abc'), lambda: int(None), lambda: float([]), lambda: int('1.5'), lambda: int('9', 99)):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ':', error)

#> 42 -7 255 3 1000 31 1 0 0.0 10.5
#> ValueError: invalid literal for int() with base 10: '4x'
#> ValueError: invalid literal for int() with base 10: ''
#> ValueError: invalid literal for int() with base 2: '2'
#> ValueError: could not convert string to float: 'abc'
#> TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
#> TypeError: float() argument must be a string or a real number, not 'list'
#> ValueError: invalid literal for int() with base 10: '1.5'
#> ValueError: int() base must be >= 2 and <= 36, or 0
#= ok
