"""_chance: what of random is seldom asked for."""

from math import fabs, floor, lgamma, log, log2, sqrt

from random import Random


def _randbytes(self, n):
    return self.getrandbits(n * 8).to_bytes(n, 'little')


def _binomialvariate(self, n, p):
    """How many of [n] draws succeed: below ten expected ones by the gaps between successes,
    above by Hormann's transformed rejection with squeeze (BTRS, 1993), as CPython.
    """
    if n < 0:
        raise ValueError('n must be non-negative')
    if p <= 0.0 or p >= 1.0:
        if p == 0.0:
            return 0
        if p == 1.0:
            return n
        raise ValueError('p must be in the range 0.0 <= p <= 1.0')
    if n == 1:
        return int(self.random() < p)
    if p > 0.5:
        return n - self.binomialvariate(n, 1.0 - p)
    if n * p < 10.0:
        found = at = 0
        width = log2(1.0 - p)
        if not width:
            return found
        while True:
            at += floor(log2(self.random()) / width) + 1
            if at > n:
                return found
            found += 1
    return _rejected(self.random, n, p)


def _rejected(random, n, p):
    spread = sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    middle = n * p + 0.5
    squeeze = 0.92 - 4.2 / b
    alpha = (2.83 + 5.1 / b) * spread
    odds = log(p / (1.0 - p))
    mode = floor((n + 1) * p)
    height = lgamma(mode + 1) + lgamma(n - mode + 1)
    while True:
        u = random() - 0.5
        rest = 0.5 - fabs(u)
        k = floor((2.0 * a / rest + b) * u + middle)
        if k < 0 or k > n:
            continue
        v = random()
        if rest >= 0.07 and v <= squeeze:
            return k
        v *= alpha / (a / (rest * rest) + b)
        if log(v) <= height - lgamma(k + 1) - lgamma(n - k + 1) + (k - mode) * odds:
            return k


class SystemRandom(Random):
    """There is no chance but the scenario's: its numbers come from the seed, the same in each
    run.
    """

    def seed(self, *args, **kwds):
        return None

    def getstate(self):
        raise NotImplementedError('System entropy source does not have state.')

    def setstate(self, state):
        raise NotImplementedError('System entropy source does not have state.')


SystemRandom.__module__ = 'random'
