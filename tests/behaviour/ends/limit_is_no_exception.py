# passing a limit is nothing that a program can catch
try:
    a = [0] * 10**12
except BaseException:
    print("never")
finally:
    print("never")

#= limit
#- not compared: the limit is ours
