import threading
l=threading.Lock()
for a,k in (((1,2,3),{}),(('x',),{}),((True,'x'),{}),((True,-2),{}),((False,1),{}),((),{'timeout':'x'}),((),{'foo':1}),((True,None),{}),((True,1e20),{}),((True,float('nan')),{})):
    for o in (l,threading.RLock()):
        try: print(o.acquire(*a,**k)); o.release()
        except Exception as e: print(type(e).__name__,e)

#> TypeError acquire() takes at most 2 arguments (3 given)
#> TypeError acquire() takes at most 2 arguments (3 given)
#> True
#> True
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError 'str' object cannot be interpreted as an integer
#> ValueError timeout value must be a non-negative number
#> ValueError timeout value must be a non-negative number
#> ValueError can't specify a timeout for a non-blocking call
#> ValueError can't specify a timeout for a non-blocking call
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError 'str' object cannot be interpreted as an integer
#> TypeError acquire() got an unexpected keyword argument 'foo'
#> TypeError acquire() got an unexpected keyword argument 'foo'
#> TypeError 'NoneType' object cannot be interpreted as an integer
#> TypeError 'NoneType' object cannot be interpreted as an integer
#> OverflowError timestamp out of range for platform time_t
#> OverflowError timestamp out of range for platform time_t
#> ValueError Invalid value NaN (not a number)
#> ValueError Invalid value NaN (not a number)
#= ok
