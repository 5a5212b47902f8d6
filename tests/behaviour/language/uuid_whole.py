# UUID: every way to make one, what it refuses, and whether it is safe
import uuid
u = uuid.UUID('12345678-1234-5678-1234-567812345678')
ways = [uuid.UUID('{12345678123456781234567812345678}'), uuid.UUID('urn:uuid:12345678-1234-5678-1234-567812345678'), uuid.UUID(bytes=b'\x12\x34\x56\x78' * 4),
        uuid.UUID(bytes_le=b'\x78\x56\x34\x12\x34\x12\x78\x56' + b'\x12\x34\x56\x78' * 2), uuid.UUID(int=0x12345678123456781234567812345678),
        uuid.UUID(fields=(0x12345678, 0x1234, 0x5678, 0x12, 0x34, 0x567812345678))]
print([way == u for way in ways], hash(u) == hash(ways[0]), u.int, int(u), u.fields, u.bytes, u.bytes_le)
print(uuid.UUID(int=5, version=4), uuid.UUID(int=5, version=4).version, uuid.UUID(int=2**128 - 1, version=1).variant, u.version, u.variant)
print(u.is_safe, uuid.UUID(int=1, is_safe=uuid.SafeUUID.safe).is_safe, uuid.SafeUUID.unsafe.value, list(uuid.SafeUUID), uuid.uuid4().is_safe)
for arguments in [{}, {'hex': 'a', 'int': 1}, {'hex': '12'}, {'bytes': b'a'}, {'bytes_le': b'a'}, {'fields': (1,)}, {'int': -1}, {'int': 2**128}, {'int': 1, 'version': 6},
                  {'fields': (2**32, 0, 0, 0, 0, 0)}, {'fields': (0, 0, 0, 256, 0, 0)}, {'fields': (0, 0, 0, 0, 0, -1)}, {'hex': 'g' * 32}]:
    try: print(uuid.UUID(**arguments))
    except Exception as e: print(arguments, type(e).__name__, e)
try: u.int = 3
except TypeError as e: print(e)
print(sorted([uuid.UUID(int=3), uuid.UUID(int=1)]), uuid.UUID(int=1) < uuid.UUID(int=2))

#> [True, True, True, True, True, True] True 24197857161011715162171839636988778104 24197857161011715162171839636988778104 (305419896, 4660, 22136, 18, 52, 95073701484152) b'\x124Vx\x124Vx\x124Vx\x124Vx' b'xV4\x124\x12xV\x124Vx\x124Vx'
#> 00000000-0000-4000-8000-000000000005 4 specified in RFC 4122 None reserved for NCS compatibility
#> SafeUUID.unknown SafeUUID.safe -1 [<SafeUUID.safe: 0>, <SafeUUID.unsafe: -1>, <SafeUUID.unknown: None>] SafeUUID.unknown
#> {} TypeError one of the hex, bytes, bytes_le, fields, or int arguments must be given
#> {'hex': 'a', 'int': 1} TypeError one of the hex, bytes, bytes_le, fields, or int arguments must be given
#> {'hex': '12'} ValueError badly formed hexadecimal UUID string
#> {'bytes': b'a'} ValueError bytes is not a 16-char string
#> {'bytes_le': b'a'} ValueError bytes_le is not a 16-char string
#> {'fields': (1,)} ValueError fields is not a 6-tuple
#> {'int': -1} ValueError int is out of range (need a 128-bit value)
#> {'int': 340282366920938463463374607431768211456} ValueError int is out of range (need a 128-bit value)
#> {'int': 1, 'version': 6} ValueError illegal version number
#> {'fields': (4294967296, 0, 0, 0, 0, 0)} ValueError field 1 out of range (need a 32-bit value)
#> {'fields': (0, 0, 0, 256, 0, 0)} ValueError field 4 out of range (need an 8-bit value)
#> {'fields': (0, 0, 0, 0, 0, -1)} ValueError field 6 out of range (need a 48-bit value)
#> {'hex': 'gggggggggggggggggggggggggggggggg'} ValueError invalid literal for int() with base 16: 'gggggggggggggggggggggggggggggggg'
#> UUID objects are immutable
#> [UUID('00000000-0000-0000-0000-000000000001'), UUID('00000000-0000-0000-0000-000000000003')] True
#= ok
