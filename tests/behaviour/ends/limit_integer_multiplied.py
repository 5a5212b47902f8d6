# a product past 64 bits ends the run
n = 1
for i in range(1, 30):
    n *= i
print("never")

#= limit
#- not compared: the limit is ours
