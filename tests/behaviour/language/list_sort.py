# stable, with key and reverse
words = ['pear', 'fig', 'apple', 'kiwi', 'Date']
words.sort()
print(words)
words.sort(key=len)
print(words)
words.sort(key=str.lower, reverse=True)
print(words, [3, 1, 2].sort())
pairs = [(2, 'b'), (1, 'z'), (2, 'a'), (1, 'y')]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted('hello'), sorted({'b': 1, 'a': 2}), sorted([True, 0, 2.5, -1]), sorted([[2], [1, 5], []]))

#> ['Date', 'apple', 'fig', 'kiwi', 'pear']
#> ['fig', 'Date', 'kiwi', 'pear', 'apple']
#> ['pear', 'kiwi', 'fig', 'Date', 'apple'] None
#> [(1, 'y'), (1, 'z'), (2, 'a'), (2, 'b')] [(1, 'z'), (1, 'y'), (2, 'b'), (2, 'a')] [(2, 'b'), (2, 'a'), (1, 'z'), (1, 'y')]
#> ['e', 'h', 'l', 'l', 'o'] ['a', 'b'] [-1, 0, True, 2.5] [[], [1, 5], [2]]
#= ok
