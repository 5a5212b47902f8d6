# what leaves a thread ends only that thread; excepthook is told
import sys
import threading


def boom(x):
    raise ValueError(x)


def run(target, *args):
    t = threading.Thread(target=target, args=args, name='it')
    t.start()
    t.join()


run(boom, 1)
run(sys.exit, 3)
print('still here')


def hook(args):
    print('hook', args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
run(boom, 2)
run(sys.exit, 4)
kind, value, tb, thread = (None,) * 4


def bad(args):
    raise KeyError('in the hook')


threading.excepthook = bad
run(boom, 3)
threading.excepthook = threading.__excepthook__
run(boom, 4)
print('end')

#> still here
#> hook ValueError 2 it
#> hook SystemExit 4 it
#> end
#= ok
#! none
#- not compared: the reference has one thread
