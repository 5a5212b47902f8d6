# SystemExit with None or 0 is a good end
import sys
print('bye')
sys.exit(0)

#> bye
#= ok
