# bin, oct, hex, ascii and format
print(bin(10), bin(-5), oct(8), hex(255), hex(-1), ascii('é한'), format(3.14159, '.2f'), format(42), format('x', '>3'), bin(True))

#> 0b1010 -0b101 0o10 0xff -0x1 '\xe9\ud55c' 3.14 42   x 0b1
#= ok
