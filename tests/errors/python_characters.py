a = 1 → 2
b = “x”
print（1）
c = a + 1
d = $x
e = a ? b
f = !x
