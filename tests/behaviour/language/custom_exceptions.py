# own classes with fields, str and repr
class AppError(Exception):
    pass
class Detailed(AppError):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
    def __str__(self):
        return f'[{self.code}] {self.args[0]}'
class Bare(Exception):
    def __init__(self, a, b=2):
        self.a = a
for e in (AppError(), AppError('a'), AppError('a', 1), Detailed(7, 'seven'), Bare(3), Bare(1, b=5)):
    try:
        raise e
    except AppError as caught:
        print('app', str(caught), repr(caught), caught.args)
    except Exception as caught:
        print('other', str(caught), repr(caught), caught.args)
e = ValueError('v')
e.add_note('a note')
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__)

#> app  AppError() ()
#> app a AppError('a') ('a',)
#> app ('a', 1) AppError('a', 1) ('a', 1)
#> app [7] seven Detailed('seven') ('seven',)
#> other 3 Bare(3) (3,)
#> other 1 Bare(1) (1,)
#> ['a note'] True None
#= ok
