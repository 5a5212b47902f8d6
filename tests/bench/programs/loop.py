# A plain loop of N rounds: no task, no await.
N = 1000


def count(rounds):
    n = 0
    for i in range(rounds):
        n += i * 2 % 7
    return n


print(count(N))
