# UserDict, UserList, UserString
from collections import UserDict, UserList, UserString
import copy
class Lower(UserDict):
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
    def __missing__(self, key): return f'no {key}'
d = Lower({'A': 1}, B=2)
d['C'] = 3
d.update(D=4)
print(d, d.data, len(d), 'a' in d, 'A' in d, d['zz'], d.get('zz', 5), sorted(d), list(d.items()))
print(d.pop('a'), d.setdefault('E', 6), d | {'f': 7}, {'x': 0} | d, d == {'b': 2, 'c': 3, 'd': 4, 'e': 6}, d.copy(), copy.copy(d))
del d['b']
d |= {'G': 1}
print(d, isinstance(d, dict), type(d | d).__name__, UserDict.fromkeys('ab', 0))
try: UserDict()['x']
except KeyError as e: print('KeyError', e)
class Stack(UserList):
    def push(self, x): self.append(x)
s = Stack([1, 2])
s.push(3)
s += [4]
print(s, s[0], s[1:], type(s[1:]).__name__, s + [5], [0] + s, s * 2, len(s), 3 in s, s == [1, 2, 3, 4], s < [2], s.index(3), s.count(1))
s.sort(reverse=True); s.insert(0, 9); s.remove(1); s.reverse(); s.extend((7, 8))
print(s, s.pop(), s.data, list(reversed(s)), s.copy(), isinstance(s, list))
s[0] = 'a'; del s[1]; print(s); s.clear(); print(s, bool(s))
u = UserString('Hello')
print(u, repr(u), u.upper(), type(u.upper()).__name__, u + ' w', 'x' + u, u * 2, len(u), u[1], u[1:3], 'ell' in u, u == 'Hello', u < 'I', hash(u) == hash('Hello'))
print(u.replace('l', 'L'), u.split('l'), u.find('l'), u.startswith('He'), u.join(['a', 'b']), u.center(9, '*'), UserString('%s!') % 'a', int(UserString('12')), u.isalpha(), u.encode(), u.zfill(7), f'{u}', str(u))

#> {'a': 1, 'b': 2, 'c': 3, 'd': 4} {'a': 1, 'b': 2, 'c': 3, 'd': 4} 4 True False no zz 5 ['a', 'b', 'c', 'd'] [('a', 1), ('b', 2), ('c', 3), ('d', 4)]
#> 1 no E {'b': 2, 'c': 3, 'd': 4, 'f': 7} {'x': 0, 'b': 2, 'c': 3, 'd': 4} False {'b': 2, 'c': 3, 'd': 4} {'b': 2, 'c': 3, 'd': 4}
#> {'c': 3, 'd': 4, 'G': 1} False Lower {'a': 0, 'b': 0}
#> KeyError 'x'
#> [1, 2, 3, 4] 1 [2, 3, 4] Stack [1, 2, 3, 4, 5] [0, 1, 2, 3, 4] [1, 2, 3, 4, 1, 2, 3, 4] 4 True True True 2 1
#> [2, 3, 4, 9, 7] 8 [2, 3, 4, 9, 7] [7, 9, 4, 3, 2] [2, 3, 4, 9, 7] False
#> ['a', 4, 9, 7]
#> [] False
#> Hello 'Hello' HELLO UserString Hello w xHello HelloHello 5 e el True True True True
#> HeLLo ['He', '', 'o'] 2 True aHellob **Hello** a! 12 True b'Hello' 00Hello Hello Hello
#= ok
