x := 1
(x.y := 1)
[i := 0 for i in x]
