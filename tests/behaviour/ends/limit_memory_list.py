# a list of a trillion ends the run
print("before")
a = [0] * 10**12
print("never")

#> before
#= limit
#- not compared: the limit is ours
