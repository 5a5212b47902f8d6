# how each class of exceptions is made, shown and changed
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, e.args)
class My(Exception): pass
t(lambda: My(a=1)); t(lambda: NameError('x', foo=1)); t(lambda: AttributeError('x', foo=1)); t(lambda: ImportError('x', foo=1)); t(lambda: OSError(1,'x', foo=1)); t(lambda: OSError(foo=1))
t(lambda: StopIteration(x=1)); t(lambda: SystemExit(x=1)); t(lambda: ExceptionGroup()); t(lambda: ExceptionGroup(1,[ValueError()])); t(lambda: ExceptionGroup('1',{ValueError()}))
t(lambda: ExceptionGroup('1',[])); t(lambda: ExceptionGroup('1',[3])); t(lambda: ExceptionGroup('1',[KeyboardInterrupt()])); t(lambda: ExceptionGroup('1',[ValueError()],x=1))
class G(ExceptionGroup): pass
t(lambda: G('1',[KeyboardInterrupt()])); t(lambda: G('1',[ValueError(1), TypeError('x')]))
t(lambda: BaseExceptionGroup('1',[ValueError(1), TypeError('x')])); t(lambda: ExceptionGroup('1',[ValueError(1), TypeError('x')]).split(3)); t(lambda: ExceptionGroup('1',[ValueError(1), TypeError('x')]).split())
t(lambda: str(ExceptionGroup('1',[ValueError(1), TypeError('x')]))); t(lambda: str(ExceptionGroup('1',[ValueError(1)])))
t(lambda: Exception().add_note(3)); t(lambda: Exception().with_traceback(3))
def sa(o,n,v): setattr(o,n,v)
def da(o,n): delattr(o,n)
for n in ['args','__cause__','__context__','__traceback__','__suppress_context__','__notes__']:
    t(lambda: sa(Exception(1), n, 3)); t(lambda: da(Exception(1), n))
for c,ns in [(StopIteration,['value']),(SystemExit,['code']),(NameError,['name']),(OSError,['errno']),(KeyError,['xx'])]:
  for n in ns: 
    e=c(1,2); t(lambda: sa(e,n,3)); t(lambda: da(e,n)); t(lambda: getattr(e,n))
e=ExceptionGroup('1',[ValueError()])
for n in ['message','exceptions']: t(lambda: sa(e,n,3)); t(lambda:getattr(e,n))
for a in [(),(1,),(2,'no'),(2,'no','f'),(2,'no','f',None,'g'),(1,2,3,4,5,6)]:
    t(lambda: OSError(*a)); t(lambda:str(OSError(*a))); t(lambda: OSError(*a).filename); t(lambda: OSError(*a).args)
t(lambda: str(SyntaxError('m',('f',1,2,'t')))); t(lambda: str(SyntaxError('m'))); t(lambda: str(SyntaxError())); t(lambda:SyntaxError('m',3))
t(lambda: str(UnicodeEncodeError('utf-8','a\ud800b',1,2,'surrogates not allowed')));t(lambda: str(UnicodeEncodeError('utf-8','a\ud800b',1,3,'surrogates not allowed'))); t(lambda: UnicodeEncodeError(1)); 
t(lambda: str(ImportError('x'))); t(lambda: str(ImportError(1,2))); t(lambda: ImportError('x',name='n',path='p').msg); t(lambda: ImportError('x',name='n',path='p'))
t(lambda: StopIteration(1,2).value); t(lambda: SystemExit(1,2).code); t(lambda: SystemExit().code); t(lambda: str(KeyError('a'))); t(lambda: str(KeyError('a',1))); t(lambda: str(KeyError()))
t(lambda: Exception.__module__); t(lambda:Exception); t(lambda: ConnectionResetError(1,'x')); t(lambda: TimeoutError('x').errno);t(lambda: OSError(110,'x'))
t(lambda: BaseException.__new__(int)); t(lambda: Exception('x')==Exception('x')); t(lambda: ExceptionGroup[int])
class D(ExceptionGroup):
    def derive(self, e): return 3
t(lambda: D('x',[ValueError(),TypeError()]).split(ValueError))
x=ExceptionGroup('x',[ValueError(1),TypeError(2)]); x.add_note('n')
m,r=x.split(ValueError); print(m.__suppress_context__, m.__notes__, m.__notes__ is x.__notes__, repr(m), repr(r))
t(lambda: x.subgroup(lambda e: isinstance(e,ExceptionGroup))); t(lambda: x.subgroup(lambda e: 1/0)); t(lambda: x.subgroup((ValueError,KeyError))); t(lambda: x.subgroup((ValueError,3)));t(lambda: x.subgroup(KeyError)); t(lambda: x.subgroup(int))

