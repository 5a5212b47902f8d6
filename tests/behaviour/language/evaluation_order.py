# left to right, the value before its target
def t(x):
    print(x, end=' ')
    return x
d = {}
d[t('key')] = t('value')
t(1) + t(2) * t(3)
[t('a'), t('b')][t(0)]
(lambda a, b, *c, k: 0)(t('p'), t('q'), *[t('r')], k=t('kw'))
{t('k1'): t('v1'), t('k2'): t('v2')}
t('x') and t('') or t('y')
print()
a = [0, 0]
i = 0
i, a[i] = 1, 9
print(i, a)

#> value key 1 2 3 a b 0 p q r kw k1 v1 k2 v2 x  y 
#> 1 [0, 9]
#= ok
