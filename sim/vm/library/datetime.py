"""datetime: dates, times and durations. Now is the virtual clock's, from 1970-01-01 UTC."""

import time as _time

import _calendar

__all__ = ['date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR',
           'MAXYEAR', 'UTC']

MINYEAR = 1
MAXYEAR = 9999


def _divide_and_round(a, b):
    """a / b to the nearest int, ties to even."""
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or (r == b and q % 2 == 1):
        q += 1
    return q




class _Ordered:
    """Compared by _key() with what is _comparable()."""

    __slots__ = ()

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class timedelta(_Ordered):
    __slots__ = '_days', '_seconds', '_microseconds'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,
                weeks=0):
        names = ('days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours',
                 'weeks')
        values = (days, seconds, microseconds, milliseconds, minutes, hours, weeks)
        units = (86400000000, 1000000, 1, 1000, 60000000, 3600000000, 604800000000)
        whole, rest = 0, 0.0
        for name, value, unit in zip(names, values, units):
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                number = int(value)
                whole += number * unit
                rest += (value - number) * unit
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: '
                                f'{type(value).__name__}')
        return cls._of(whole + round(rest))

    @classmethod
    def _of(cls, microseconds):
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(microseconds, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')
        return self

    def _whole(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    _key = _whole

    def _comparable(self, other):
        return isinstance(other, timedelta)

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._whole() / 1000000

    def __repr__(self):
        said = [f'{name}={value}' for name, value in (('days', self._days),
                ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return f'datetime.timedelta({", ".join(said) or "0"})'

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            text = f'{self._days} day{"" if abs(self._days) == 1 else "s"}, {text}'
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._whole() + other._whole())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._whole() - other._whole())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._whole() - self._whole())
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._whole())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._whole()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._whole() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._whole() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._whole() // other._whole()
        if isinstance(other, int):
            return timedelta._of(self._whole() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._whole() / other._whole()
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._whole(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(b * self._whole(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._whole() % other._whole())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._whole(), other._whole())
            return q, timedelta._of(r)
        return NotImplemented

    def __bool__(self):
        return self._whole() != 0

    def __reduce__(self):
        return timedelta, (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59,
                          microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


# -- Time zones ----------------------------------------------------------------------------

class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    whole = offset._whole()
    sign = '-' if whole < 0 else '+'
    minutes, seconds = divmod(abs(whole) // 1000000, 60)
    text = f'{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}'
    return f'{text}{colon}{seconds:02d}' if seconds else text


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError('offset must be a timedelta strictly between '
                             f'-timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'datetime.timezone({self._offset!r}{name})'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


# -- Fields --------------------------------------------------------------------------------

def _check_int(*values):
    for value in values:
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an "
                            "integer")


def _check_date(year, month, day):
    _check_int(year, month, day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _calendar.days_in_month(year, month):
        raise ValueError('day is out of range for month')


def _check_time(hour, minute, second, microsecond):
    _check_int(hour, minute, second, microsecond)
    for name, value, end in (('hour', hour, 24), ('minute', minute, 60),
                             ('second', second, 60), ('microsecond', microsecond, 1000000)):
        if not 0 <= value < end:
            raise ValueError(f'{name} must be in 0..{end - 1}')


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo subclass, not type '
                        f'{type(tz).__name__!r}')


def _clock_text(hour, minute, second, microsecond, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    text = {'hours': f'{hour:02d}', 'minutes': f'{hour:02d}:{minute:02d}',
            'seconds': f'{hour:02d}:{minute:02d}:{second:02d}',
            'milliseconds': f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}',
            'microseconds': f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}'}
    if timespec not in text:
        raise ValueError('Unknown timespec value')
    return text[timespec]


def _read_clock(text):
    """Hour, minute, second, microsecond and zone of the ISO form."""
    zone = None
    if text.endswith('Z'):
        text, zone = text[:-1], UTC
    for sign in '+-':
        at = text.find(sign)
        if at >= 0:
            seconds, _ = _calendar._zone(text, at)
            zone = timezone(timedelta(seconds=seconds)) if seconds else UTC
            text = text[:at]
    clock, _, fraction = text.replace(',', '.').partition('.')
    parts = clock.split(':') if ':' in clock else [clock[i:i + 2] for i in range(0, len(clock), 2)]
    values = [int(part) for part in parts] + [0, 0, 0]
    microsecond = int((fraction + '000000')[:6]) if fraction else 0
    return values[0], values[1], values[2], microsecond, zone


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return (f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, '
                f'weekday={self[2]})')


# -- Dates ---------------------------------------------------------------------------------

class date(_Ordered):
    __slots__ = '_year', '_month', '_day'

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            wanted = 'month' if month is None else 'day'
            position = 2 if month is None else 3
            raise TypeError(f"function missing required argument '{wanted}' (pos {position})")
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_calendar.from_seconds(int(timestamp // 1))[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        return cls(*_calendar.from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            digits = date_string.replace('-', '')
            if len(digits) != 8 or len(date_string) not in (8, 10):
                raise ValueError
            return cls(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f'datetime.date({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    def _moment(self):
        return _calendar.Moment(self._year, self._month, self._day, 0, 0, 0, 0,
                                self.weekday(), self._yearday())

    def strftime(self, format):
        return _calendar.write(format, self._moment())

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def _yearday(self):
        return _calendar.day_of_year(self._year, self._month, self._day)

    def timetuple(self):
        return _calendar.struct_time((self._year, self._month, self._day, 0, 0, 0,
                                      self.weekday(), self._yearday(), -1))

    def toordinal(self):
        return _calendar.to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _calendar.to_ordinal(year, 1, 4)  # the fourth of January is in week 1
        weeks = 52 + (_calendar.iso_calendar(year, 12, 28)[1] == 53)
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        monday = first - (first + 6) % 7
        return cls.fromordinal(monday + 7 * (week - 1) + day - 1)

    def isocalendar(self):
        return IsoCalendarDate(_calendar.iso_calendar(self._year, self._month, self._day))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def _shifted(self, days):
        ordinal = self.toordinal() + days
        if not 1 <= ordinal <= 3652059:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(ordinal)

    def __add__(self, other):
        return self._shifted(other._days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._shifted(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), self._key()


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


# -- Times of the day ----------------------------------------------------------------------

class time(_Ordered):
    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second = hour, minute, second
        self._microsecond, self._tzinfo, self._fold = microsecond, tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, time_string):
        try:
            hour, minute, second, microsecond, zone = _read_clock(time_string.lstrip('T'))
            return cls(hour, minute, second, microsecond, zone)
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {time_string!r}') from None

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def __repr__(self):
        said = [self._hour, self._minute]
        if self._second or self._microsecond:
            said.append(self._second)
        if self._microsecond:
            said.append(self._microsecond)
        text = ', '.join(map(str, said))
        zone = '' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'
        return f'datetime.time({text}{zone})'

    def isoformat(self, timespec='auto'):
        return _clock_text(self._hour, self._minute, self._second, self._microsecond,
                           timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        return _calendar.write(format, _calendar.Moment(
            1900, 1, 1, self._hour, self._minute, self._second, self._microsecond, 0, 1,
            _offset_text(self.utcoffset(), ''), self.tzname() or ''))

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo)

    def _comparable(self, other):
        return isinstance(other, time)

    def _key(self):
        whole = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000
        offset = self.utcoffset()
        return whole + self._microsecond - (offset._whole() if offset is not None else 0)

    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond,
                            self._tzinfo)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


# -- Moments -------------------------------------------------------------------------------

_EPOCH = 719163


class datetime(date):
    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None, *, fold=0):
        self = date.__new__(cls, year, month, day)
        _check_time(hour, minute, second, microsecond)
        _check_zone(tzinfo)
        self._hour, self._minute, self._second = hour, minute, second
        self._microsecond, self._tzinfo, self._fold = microsecond, tzinfo, fold
        return self

    @classmethod
    def _of(cls, microseconds, tz=None):
        """The moment so long after 1970-01-01."""
        seconds, microsecond = divmod(microseconds, 1000000)
        days = seconds // 86400 + _EPOCH
        if not 1 <= days <= 3652059:
            raise OverflowError('date value out of range')
        year, month, day, hour, minute, second, _, _ = _calendar.from_seconds(seconds)
        return cls(year, month, day, hour, minute, second, microsecond, tz)

    def _whole(self):
        seconds = _calendar.to_seconds(self._year, self._month, self._day, self._hour,
                                       self._minute, self._second)
        return seconds * 1000000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        microseconds = round(timestamp * 1000000)
        if tz is None:
            return cls._of(microseconds)
        return tz.fromutc(cls._of(microseconds, tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._of(round(timestamp * 1000000))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromordinal(cls, n):
        return cls(*_calendar.from_ordinal(n))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second,
                   time.microsecond, time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def strptime(cls, date_string, format):
        *fields, offset = _calendar.read(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(timedelta(seconds=offset)) if offset else UTC
        return cls(*fields, zone)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            day_size = 10 if date_string[4:5] == '-' else 8
            day = date.fromisoformat(date_string[:day_size])
            clock = date_string[day_size + 1:]
            if len(date_string) == day_size + 1:
                raise ValueError
            hour, minute, second, microsecond, zone = _read_clock(clock or '00:00')
            return cls(day.year, day.month, day.day, hour, minute, second, microsecond, zone)
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timestamp(self):
        offset = self.utcoffset()
        return (self._whole() - (offset._whole() if offset is not None else 0)) / 1000000

    def timetuple(self):
        return _calendar.struct_time((self._year, self._month, self._day, self._hour,
                                      self._minute, self._second, self.weekday(),
                                      self._yearday(), -1))

    def utctimetuple(self):
        return (self - (self.utcoffset() or timedelta(0))).timetuple()

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        offset = self.utcoffset() or timedelta(0)
        utc = datetime._of(self._whole() - offset._whole(), tz)
        return tz.fromutc(utc)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        own = (self._year, self._month, self._day, self._hour, self._minute, self._second,
               self._microsecond)
        fields = [mine if value is None else value for value, mine in zip(given, own)]
        return type(self)(*fields, self._tzinfo if tzinfo is True else tzinfo)

    def __repr__(self):
        said = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            said.append(self._second)
        if self._microsecond:
            said.append(self._microsecond)
        text = ', '.join(map(str, said))
        zone = '' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'
        return f'datetime.datetime({text}{zone})'

    def isoformat(self, sep='T', timespec='auto'):
        clock = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f'{date.isoformat(self)}{sep}{clock}{_offset_text(self.utcoffset())}'

    def __str__(self):
        return self.isoformat(' ')

    def _moment(self):
        return _calendar.Moment(self._year, self._month, self._day, self._hour, self._minute,
                                self._second, self._microsecond, self.weekday(),
                                self._yearday(), _offset_text(self.utcoffset(), ''),
                                self.tzname() or '')

    def _comparable(self, other):
        self._check_awareness(other, 'compare')
        return isinstance(other, datetime)

    def _key(self):
        offset = self.utcoffset()
        return self._whole() - (offset._whole() if offset is not None else 0)

    def _check_awareness(self, other, what):
        if isinstance(other, datetime) and (self.utcoffset() is None) != (
                other.utcoffset() is None):
            raise TypeError(f"can't {what} offset-naive and offset-aware datetimes")

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._key() == other._key()

    __hash__ = date.__hash__

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._whole() + other._whole(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._whole() - other._whole(), self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        self._check_awareness(other, 'subtract')
        return timedelta._of(self._key() - other._key())

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day, self._hour, self._minute,
                            self._second, self._microsecond, self._tzinfo)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
