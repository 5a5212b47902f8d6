# another code is an error
import sys
print('bye')
sys.exit(7)

#> bye
#= error SystemExit: 7
