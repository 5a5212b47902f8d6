a = 'abc
b = f'{a} abc
c = 'it\'
print('한글)
d = """abc
