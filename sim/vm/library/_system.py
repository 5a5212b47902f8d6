"""_system: facts about the interpreter that a program may print."""

import sys
from types import SimpleNamespace


class _Facts(tuple):
    """A tuple whose items have names, as sys.float_info is."""

    def __new__(cls, title, **facts):
        made = tuple.__new__(cls, facts.values())
        made.__dict__['_title'] = title
        made.__dict__.update(facts)
        return made

    def __repr__(self):
        said = [f'{name}={value!r}' for name, value in self.__dict__.items()
                if name != '_title']
        return f"{self._title}({', '.join(said)})"


float_info = _Facts(
    'sys.float_info', max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308,
    min=2.2250738585072014e-308, min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53,
    epsilon=2.220446049250313e-16, radix=2, rounds=1)
int_info = _Facts('sys.int_info', bits_per_digit=30, sizeof_digit=4,
                  default_max_str_digits=4300, str_digits_check_threshold=640)
hash_info = _Facts('sys.hash_info', width=64, modulus=2305843009213693951, inf=314159, nan=0,
                   imag=1000003, algorithm='siphash13', hash_bits=64, seed_bits=128, cutoff=0)
maxunicode = 0x10ffff
api_version = 1013
copyright = 'Coroscope runs this program; the language is that of CPython 3.13.'
implementation = SimpleNamespace(name='cpython', cache_tag='cpython-313',
                                 version=sys.version_info, hexversion=0x030d00f0)


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def is_finalizing():
    return False


def get_int_max_str_digits():
    return 4300
