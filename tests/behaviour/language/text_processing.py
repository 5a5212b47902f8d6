# words counted and laid out
text = 'the quick brown fox jumps over the lazy dog the end'
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
for word, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:4]:
    print(f'{word:<8}|{n:>3}|{"*" * n:^5}|')
print(' '.join(w.capitalize() for w in text.split()[:3]), text.title().count('The'), max(text.split(), key=len))

#> the     |  3| *** |
#> brown   |  1|  *  |
#> dog     |  1|  *  |
#> end     |  1|  *  |
#> The Quick Brown 3 quick
#= ok
