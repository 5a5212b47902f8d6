# the old way to format
print('%s and %r' % ('a', 'a'), '%d %i %5d|%-5d|%05d' % (1, 2.7, 3, 4, 5), '%f %.2f %8.3f %e %g' % (1.5, 2.345, 3.14159, 12345.678, 0.0001))
print('%x %X %o %c %%' % (255, 255, 8, 'z'), '%+d % d' % (5, 5), '%(k)s=%(v)d' % {'k': 'a', 'v': 3}, '%s' % [1, 2], '%10s|%-10s|%.2s' % ('r', 'l', 'cut'), '%s' % (('t',),), '%c' % 65)
for f in (lambda: '%d' % 'x', lambda: '%s %s' % 'a', lambda: '%s' % (1, 2), lambda: '%y' % 1, lambda: '%(a)s' % {}, lambda: '%s' % ()):
    try:
        f()
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)

#> a and 'a' 1 2     3|4    |00005 1.500000 2.35    3.142 1.234568e+04 0.0001
#> ff FF 10 z % +5  5 a=3 [1, 2]          r|l         |cu ('t',) A
#> TypeError %d format: a real number is required, not str
#> TypeError not enough arguments for format string
#> TypeError not all arguments converted during string formatting
#> ValueError unsupported format character 'y' (0x79) at index 1
#> KeyError 'a'
#> TypeError not enough arguments for format string
#= ok
