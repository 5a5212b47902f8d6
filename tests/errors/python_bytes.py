x = b'é'
y = b'a' 'b'
