# datetime: dates, times, durations, zones, formats
from datetime import datetime, date, time, timedelta, timezone
d = datetime(2024, 2, 28, 13, 5, 9, 123456)
print(d, repr(d), d + timedelta(days=2, hours=11), d - timedelta(weeks=1), d.isoformat(), d.date(), d.time(), d.weekday(), d.isoweekday(), d.isocalendar(), d.timetuple())
print(d.strftime('%Y-%m-%d %H:%M:%S.%f %A %a %B %b %j %U %W %p %I %y %% %d/%m %-d'), f'{d:%H:%M}', d.replace(year=2023, day=1), d.timestamp(), d.ctime())
print(datetime(2024,1,1) - datetime(2023,1,1), datetime(2024,1,1) < datetime(2024,1,2), (datetime(2024,1,2) - datetime(2024,1,1,12)).total_seconds(), datetime.fromtimestamp(86400*365.25, timezone.utc), datetime.fromisoformat('2024-05-06T07:08:09+02:00'), datetime.fromisoformat('2024-05-06'))
print(datetime.strptime('2024-03-01 10:20', '%Y-%m-%d %H:%M'), datetime.strptime('Mar 5 2024 03:04 PM', '%b %d %Y %I:%M %p'))
t = timedelta(days=1, hours=2, minutes=3, seconds=4.5); print(t, repr(t), t * 2, t / 2, t // timedelta(hours=1), t % timedelta(hours=1), -t, abs(-t), t.days, t.seconds, t.microseconds, t.total_seconds(), t > timedelta(1), timedelta(0), bool(timedelta(0)), timedelta(seconds=90), timedelta(milliseconds=1500), t / timedelta(seconds=1), t * 1.5, timedelta(hours=-1), sum([t, t], timedelta()))
print(date(2024, 12, 25), date(2024,12,25) - date(2024,1,1), date(2024,1,31) + timedelta(1), repr(date(2024,1,1)), date.fromordinal(738000), date(2024,1,1).toordinal(), date.fromisoformat('2024-01-02'), date(2024,3,1) > date(2024,2,1), date.max, date(2024,1,1).strftime('%x'))
print(time(13, 5), repr(time(1,2,3,4)), time(13,5).isoformat(), time(1) < time(2), time(13,4).strftime('%I:%M %p'))
u = datetime(2024,1,1,12,tzinfo=timezone.utc); print(u, repr(u), u.astimezone(timezone(timedelta(hours=9), 'KST')), u.tzinfo, u.astimezone(timezone(timedelta(hours=-5, minutes=-30))), u.isoformat(), u.tzname(), u.utcoffset(), u.strftime('%z %Z'))
for bad in (lambda: datetime(2024, 13, 1), lambda: date(2023, 2, 29), lambda: datetime(2024,1,1,25), lambda: u < datetime(2024,1,1), lambda: datetime.strptime('x', '%Y'), lambda: datetime.fromisoformat('nope'), lambda: date(2024,1,1) + 1, lambda: datetime.strptime('2024 x', '%Y')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(u == datetime(2024,1,1,12), {d: 1}[d], hash(date(2024,1,1)) == hash(date(2024,1,1)), datetime.combine(date(2024,1,1), time(3,4)), max(date(2024,1,1), date(2024,1,2)), sorted([timedelta(2), timedelta(1)]), timedelta.max, datetime.min, d.strftime('%c'), u.timestamp(), isinstance(d, date))

#> 2024-02-28 13:05:09.123456 datetime.datetime(2024, 2, 28, 13, 5, 9, 123456) 2024-03-02 00:05:09.123456 2024-02-21 13:05:09.123456 2024-02-28T13:05:09.123456 2024-02-28 13:05:09.123456 2 3 datetime.IsoCalendarDate(year=2024, week=9, weekday=3) time.struct_time(tm_year=2024, tm_mon=2, tm_mday=28, tm_hour=13, tm_min=5, tm_sec=9, tm_wday=2, tm_yday=59, tm_isdst=-1)
#> 2024-02-28 13:05:09.123456 Wednesday Wed February Feb 059 08 09 PM 01 24 % 28/02 28 13:05 2023-02-01 13:05:09.123456 1709125509.123456 Wed Feb 28 13:05:09 2024
#> 365 days, 0:00:00 True 43200.0 1971-01-01 06:00:00+00:00 2024-05-06 07:08:09+02:00 2024-05-06 00:00:00
#> 2024-03-01 10:20:00 2024-03-05 15:04:00
#> 1 day, 2:03:04.500000 datetime.timedelta(days=1, seconds=7384, microseconds=500000) 2 days, 4:06:09 13:01:32.250000 26 0:03:04.500000 -2 days, 21:56:55.500000 1 day, 2:03:04.500000 1 7384 500000 93784.5 True 0:00:00 False 0:01:30 0:00:01.500000 93784.5 1 day, 15:04:36.750000 -1 day, 23:00:00 2 days, 4:06:09
#> 2024-12-25 359 days, 0:00:00 2024-02-01 datetime.date(2024, 1, 1) 2021-07-29 738886 2024-01-02 True 9999-12-31 01/01/24
#> 13:05:00 datetime.time(1, 2, 3, 4) 13:05:00 True 01:04 PM
#> 2024-01-01 12:00:00+00:00 datetime.datetime(2024, 1, 1, 12, 0, tzinfo=datetime.timezone.utc) 2024-01-01 21:00:00+09:00 UTC 2024-01-01 06:30:00-05:30 2024-01-01T12:00:00+00:00 UTC 0:00:00 +0000 UTC
#> ValueError month must be in 1..12
#> ValueError day is out of range for month
#> ValueError hour must be in 0..23
#> TypeError can't compare offset-naive and offset-aware datetimes
#> ValueError time data 'x' does not match format '%Y'
#> ValueError Invalid isoformat string: 'nope'
#> TypeError unsupported operand type(s) for +: 'datetime.date' and 'int'
#> ValueError unconverted data remains:  x
#> False 1 True 2024-01-01 03:04:00 2024-01-02 [datetime.timedelta(days=1), datetime.timedelta(days=2)] 999999999 days, 23:59:59.999999 0001-01-01 00:00:00 Wed Feb 28 13:05:09 2024 1704110400.0 True
#= ok
