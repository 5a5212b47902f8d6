improt asyncio
form math import sqrt

asnyc def work():
    awiat asyncio.sleep(1)
    retrun 3

dfe plain(x):
    y = lamda z: z
    yeild x

fro i in range(3):
    print(i)
for i of range(3):
    print(i)
whlie True:
    braek
if x adn y:
    print(x nto in y)
elsif y:
    pas
else:
    rasie ValueError
try:
    wiht x:
        pass
execpt ValueError:
    pass
If x:
    pass
clas Room:
    pass
esle:
    pass
item x
