# integers past 64 bits end the run
print(2 ** 62)
print(2 ** 64)

#> 4611686018427387904
#= limit
#- not compared: the limit is ours
