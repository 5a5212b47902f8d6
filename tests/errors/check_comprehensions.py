class A:
    x = [y := 1 for i in range(3)]
z = [i for i in (j := [1])]
[(yield 1) for i in z]
[[i := 0 for j in z] for i in z]
