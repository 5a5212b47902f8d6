# lists in dicts in lists
data = {'users': [{'name': 'a', 'tags': ['x', 'y']}, {'name': 'b', 'tags': []}], 'n': (1, {2: [3]})}
print(data['users'][0]['tags'][-1], data['n'][1][2][0], len(data['users']))
data['users'][1]['tags'] += ['z']
data['users'][0]['name'] *= 2
for user in data['users']:
    print(user['name'], ', '.join(user['tags']))
print(data)
print({k: [u['name'] for u in v] for k, v in data.items() if k == 'users'})

#> y 3 2
#> aa x, y
#> b z
#> {'users': [{'name': 'aa', 'tags': ['x', 'y']}, {'name': 'b', 'tags': ['z']}], 'n': (1, {2: [3]})}
#> {'users': ['aa', 'b']}
#= ok
