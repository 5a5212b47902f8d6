break
for x in []:
    def f():
        continue
if x:
    continue
