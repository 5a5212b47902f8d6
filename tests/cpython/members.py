"""members.py -- what names.py looks at beside modules: classes, and objects by an expression."""

SETUP = """
async def coroutine(): pass
async def agenerator(): yield
def generator(): yield
def method(x): pass
class Plain:
    kind: int = 1
    def method(self): pass
    @classmethod
    def made(cls): pass
    @staticmethod
    def still(): pass
    @property
    def value(self): return 1
@dataclasses.dataclass
class Data:
    x: int
class Colour(enum.Enum):
    RED = 1
class Flags(enum.Flag):
    A = 1
    B = 2
class Ints(enum.IntEnum):
    ONE = 1
class Abstract(abc.ABC):
    @abc.abstractmethod
    def run(self): pass
Point = collections.namedtuple('Point', 'x y')
class Typed(typing.TypedDict):
    x: int
def caught():
    try: raise ValueError('x')
    except ValueError as error: return error
"""

# Names of builtins at which loading ends: there is no class to look at.
NO_CLASSES = """BytesWarning EncodingWarning ImportWarning IndentationError PendingDeprecationWarning
    PythonFinalizationError TabError UnicodeTranslateError UnicodeWarning complex memoryview""".split()

# The names with underscores that programs of a course use: of any class, of any object.
CLASS_NAMES = "__doc__ __module__ __name__ __qualname__".split()
OBJECT_NAMES = """__add__ __aenter__ __aexit__ __aiter__ __and__ __anext__ __await__ __bases__ __bool__
    __call__ __cause__ __closure__ __code__ __contains__ __context__ __defaults__ __delitem__
    __dict__ __doc__ __enter__ __exit__ __func__ __getitem__ __globals__ __hash__ __iter__
    __kwdefaults__ __len__ __members__ __mro__ __mul__ __name__ __next__ __notes__ __or__
    __qualname__ __reversed__ __self__ __setitem__ __sub__ __subclasses__
    __suppress_context__ __traceback__ __truediv__ __wrapped__ __xor__""".split()

OBJECTS = """
asyncio.Queue
asyncio.Task
asyncio.Queue()
asyncio.Queue().get()
asyncio.sleep(1)
asyncio.PriorityQueue()
asyncio.Lock()
asyncio.Event()
asyncio.Condition()
asyncio.Semaphore(2)
asyncio.Barrier(2)
asyncio.Runner()
asyncio.new_event_loop()
asyncio.new_event_loop().create_future()
asyncio.new_event_loop().call_soon(print)
asyncio.new_event_loop().call_later(1, print)
asyncio.TaskGroup()
asyncio.Timeout(None)
asyncio.timeout(1)
asyncio.IncompleteReadError(b'', 3)
asyncio.LimitOverrunError('m', 3)
asyncio.current_task()
asyncio.sleep
asyncio.gather
coroutine()
generator()
agenerator()
coroutine().cr_frame
coroutine().cr_code
generator().gi_frame
coroutine
lambda: 0
len
[].append
list.append
Plain
Plain()
Plain().method
Plain.method
Plain.made
Plain.still
Plain.__dict__['still']
Plain.__dict__['made']
Plain.__dict__['value']
Plain.__dict__
Data(1)
Data
Data.__dataclass_fields__['x']
dataclasses.fields(Data)[0]
Colour.RED
Colour
Flags.A | Flags.B
Flags
Ints.ONE
Point(1, 2)
Point
{}.keys()
{}.values()
{}.items()
iter([])
iter({})
iter('')
iter(())
iter(set())
iter(range(3))
reversed([])
enumerate([])
zip()
map(len, [])
filter(None, [])
slice(1)
range(3)
1
1.5
True
None
...
NotImplemented
''
b''
bytearray(b'')
()
[]
{}
set()
frozenset()
int
list
Exception
int | str
list[int]
Exception('x')
caught()
caught().__traceback__
ExceptionGroup('g', [ValueError(1)])
StopIteration(3)
StopAsyncIteration(3)
SystemExit(2)
OSError(2, 'x')
KeyError('x')
ImportError('x')
UnicodeDecodeError('utf-8', b'', 0, 1, 'x')
AttributeError('x')
NameError('x')
SyntaxError('x')
collections.deque()
collections.Counter()
collections.defaultdict(int)
collections.OrderedDict()
collections.ChainMap()
collections.UserDict()
collections.UserList()
collections.UserString('x')
concurrent.futures.Future()
concurrent.futures.ThreadPoolExecutor()
contextlib.ExitStack()
contextlib.AsyncExitStack()
contextlib.nullcontext()
contextlib.suppress()
contextlib.closing(io.StringIO())
contextlib.contextmanager(generator)()
contextlib.contextmanager(generator)
contextvars.ContextVar('x')
contextvars.copy_context()
contextvars.ContextVar('x').set(1)
datetime.date(2020, 1, 2)
datetime.datetime(2020, 1, 2)
datetime.time(1)
datetime.timedelta(1)
datetime.timezone.utc
datetime.date(2020, 1, 2).isocalendar()
functools.partial(len)
functools.lru_cache(coroutine)
functools.lru_cache(coroutine).cache_info()
functools.cached_property(coroutine)
functools.wraps(coroutine)
functools.singledispatch(len)
inspect.signature(coroutine)
inspect.signature(method).parameters['x']
inspect.signature(method).bind(1)
io.StringIO()
itertools.count()
itertools.cycle([])
itertools.chain()
itertools.repeat(1)
itertools.groupby([])
itertools.islice([], 1)
itertools.product()
json.JSONEncoder()
json.JSONDecoder()
json.JSONDecodeError('x', 'y', 0)
logging.getLogger('x')
logging.getLogger()
logging.getLogger().manager
logging.StreamHandler()
logging.Formatter()
logging.NullHandler()
logging.LogRecord('n', 10, 'p', 1, 'm', (), None)
logging.LoggerAdapter(logging.getLogger('x'), {})
logging.Filter()
operator.itemgetter(1)
operator.attrgetter('x')
operator.methodcaller('x')
queue.Queue()
queue.PriorityQueue()
queue.SimpleQueue()
random.Random(1)
statistics.NormalDist(0, 1)
statistics.linear_regression([1, 2], [1, 3])
string.Template('x')
string.Formatter()
sys.stdout
sys.version_info
sys.implementation
textwrap.TextWrapper()
threading.Lock()
threading.RLock()
threading.Condition()
threading.Event()
threading.Semaphore()
threading.Barrier(2)
threading.Thread()
threading.Timer(1, print)
threading.current_thread()
threading.local()
time.localtime()
time.struct_time((1,) * 9)
traceback.TracebackException.from_exception(caught())
types.SimpleNamespace()
types.MappingProxyType({})
typing.TypeVar('T')
typing.ParamSpec('P')
typing.NewType('N', int)
typing.Optional[int]
typing.Union[int, str]
typing.List[int]
typing.Callable[[int], int]
typing.NamedTuple('N', [('x', int)])
typing.NamedTuple('N', [('x', int)])(1)
Typed
uuid.UUID(int=1)
Abstract
""".strip().split("\n")
