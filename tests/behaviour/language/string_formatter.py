# string.Formatter: its steps, one by one and replaced by a class
import string
f = string.Formatter()
print(f.format('{} and {!r:>6}: {0[1]}' if False else '{} and {!r:>6}: {x[1].real} {{}}', 'a', 'b', x=[1, 2]))
print(list(f.parse('a{{b}}c{0.x[y]!r:>{w}}d{}e')), list(f.parse('')), list(f.parse('{}')), list(f.parse('{a[}]}')))
print(f.get_field('0.real', (5,), {}), f.get_field('k[0][z]', (), {'k': [{'z': 1}]}), f.get_value(0, 'ab', {}), f.get_value('k', (), {'k': 3}))
print(f.convert_field('\u00e4', 'a'), f.convert_field('x', 'r'), f.convert_field(3, 's'), f.convert_field(3, None), f.format_field(3.14159, '.2f'))
print(f.vformat('{a:{w}}|{0:{1}}', ('x', 4), {'a': 1, 'w': 5}), f.check_unused_args(set(), (), {}))
for text in ['{', '}', 'a{b', '{a!', '{a!r', '{a!rx}', '{a:{b}', '{a{b}}', '{0} {}', '{} {0}', '{a!z}', '{0.}', '{0[}', '{0[1]x}', '{0[]}', '{9}', '{nobody}',
             '{0:{0:{0:{0}}}}', '{99999999999999999999}', '{a.b}']:
    try: print(text, f.format(text, 'v', 'w', a=1))
    except Exception as e: print(text, type(e).__name__, e)
try: f.parse(3) and list(f.parse(3))
except TypeError as e: print(e)
try: f.format()
except TypeError as e: print(e)

class Polite(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f'<{key}>') if isinstance(key, str) else super().get_value(key, args, kwargs)
    def format_field(self, value, spec):
        return value.upper() if spec == 'up' else super().format_field(value, spec)
    def convert_field(self, value, conversion):
        return value[::-1] if conversion == 'b' else super().convert_field(value, conversion)
    def check_unused_args(self, used, args, kwargs):
        print('unused', sorted(set(range(len(args))) - used), sorted(set(kwargs) - used))
print(Polite().format('{0:up} {name!b} {who}', 'a', 'c', name='Eva', more=1))
print(string.Formatter.__module__, string.Formatter.format.__qualname__, isinstance(Polite(), string.Formatter))

#> a and    'b': 2 {}
#> [('a{', None, None, None), ('b}', None, None, None), ('c', '0.x[y]', '>{w}', 'r'), ('d', '', '', None), ('e', None, None, None)] [] [('', '', '', None)] [('', 'a[}]', '', None)]
#> (5, 0) (1, 'k') a 3
#> '\xe4' 'x' 3 3 3.14
#>     1|x    None
#> { ValueError Single '{' encountered in format string
#> } ValueError Single '}' encountered in format string
#> a{b ValueError expected '}' before end of string
#> {a! ValueError end of string while looking for conversion specifier
#> {a!r ValueError unmatched '{' in format spec
#> {a!rx} ValueError expected ':' after conversion specifier
#> {a:{b} ValueError unmatched '{' in format spec
#> {a{b}} ValueError unexpected '{' in field name
#> {0} {} ValueError cannot switch from manual field specification to automatic field numbering
#> {} {0} ValueError cannot switch from manual field specification to automatic field numbering
#> {a!z} ValueError Unknown conversion specifier z
#> {0.} ValueError Empty attribute in format string
#> {0[} ValueError expected '}' before end of string
#> {0[1]x} IndexError string index out of range
#> {0[]} ValueError Empty attribute in format string
#> {9} IndexError tuple index out of range
#> {nobody} KeyError 'nobody'
#> {0:{0:{0:{0}}}} ValueError Max string recursion exceeded
#> {99999999999999999999} ValueError Too many decimal digits in format string
#> {a.b} AttributeError 'int' object has no attribute 'b'
#> expected str, got int
#> Formatter.format() missing 1 required positional argument: 'format_string'
#> unused [1] ['more']
#> A avE <who>
#> string Formatter.format True
#= ok
