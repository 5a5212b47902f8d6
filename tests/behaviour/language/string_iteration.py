# loops over text, characters and membership
for i, ch in enumerate('한a😀'):
    print(i, ch, ord(ch))
print(list('héllo'), len('한글😀'), '한글'[::-1], sorted('banana'), ''.join(sorted(set('banana'))), max('abc'), 'abc' < 'abd', 'a' * 3 == 'aaa', [c.upper() for c in 'ab'])

#> 0 한 54620
#> 1 a 97
#> 2 😀 128512
#> ['h', 'é', 'l', 'l', 'o'] 3 글한 ['a', 'a', 'a', 'b', 'n', 'n'] abn c True True ['A', 'B']
#= ok
