"""statistics: averages and spreads. Sums are exact, and rounded once."""

import math
import random as _random
from bisect import bisect_left, bisect_right
from collections import namedtuple

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean',
           'geometric_mean', 'harmonic_mean', 'linear_regression', 'mean', 'median',
           'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev',
           'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    pass


class _Ratio:
    """An exact quotient of two ints."""

    def __init__(self, above, below=1):
        common = math.gcd(above, below)
        self.above, self.below = above // common, below // common

    def plus(self, other):
        return _Ratio(self.above * other.below + other.above * self.below,
                      self.below * other.below)

    def squared(self):
        return _Ratio(self.above * self.above, self.below * self.below)

    def times(self, number):
        return _Ratio(self.above * number, self.below)

    def over(self, number):
        return _Ratio(self.above, self.below * number)


def _is_special(value):
    return isinstance(value, float) and (math.isnan(value) or math.isinf(value))


def _exact(value):
    if isinstance(value, int):
        return _Ratio(int(value))
    if isinstance(value, float):
        return _Ratio(*value.as_integer_ratio())
    raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator")


def _sum(data):
    """The exact sum, or a float that is no number; the numbers' kind; how many."""
    by_denominator, special, kind, count = {}, None, int, 0
    for value in data:
        count += 1
        if isinstance(value, float):
            kind = float
        if _is_special(value):
            special = value if special is None else special + value
            continue
        part = _exact(value)
        by_denominator[part.below] = by_denominator.get(part.below, 0) + part.above
    if special is not None:
        return special, kind, count
    total = _Ratio(0)
    for below, above in by_denominator.items():
        total = total.plus(_Ratio(above, below))
    return total, kind, count


def _convert(ratio, kind):
    if isinstance(ratio, float):
        return ratio
    if kind is int and ratio.below == 1:
        return ratio.above
    return ratio.above / ratio.below


def mean(data):
    total, kind, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return total / n if isinstance(total, float) else _convert(total.over(n), kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    below = math.fsum(weights)
    if not below:
        raise StatisticsError('sum of weights must be non-zero')
    return math.sumprod(data, weights) / below


def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    total = 0.0
    for value in data:
        if value < 0:
            raise StatisticsError(f'No negative inputs allowed {value!r}')
        if value == 0:
            return 0.0
    return math.exp(math.fsum([math.log(value) for value in data]) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(value < 0 for value in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if any(value == 0 for value in data):
        return 0
    if len(data) == 1 and weights is None:
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    total = _Ratio(0)
    for weight, value in zip(weights, data):
        part, scale = _exact(value), _exact(weight)
        total = total.plus(_Ratio(scale.above * part.below, scale.below * part.above))
    whole, _, _ = _sum(weights)
    return whole.above * total.below / (whole.below * total.above)


def median(data):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    below = bisect_left(data, x)
    within = bisect_right(data, x) - below
    return float(x) - interval / 2 + interval * (n / 2 - below) / within


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError('no mode for empty data')
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center):
    """The sum of squared distances from the centre (the mean), the kind, how many."""
    data = list(data)
    total, kind, n = _sum(data)
    if isinstance(total, float):
        return math.nan, kind, n
    squares = _Ratio(0)
    if not n:
        return squares, kind, n
    middle = total.over(n) if center is None else _exact(center)
    minus = middle.times(-1)
    for value in data:
        squares = squares.plus(_exact(value).plus(minus).squared())
    return squares, kind, n


def _spread(data, center, less, name, least):
    squares, kind, n = _squares(data, center)
    if n < least:
        said = 'at least one data point' if least == 1 else 'at least two data points'
        raise StatisticsError(f'{name} requires {said}')
    if isinstance(squares, float):
        return squares, kind
    return squares.over(n - less), kind


def variance(data, xbar=None):
    return _convert(*_spread(data, xbar, 1, 'variance', 2))


def pvariance(data, mu=None):
    return _convert(*_spread(data, mu, 0, 'pvariance', 1))


def _root(ratio):
    """The float nearest to the square root of an exact quotient."""
    if isinstance(ratio, float):
        return ratio
    n, m = ratio.above, ratio.below
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        above, below = _odd_root(n, m << 2 * shift) << shift, 1
    else:
        above, below = _odd_root(n << -2 * shift, m), 1 << -shift
    return above / below


def _odd_root(n, m):
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def stdev(data, xbar=None):
    return _root(_spread(data, xbar, 1, 'stdev', 2)[0])


def pstdev(data, mu=None):
    return _root(_spread(data, mu, 0, 'pstdev', 1)[0])


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    count = len(data)
    if count < 2:
        if count == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    m = count - 1 if method == 'inclusive' else count + 1
    found = []
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * m, n)
            found.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        else:
            j = min(max(i * m // n, 1), count - 1)
            delta = i * m - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return found


def _deviations(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{name} requires that both inputs have same number of data '
                              'points')
    if n < 2:
        raise StatisticsError(f'{name} requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return [value - xbar for value in x], [value - ybar for value in y], xbar, ybar


def covariance(x, y, /):
    dx, dy, _, _ = _deviations(x, y, 'covariance')
    return math.sumprod(dx, dy) / (len(x) - 1)


def correlation(x, y, /, *, method='linear'):
    dx, dy, _, _ = _deviations(x, y, 'correlation')
    below = math.sumprod(dx, dx) * math.sumprod(dy, dy)
    if not below:
        raise StatisticsError('at least one of the inputs is constant')
    return math.sumprod(dx, dy) / math.sqrt(below)


LinearRegression = namedtuple('LinearRegression', 'slope intercept')


def linear_regression(x, y, /, *, proportional=False):
    dx, dy, xbar, ybar = _deviations(x, y, 'linear regression')
    if proportional:
        dx, dy = x, y
    below = math.sumprod(dx, dx)
    if not below:
        raise StatisticsError('x is constant')
    slope = math.sumprod(dx, dy) / below
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)
