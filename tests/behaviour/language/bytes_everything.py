# bytes and bytearray: literals, methods, encodings
b = b'hello \x00\xff\n"q"'
print(b, len(b), b[0], b[1:4], list(b[:3]), b + b'!', b'ab' * 2, b == b'x', b'a' < b'b', b'ell' in b, 104 in b)
print('héllo 한'.encode(), 'abc'.encode('ascii'), 'é'.encode('latin-1'), b'h\xc3\xa9'.decode(), bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), b'\x41'.hex(), bytes.fromhex('41 42'), b'ab'.hex(':'))
print(b'a,b'.split(b','), b' x '.strip(), b'abc'.replace(b'b', b'-'), b'abc'.upper(), b'-'.join([b'1', b'2']), b'abc'.find(b'c'), b'abc'.startswith(b'a'), b'a' b'b', br'\n', type(b), isinstance(b, bytes), {b'k': 1}[b'k'], hash(b'a') == hash(b'a'))
for bad in (lambda: b'\xff'.decode(), lambda: 'é'.encode('ascii'), lambda: bytes([256]), lambda: b'a' + 'b', lambda: b'abc'[9], lambda: 'a' + b'b', lambda: bytes('x'), lambda: b'a'.upper().foo):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
ba = bytearray(b'abc'); ba.append(100); ba[0] = 90; ba += b'!'; print(ba, len(ba), ba.decode(), bytes(ba), ba == b'Zbcd!')
print((1000).to_bytes(2, 'big'), int.from_bytes(b'\x03\xe8', 'big'), (2**70).to_bytes(10, 'little'), int.from_bytes(b'\xff', signed=True), f'{b!r} {b"x"}', str(b'x'), b'%d-%s' % (3, b'x'), b'x' if b'' else b'empty')
match b'go':
    case b'stop': print('stop')
    case b'go': print('go')
def f(x: bytes = b'd') -> bytes: return x
print(f(), f.__annotations__)

#> b'hello \x00\xff\n"q"' 12 104 b'ell' [104, 101, 108] b'hello \x00\xff\n"q"!' b'abab' False True True True
#> b'h\xc3\xa9llo \xed\x95\x9c' b'abc' b'\xe9' hé b'\x00\x00\x00' b'AB' b'\xc3\xa9' 41 b'AB' 61:62
#> [b'a', b'b'] b'x' b'a-c' b'ABC' b'1-2' 2 True b'ab' b'\\n' <class 'bytes'> True 1 True
#> UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
#> UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
#> ValueError bytes must be in range(0, 256)
#> TypeError can't concat str to bytes
#> IndexError index out of range
#> TypeError can only concatenate str (not "bytes") to str
#> TypeError string argument without an encoding
#> AttributeError 'bytes' object has no attribute 'foo'
#> bytearray(b'Zbcd!') 5 Zbcd! b'Zbcd!' True
#> b'\x03\xe8' 1000 b'\x00\x00\x00\x00\x00\x00\x00\x00@\x00' -1 b'hello \x00\xff\n"q"' b'x' b'x' b'3-x' b'empty'
#> go
#> b'd' {'x': <class 'bytes'>, 'return': <class 'bytes'>}
#= ok
