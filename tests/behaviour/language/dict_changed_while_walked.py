# a dictionary must not change size under a loop
d = {'a': 1, 'b': 2}
try:
    for k in d:
        d[k + 'x'] = 1
except RuntimeError as error:
    print(error)
for k in list(d):
    del d[k]
print(d)
d = {'a': 1}
for k in d:
    d[k] = 2
print(d)

#> dictionary changed size during iteration
#> {}
#> {'a': 2}
#= ok
