# a text doubled for ever ends the run
s = "x"
while True:
    s += s

#= limit
#- not compared: the limit is ours
