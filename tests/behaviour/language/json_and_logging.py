# json; logging; traceback
import json, logging, sys, traceback, io
d = {'a': [1, 2.5, None, True], 'b': {'c': 'héllo "q" \n', 'z': []}, 1: 'int', None: {}}
print(json.dumps(d)); print(json.dumps(d, indent=2)); print(json.dumps(d, ensure_ascii=False, separators=(',', ':')))
print(json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([1, 2], indent=4), json.dumps((1,)), json.dumps('😀'), json.dumps(float('nan')), json.dumps(1e100))
print(json.loads('{"a": [1, -2.5e3, true, null, "x\\u00e9\\n"], "b": {}}'), json.loads(' [ ] '), json.loads('"\\ud83d\\ude00"'), json.loads('12'))
for bad in ('{', '[1,]', '{"a" 1}', '', 'nul', '{"a": 1,}', '[1 2]', '"abc', "{'a': 1}", '1 2', '"\\x"', '[1,\n 2,\n x]'):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e, e.lineno, e.colno, e.pos)
try: json.dumps({1, 2})
except TypeError as e: print(e)
class P:
    def __init__(self): self.x = 1
print(json.dumps(P(), default=lambda o: o.__dict__), json.dumps({'k': P()}, default=vars))
class E(json.JSONEncoder):
    def default(self, o):
        return list(o.items) if hasattr(o, "items") else super().default(o)
class Bag: items = (1, 2)
print(json.dumps({"s": Bag()}, cls=E))
try: x = []; x.append(x); json.dumps(x)
except ValueError as e: print(e)
print(json.loads('{"a": 1}', object_hook=lambda d: list(d.items())))
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format='%(levelname)-8s %(name)s [%(funcName)s:%(lineno)d] %(message)s')
log = logging.getLogger('app.db')
def work():
    log.info('hello %s %d', 'x', 3); log.debug('dbg'); log.warning('warn')
    try: 1/0
    except ZeroDivisionError: log.error('bad', exc_info=False)
work()
logging.info('root'); logging.error('e')
log2 = logging.getLogger('quiet'); log2.setLevel(logging.ERROR); log2.warning('no'); log2.error('yes')
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('{levelname}|{message}', style='{')); log2.addHandler(h); log2.propagate = False; log2.critical('c'); print(log2, logging.getLevelName(20))
log2.log(45, 'custom'); log2.isEnabledFor(10)
class F(logging.Filter):
    def filter(self, r): return 'secret' not in r.getMessage()
h.addFilter(F()); log2.error('secret'); log2.error('public')
try:
    try: int('x')
    except ValueError as e: raise KeyError('k') from e
except KeyError as e:
    s = traceback.format_exc(); print(s.count('Traceback'), s.splitlines()[-1]); print(traceback.format_exception_only(e))
    buf = io.StringIO(); traceback.print_exc(file=buf); print(buf.getvalue().count('Traceback'))
    print(len(traceback.format_tb(e.__traceback__)))
buf = io.StringIO(); json.dump({'a': 1}, buf); print(buf.getvalue(), json.load(io.StringIO('[1]')))
import asyncio
async def main():
    a = logging.LoggerAdapter(log, {'id': 7}); a.info('adapted')
    logging.getLogger().handlers[0].setFormatter(logging.Formatter('%(taskName)s %(threadName)s %(message)s'))
    logging.info('in task')
    await asyncio.gather(asyncio.create_task(sub(), name='S'))
async def sub(): logging.info('sub')
asyncio.run(main())

#> {"a": [1, 2.5, null, true], "b": {"c": "h\u00e9llo \"q\" \n", "z": []}, "1": "int", "null": {}}
#> {
#>   "a": [
#>     1,
#>     2.5,
#>     null,
#>     true
#>   ],
#>   "b": {
#>     "c": "h\u00e9llo \"q\" \n",
#>     "z": []
#>   },
#>   "1": "int",
#>   "null": {}
#> }
#> {"a":[1,2.5,null,true],"b":{"c":"héllo \"q\" \n","z":[]},"1":"int","null":{}}
#> {"a": 2, "b": 1} [
#>     1,
#>     2
#> ] [1] "\ud83d\ude00" NaN 1e+100
#> {'a': [1, -2500.0, True, None, 'xé\n'], 'b': {}} [] 😀 12
#> Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 2 1
#> Illegal trailing comma before end of array: line 1 column 3 (char 2) 1 3 2
#> Expecting ':' delimiter: line 1 column 6 (char 5) 1 6 5
#> Expecting value: line 1 column 1 (char 0) 1 1 0
#> Expecting value: line 1 column 1 (char 0) 1 1 0
#> Illegal trailing comma before end of object: line 1 column 8 (char 7) 1 8 7
#> Expecting ',' delimiter: line 1 column 4 (char 3) 1 4 3
#> Unterminated string starting at: line 1 column 1 (char 0) 1 1 0
#> Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 2 1
#> Extra data: line 1 column 3 (char 2) 1 3 2
#> Invalid \escape: line 1 column 2 (char 1) 1 2 1
#> Expecting value: line 3 column 2 (char 9) 3 2 9
#> Object of type set is not JSON serializable
#> {"x": 1} {"k": {"x": 1}}
#> {"s": [1, 2]}
#> Circular reference detected
#> [('a', 1)]
#> INFO     app.db [work:26] hello x 3
#> DEBUG    app.db [work:26] dbg
#> WARNING  app.db [work:26] warn
#> ERROR    app.db [work:28] bad
#> INFO     root [<module>:30] root
#> ERROR    root [<module>:30] e
#> ERROR    quiet [<module>:31] yes
#> CRITICAL|c
#> <Logger quiet (ERROR)> INFO
#> Level 45|custom
#> ERROR|public
#> 2 KeyError: 'k'
#> ["KeyError: 'k'\n"]
#> 2
#> 1
#> {"a": 1} [1]
#> DEBUG    asyncio [__init__:64] Using selector: EpollSelector
#> INFO     app.db [main:47] adapted
#> Task-1 MainThread in task
#> S MainThread sub
#= ok
