for i in range(3):
    if i == 1:
        contiune  # lost
    braek
x = Flase
return 1
