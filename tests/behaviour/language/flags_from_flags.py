# members of a Flag can be made from others in the class body
import enum


class Permission(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    RUN = enum.auto()
    BOTH = READ | WRITE
    ALL = BOTH | RUN
    MORE = ALL ^ READ
    NONE = READ & WRITE


class Mode(enum.IntFlag):
    A = enum.auto()
    B = enum.auto()
    C = 8 | A
    D = enum.auto()


print(list(Permission), Permission.BOTH, Permission.ALL, Permission.MORE, repr(Permission.NONE))
print(Permission.READ in Permission.ALL, Permission.BOTH | Permission.RUN, ~Permission.READ)
print(list(Mode), Mode.C, Mode.D, Mode.A | Mode.B, Mode(3), [each.value for each in Mode])
print(Permission.__members__)

#> [<Permission.READ: 1>, <Permission.WRITE: 2>, <Permission.RUN: 4>] Permission.BOTH Permission.ALL Permission.MORE <Permission.NONE: 0>
#> True Permission.ALL Permission.MORE
#> [<Mode.A: 1>, <Mode.B: 2>, <Mode.D: 16>] 9 16 3 3 [1, 2, 16]
#> {'READ': <Permission.READ: 1>, 'WRITE': <Permission.WRITE: 2>, 'RUN': <Permission.RUN: 4>, 'BOTH': <Permission.BOTH: 3>, 'ALL': <Permission.ALL: 7>, 'MORE': <Permission.MORE: 6>, 'NONE': <Permission.NONE: 0>}
#= ok
