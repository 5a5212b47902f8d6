# an exception with no message
raise RuntimeError

#= error RuntimeError:
