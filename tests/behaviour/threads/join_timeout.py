# join(timeout) says nothing: is_alive() does
import threading
import time

t = threading.Thread(target=time.sleep, args=(1,), kwargs={})
t.start()
print(t.join(0.4), t.is_alive())
print(t.join(timeout=0), t.is_alive(), t.join(-1))
print(t.join(), t.is_alive(), t.join())

#@ 0.4s
#> None True
#> None True None
#@ 1s
#> None False None
#= ok
#! none
#- not compared: the reference has one thread
