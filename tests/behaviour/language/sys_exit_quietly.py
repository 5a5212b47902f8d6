# SystemExit with nothing ends well
import sys
print('before')
try:
    sys.exit(3)
except SystemExit as e:
    print('caught', e.code, repr(e))
try:
    sys.exit()
finally:
    print('finally')

#> before
#> caught 3 SystemExit(3)
#> finally
#= ok
