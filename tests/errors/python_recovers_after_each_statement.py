x = = 1
if True:
    y = ]
    z = 1 1
    if z:
        w = (1
for i in:
    a = + 
else:
    b = 1 b
c = 'fine'
