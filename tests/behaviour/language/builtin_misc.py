# chr, ord, abs, id, hash, callable, type and dir
print(chr(65), ord('가'), abs(-3), chr(0x1F600), type(1).__name__, type('a'), type(None), type([]), type(int), type(print), type(lambda: 0), type(range(1)), type({}.keys()), type(x for x in []), type(1.0), type(...), type(NotImplemented))
a = []
print(id(a) == id(a), hash('a') == hash('a'), hash(5), hash(-1), hash(1.5), hash(True), hash(2**61 - 1), hash(0.1) == hash(0.1), hash(None) == hash(None))
class C:
    def m(self): pass
    x = 1
print([n for n in dir(C()) if not n.startswith('__')], callable(C().m), type(C()), type(C), isinstance(C, type))
print(isinstance(1, (str, int)), isinstance('a', str), issubclass(bool, int), isinstance([], list), isinstance(None, type(None)), isinstance(1, int | str), type(1) == int)

#> A 44032 3 😀 int <class 'str'> <class 'NoneType'> <class 'list'> <class 'type'> <class 'builtin_function_or_method'> <class 'function'> <class 'range'> <class 'dict_keys'> <class 'generator'> <class 'float'> <class 'ellipsis'> <class 'NotImplementedType'>
#> True True 5 -2 1152921504606846977 1 0 True True
#> ['m', 'x'] True <class '__main__.C'> <class 'type'> True
#> True True True True True True True
#= ok
