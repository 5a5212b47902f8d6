# Methods of bytes, UUID, date and time that few programs want.
import datetime
import uuid

b = b"one\ttwo one"
print(b.expandtabs(4), b.rindex(b"one"), b"One Two".istitle(), b"one".istitle())
table = bytes.maketrans(b"ot", b"OT")
print(len(table), b.translate(table), b.translate(None, b"on"), b.translate(table, delete=b" \t"))
for act in (lambda: b.rindex(b"x"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b.translate(b"ab")):
    try:
        act()
    except ValueError as e:
        print(e)
u = uuid.UUID("12345678-9abc-4def-8123-456789abcdef")
print(u.fields, u.bytes, u.bytes_le)
print(u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.clock_seq, u.time, u.node)
print(u.variant, uuid.UUID(int=0).variant, uuid.UUID(int=0xc << 60).variant, uuid.UUID(int=0xf << 60).variant)
print(u.variant == uuid.RFC_4122, u.version)
for year, week, day in ((2024, 1, 1), (2020, 53, 7), (2026, 48, 1), (2025, 1, 1)):
    made = datetime.date.fromisocalendar(year, week, day)
    print(made, tuple(made.isocalendar()), datetime.datetime.fromisocalendar(year, week, day))
for year, week, day in ((2024, 53, 1), (2024, 0, 1), (2024, 1, 8)):
    try:
        datetime.date.fromisocalendar(year, week, day)
    except ValueError as e:
        print(e)
print(datetime.time(1, 2).dst(), datetime.time(1, 2, tzinfo=datetime.timezone.utc).dst())

#> b'one two one' 8 True False
#> 256 b'One\tTwO One' b'e\ttw e' b'OneTwOOne'
#> subsection not found
#> maketrans arguments must have same length
#> translation table must be 256 characters long
#> (305419896, 39612, 19951, 129, 35, 76310993685999) b'\x124Vx\x9a\xbcM\xef\x81#Eg\x89\xab\xcd\xef' b'xV4\x12\xbc\x9a\xefM\x81#Eg\x89\xab\xcd\xef'
#> 305419896 39612 19951 129 35 291 1004191374476859000 76310993685999
#> specified in RFC 4122 reserved for NCS compatibility reserved for Microsoft compatibility reserved for future definition
#> True 4
#> 2024-01-01 (2024, 1, 1) 2024-01-01 00:00:00
#> 2021-01-03 (2020, 53, 7) 2021-01-03 00:00:00
#> 2026-11-23 (2026, 48, 1) 2026-11-23 00:00:00
#> 2024-12-30 (2025, 1, 1) 2024-12-30 00:00:00
#> Invalid week: 53
#> Invalid week: 0
#> Invalid day: 8 (range is [1, 7])
#> None None
#= ok