#> TypeError My() takes no keyword arguments ('My() takes no keyword arguments',)
#> TypeError NameError() got an unexpected keyword argument 'foo' ("NameError() got an unexpected keyword argument 'foo'",)
#> TypeError AttributeError() got an unexpected keyword argument 'foo' ("AttributeError() got an unexpected keyword argument 'foo'",)
#> TypeError ImportError() got an unexpected keyword argument 'foo' ("ImportError() got an unexpected keyword argument 'foo'",)
#> TypeError OSError() takes no keyword arguments ('OSError() takes no keyword arguments',)
#> TypeError OSError() takes no keyword arguments ('OSError() takes no keyword arguments',)
#> TypeError StopIteration() takes no keyword arguments ('StopIteration() takes no keyword arguments',)
#> TypeError SystemExit() takes no keyword arguments ('SystemExit() takes no keyword arguments',)
#> TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given) ('BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)',)
#> TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int ('BaseExceptionGroup.__new__() argument 1 must be str, not int',)
#> TypeError second argument (exceptions) must be a sequence ('second argument (exceptions) must be a sequence',)
#> ValueError second argument (exceptions) must be a non-empty sequence ('second argument (exceptions) must be a non-empty sequence',)
#> ValueError Item 0 of second argument (exceptions) is not an exception ('Item 0 of second argument (exceptions) is not an exception',)
#> TypeError Cannot nest BaseExceptions in an ExceptionGroup ('Cannot nest BaseExceptions in an ExceptionGroup',)
#> TypeError ExceptionGroup() takes no keyword arguments ('ExceptionGroup() takes no keyword arguments',)
#> TypeError Cannot nest BaseExceptions in 'G' ("Cannot nest BaseExceptions in 'G'",)
#> G('1', [ValueError(1), TypeError('x')])
#> ExceptionGroup('1', [ValueError(1), TypeError('x')])
#> TypeError expected an exception type, a tuple of exception types, or a callable (other than a class) ('expected an exception type, a tuple of exception types, or a callable (other than a class)',)
#> TypeError BaseExceptionGroup.split() takes exactly one argument (0 given) ('BaseExceptionGroup.split() takes exactly one argument (0 given)',)
#> '1 (2 sub-exceptions)'
#> '1 (1 sub-exception)'
#> TypeError note must be a str, not 'int' ("note must be a str, not 'int'",)
#> TypeError __traceback__ must be a traceback or None ('__traceback__ must be a traceback or None',)
#> TypeError 'int' object is not iterable ("'int' object is not iterable",)
#> TypeError args may not be deleted ('args may not be deleted',)
#> TypeError exception cause must be None or derive from BaseException ('exception cause must be None or derive from BaseException',)
#> TypeError __cause__ may not be deleted ('__cause__ may not be deleted',)
#> TypeError exception context must be None or derive from BaseException ('exception context must be None or derive from BaseException',)
#> TypeError __context__ may not be deleted ('__context__ may not be deleted',)
#> TypeError __traceback__ must be a traceback or None ('__traceback__ must be a traceback or None',)
#> TypeError __traceback__ may not be deleted ('__traceback__ may not be deleted',)
#> TypeError attribute value type must be bool ('attribute value type must be bool',)
#> TypeError can't delete numeric/char attribute ("can't delete numeric/char attribute",)
#> None
#> AttributeError 'Exception' object has no attribute '__notes__' ("'Exception' object has no attribute '__notes__'",)
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> None
#> AttributeError 'KeyError' object has no attribute 'xx' ("'KeyError' object has no attribute 'xx'",)
#> AttributeError readonly attribute ('readonly attribute',)
#> '1'
#> AttributeError readonly attribute ('readonly attribute',)
#> (ValueError(),)
#> OSError()
#> ''
#> None
#> ()
#> OSError(1)
#> '1'
#> None
#> (1,)
#> FileNotFoundError(2, 'no')
#> '[Errno 2] no'
#> None
#> (2, 'no')
#> FileNotFoundError(2, 'no')
#> "[Errno 2] no: 'f'"
#> 'f'
#> (2, 'no')
#> FileNotFoundError(2, 'no')
#> "[Errno 2] no: 'f' -> 'g'"
#> 'f'
#> (2, 'no')
#> OSError(1, 2, 3, 4, 5, 6)
#> '(1, 2, 3, 4, 5, 6)'
#> None
#> (1, 2, 3, 4, 5, 6)
#> 'm (f, line 1)'
#> 'm'
#> 'None'
#> TypeError 'int' object is not iterable ("'int' object is not iterable",)
#> "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed"
#> "'utf-8' codec can't encode characters in position 1-2: surrogates not allowed"
#> TypeError function takes exactly 5 arguments (1 given) ('function takes exactly 5 arguments (1 given)',)
#> 'x'
#> '(1, 2)'
#> 'x'
#> ImportError('x')
#> 1
#> (1, 2)
#> None
#> "'a'"
#> "('a', 1)"
#> ''
#> 'builtins'
#> <class 'Exception'>
#> ConnectionResetError(1, 'x')
#> None
#> TimeoutError(110, 'x')
#> TypeError BaseException.__new__(int): int is not a subtype of BaseException ('BaseException.__new__(int): int is not a subtype of BaseException',)
#> False
#> ExceptionGroup[int]
#> TypeError derive must return an instance of BaseExceptionGroup ('derive must return an instance of BaseExceptionGroup',)
#> True ['n'] False ExceptionGroup('x', [ValueError(1)]) ExceptionGroup('x', [TypeError(2)])
#> ExceptionGroup('x', [ValueError(1), TypeError(2)])
#> ZeroDivisionError division by zero ('division by zero',)
#> ExceptionGroup('x', [ValueError(1)])
#> TypeError expected an exception type, a tuple of exception types, or a callable (other than a class) ('expected an exception type, a tuple of exception types, or a callable (other than a class)',)
#> None
#> TypeError expected an exception type, a tuple of exception types, or a callable (other than a class) ('expected an exception type, a tuple of exception types, or a callable (other than a class)',)
#= ok
