x = a if b
y = a if b else
