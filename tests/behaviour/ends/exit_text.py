# a text as code is an error too
raise SystemExit('no good')

#= error SystemExit: no good
