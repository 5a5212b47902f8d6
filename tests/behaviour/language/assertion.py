# assert with and without words
for f in (lambda: None,):
    try:
        assert 1 + 1 == 3, 'sums'
    except AssertionError as e:
        print(repr(e))
    try:
        assert []
    except AssertionError as e:
        print(repr(e), str(e) == '')
    try:
        assert 0, (1, 2)
    except AssertionError as e:
        print(repr(e))
assert True, 1 / 0
print('passed')

#> AssertionError('sums')
#> AssertionError() True
#> AssertionError((1, 2))
#> passed
#= ok
