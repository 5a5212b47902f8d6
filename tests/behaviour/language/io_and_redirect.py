# io.StringIO, redirect_stdout, and a sys.stdout that the program sets
import io, sys
from contextlib import redirect_stdout, redirect_stderr
buf = io.StringIO()
with redirect_stdout(buf):
    print('hidden', 1)
    sys.stdout.write('x\n')
print(repr(buf.getvalue()))
r = redirect_stdout(io.StringIO())
with r as f:
    print('a')
    with r: print('b')
    print('c')
print(f.getvalue().split())
err = io.StringIO()
with redirect_stderr(err): print('e', file=sys.stderr)
print(err.getvalue())
f = io.StringIO('한글 줄\nsecond\nthird')
print(f.readline(), f.read(3), f.tell(), list(f), f.read(), f.seek(0), f.readlines())
f.seek(1); f.write('XY'); print(f.getvalue(), f.tell()); f.seek(0, 2); f.write('end'); print(f.getvalue())
f.truncate(3); print(repr(f.getvalue()))
f.seek(6); f.write('z'); print(repr(f.getvalue()))
print(f.closed, f.readable(), f.isatty()); f.close(); print(f.closed)
for g in (lambda: f.read(), lambda: io.StringIO(5), lambda: io.StringIO().write(5), lambda: io.StringIO().seek(-1), lambda: io.StringIO().seek(1, 1), lambda: f.getvalue(), lambda: io.StringIO(None).getvalue(), lambda: next(io.StringIO())):
    try: print(repr(g()))
    except Exception as e: print(type(e).__name__, e)
with io.StringIO() as g: print('in', file=g, end=''); print(g.getvalue())
try:
    with redirect_stdout(io.StringIO()) as out: 1 / 0
except ZeroDivisionError: print('restored', repr(out.getvalue()))
for line in io.StringIO('a\nb\n'): print(repr(line))
print(type(g), io.StringIO)
class Parts(list):
    def write(self, text): self.append(text)
    def flush(self): self.append('flushed')
parts, usual = Parts(), sys.stdout
sys.stdout = parts
print('hidden', 1)
print('now', flush=True)
sys.stdout = None
print('nowhere')
sys.stdout = usual
print(parts)
del sys.stdout
print('lost')

#> 'hidden 1\nx\n'
#> ['a', 'b', 'c']
#> e
#>
#> 한글 줄
#>  sec 8 ['ond\n', 'third']  0 ['한글 줄\n', 'second\n', 'third']
#> 한XY줄
#> second
#> third 3
#> 한XY줄
#> second
#> thirdend
#> '한XY'
#> '한XY\x00\x00\x00z'
#> False True False
#> True
#> ValueError I/O operation on closed file
#> TypeError initial_value must be str or None, not int
#> TypeError string argument expected, got 'int'
#> ValueError Negative seek position -1
#> OSError Can't do nonzero cur-relative seeks
#> ValueError I/O operation on closed file
#> ''
#> StopIteration 
#> in
#> restored ''
#> 'a\n'
#> 'b\n'
#> <class '_io.StringIO'> <class '_io.StringIO'>
#> ['hidden', ' ', '1', '\n', 'now', '\n', 'flushed']
#= error RuntimeError: lost sys.stdout
