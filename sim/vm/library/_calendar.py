"""_calendar: days, and times as text, for the modules time and datetime. All is UTC."""

DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
          'September', 'October', 'November', 'December')
_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EPOCH = 719163  # the ordinal of 1970-01-01


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if month == 2 and is_leap(year):
        return 29
    return (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]


def day_of_year(year, month, day):
    return _BEFORE_MONTH[month] + (month > 2 and is_leap(year)) + day


def to_ordinal(year, month, day):
    before = year - 1
    return (before * 365 + before // 4 - before // 100 + before // 400
            + day_of_year(year, month, day))


def from_ordinal(ordinal):
    """Year, month and day; 0001-01-01 is day 1."""
    year = ordinal // 366 + 1
    while to_ordinal(year + 1, 1, 1) <= ordinal:
        year += max((ordinal - to_ordinal(year + 1, 1, 1)) // 366, 1)
    month = 12
    while to_ordinal(year, month, 1) > ordinal:
        month -= 1
    return year, month, ordinal - to_ordinal(year, month, 1) + 1


def from_seconds(seconds):
    """Year, month, day, hour, minute, second, weekday, day of the year."""
    days, rest = divmod(seconds, 86400)
    year, month, day = from_ordinal(days + _EPOCH)
    return (year, month, day, rest // 3600, rest // 60 % 60, rest % 60,
            (days + 3) % 7, day_of_year(year, month, day))


def to_seconds(year, month, day, hour, minute, second):
    year += (month - 1) // 12
    days = to_ordinal(year, (month - 1) % 12 + 1, 1) + day - 1 - _EPOCH
    return days * 86400 + hour * 3600 + minute * 60 + second


def iso_calendar(year, month, day):
    ordinal = to_ordinal(year, month, day)
    weekday = (ordinal - 1) % 7 + 1
    thursday = from_ordinal(ordinal - weekday + 4)
    return thursday[0], (day_of_year(*thursday) - 1) // 7 + 1, weekday


# -- Times as text -------------------------------------------------------------------------

class Moment:
    """What a format can ask about."""

    def __init__(self, year, month, day, hour, minute, second, microsecond, weekday, yearday,
                 offset='', zone=''):
        self.year, self.month, self.day = year, month, day
        self.hour, self.minute, self.second = hour, minute, second
        self.microsecond, self.weekday, self.yearday = microsecond, weekday, yearday
        self.offset, self.zone = offset, zone


def _week(m, first):
    return (m.yearday + 6 - (m.weekday - first) % 7) // 7


_WRITERS = {
    'a': lambda m: DAYS[m.weekday][:3],
    'A': lambda m: DAYS[m.weekday],
    'b': lambda m: MONTHS[m.month - 1][:3],
    'h': lambda m: MONTHS[m.month - 1][:3],
    'B': lambda m: MONTHS[m.month - 1],
    'c': lambda m: write('%a %b %e %H:%M:%S %Y', m),
    'C': lambda m: f'{m.year // 100:02d}',
    'd': lambda m: f'{m.day:02d}',
    'D': lambda m: write('%m/%d/%y', m),
    'e': lambda m: f'{m.day:2d}',
    'f': lambda m: f'{m.microsecond:06d}',
    'F': lambda m: write('%Y-%m-%d', m),
    'G': lambda m: str(iso_calendar(m.year, m.month, m.day)[0]),
    'H': lambda m: f'{m.hour:02d}',
    'I': lambda m: f'{(m.hour + 11) % 12 + 1:02d}',
    'j': lambda m: f'{m.yearday:03d}',
    'k': lambda m: f'{m.hour:2d}',
    'l': lambda m: f'{(m.hour + 11) % 12 + 1:2d}',
    'm': lambda m: f'{m.month:02d}',
    'M': lambda m: f'{m.minute:02d}',
    'n': lambda m: '\n',
    'p': lambda m: 'AM' if m.hour < 12 else 'PM',
    'r': lambda m: write('%I:%M:%S %p', m),
    'R': lambda m: write('%H:%M', m),
    's': lambda m: str(to_seconds(m.year, m.month, m.day, m.hour, m.minute, m.second)),
    'S': lambda m: f'{m.second:02d}',
    't': lambda m: '\t',
    'T': lambda m: write('%H:%M:%S', m),
    'u': lambda m: str(m.weekday + 1),
    'U': lambda m: f'{_week(m, 6):02d}',
    'V': lambda m: f'{iso_calendar(m.year, m.month, m.day)[1]:02d}',
    'w': lambda m: str((m.weekday + 1) % 7),
    'W': lambda m: f'{_week(m, 0):02d}',
    'x': lambda m: write('%m/%d/%y', m),
    'X': lambda m: write('%H:%M:%S', m),
    'y': lambda m: f'{m.year % 100:02d}',
    'Y': lambda m: str(m.year),
    'z': lambda m: m.offset,
    'Z': lambda m: m.zone,
    '%': lambda m: '%',
}


def write(format, moment):
    out = []
    at = 0
    while at < len(format):
        found = format.find('%', at)
        if found < 0 or found + 1 == len(format):
            break
        out.append(format[at:found])
        letter = format[found + 1]
        at = found + 2
        padded = True
        if letter == '-' and at < len(format):
            letter, padded = format[at], False
            at += 1
        writer = _WRITERS.get(letter)
        text = format[found:at] if writer is None else writer(moment)
        if not padded:
            text = text.lstrip('0 ') or '0'
        out.append(text)
    out.append(format[at:])
    return ''.join(out)


# -- Text as times -------------------------------------------------------------------------

def _number(text, at, most):
    end = at
    while end < len(text) and end - at < most and text[end].isdigit():
        end += 1
    if end == at:
        return None, at
    return int(text[at:end]), end


def _word(text, at, words, shortened):
    for i, word in enumerate(words):
        if shortened:
            word = word[:3]
        if text[at:at + len(word)].lower() == word.lower():
            return i, at + len(word)
    return None, at


def _zone(text, at):
    if text[at:at + 1] == 'Z':
        return 0, at + 1
    if text[at:at + 1] not in ('+', '-'):
        return None, at
    sign = -1 if text[at] == '-' else 1
    hours, at = _number(text, at + 1, 2)
    if text[at:at + 1] == ':':
        at += 1
    minutes, at = _number(text, at, 2)
    if hours is None or minutes is None:
        return None, at
    return sign * (hours * 3600 + minutes * 60), at


_WIDTHS = {'Y': 4, 'm': 2, 'd': 2, 'H': 2, 'I': 2, 'M': 2, 'S': 2, 'j': 3, 'y': 2}
_SHORT_FORMS = {'T': '%H:%M:%S', 'D': '%m/%d/%y', 'F': '%Y-%m-%d', 'R': '%H:%M',
                'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}


def _read_one(letter, text, at, found):
    """The end of what the directive matches; None without a match."""
    if letter in _WIDTHS:
        value, end = _number(text, at, _WIDTHS[letter])
        if letter == 'Y' and end - at != 4:
            return None
    elif letter in 'aA':
        value, end = _word(text, at, DAYS, letter == 'a')
    elif letter in 'bBh':
        value, end = _word(text, at, MONTHS, letter != 'B')
        value = None if value is None else value + 1
        letter = 'm'
    elif letter == 'f':
        value, end = _number(text, at, 6)
        if value is not None:
            value *= 10 ** (6 - (end - at))
    elif letter == 'p':
        value, end = _word(text, at, ('AM', 'PM'), False)
    elif letter == 'z':
        value, end = _zone(text, at)
    elif letter == 'Z':
        value, end = _word(text, at, ('UTC', 'GMT'), False)
    elif letter == '%':
        return at + 1 if text[at:at + 1] == '%' else None
    else:
        return None
    if value is None:
        return None
    found[letter] = value
    return end


def _in_range(found):
    return (1 <= found.get('m', 1) <= 12 and 1 <= found.get('d', 1) <= 31
            and found.get('H', 0) <= 23 and 1 <= found.get('I', 1) <= 12
            and found.get('M', 0) <= 59 and found.get('S', 0) <= 61)


def read(text, format):
    """The values that the directives of [format] find in [text], by their letters."""
    for letter, longer in _SHORT_FORMS.items():
        format = format.replace('%' + letter, longer)
    found, at, i = {}, 0, 0
    mismatch = ValueError(f'time data {text!r} does not match format {format!r}')
    while i < len(format):
        c = format[i]
        i += 1
        if c == '%':
            if i == len(format):
                raise ValueError(f"stray % in format '{format}'")
            if format[i] not in 'YmdHIMSjyaAbBhfpzZ%':
                raise ValueError(f"'{format[i]}' is a bad directive in format '{format}'")
            at = _read_one(format[i], text, at, found)
            i += 1
            if at is None or not _in_range(found):
                raise mismatch
        elif c.isspace():
            while at < len(text) and text[at].isspace():
                at += 1
        elif text[at:at + 1].lower() == c.lower():
            at += 1
        else:
            raise mismatch
    if at != len(text):
        raise ValueError(f'unconverted data remains: {text[at:]}')
    return _settle(found)


def _settle(found):
    year = found.get('Y', 1900)
    if 'y' in found:
        year = found['y'] + (2000 if found['y'] < 69 else 1900)
    hour = found.get('H', 0)
    if 'I' in found:
        hour = found['I'] % 12 + 12 * found.get('p', 0)
    month, day = found.get('m', 1), found.get('d', 1)
    if 'j' in found and 'm' not in found:
        year, month, day = from_ordinal(to_ordinal(year, 1, 1) + found['j'] - 1)
    if day > days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return (year, month, day, hour, found.get('M', 0), found.get('S', 0), found.get('f', 0),
            found.get('z', 0 if 'Z' in found else None))


# -- The module time -----------------------------------------------------------------------

_FIELDS = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday',
           'tm_yday', 'tm_isdst')


class struct_time(tuple):
    def __new__(cls, iterable):
        values = tuple(iterable)
        if len(values) != 9:
            raise TypeError('time.struct_time() takes a 9-sequence '
                            f'({len(values)}-sequence given)')
        return tuple.__new__(cls, values)

    def __repr__(self):
        said = ', '.join(f'{name}={value!r}' for name, value in zip(_FIELDS, self))
        return f'time.struct_time({said})'

    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    tm_zone = 'UTC'
    tm_gmtoff = 0
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])


struct_time.__module__ = 'time'


def _now():
    import time
    return time.time()


def gmtime(seconds=None, /):
    seconds = _now() if seconds is None else seconds
    return struct_time(from_seconds(int(seconds // 1)) + (0,))


localtime = gmtime


def mktime(t, /):
    return float(to_seconds(*tuple(t)[:6]))


def _moment(t):
    t = localtime() if t is None else tuple(t)
    return Moment(*t[:6], 0, t[6], t[7], '+0000', 'UTC')


def strftime(format, t=None, /):
    return write(format, _moment(t))


def asctime(t=None, /):
    return write('%a %b %e %H:%M:%S %Y', _moment(t))


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def strptime(data_string, format='%a %b %d %H:%M:%S %Y', /):
    year, month, day, hour, minute, second, _, _ = read(data_string, format)
    weekday = (to_ordinal(year, month, day) - 1) % 7
    return struct_time((year, month, day, hour, minute, second, weekday,
                        day_of_year(year, month, day), -1))
