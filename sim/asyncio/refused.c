// refused.c -- what of asyncio talks to the world outside, or is its own machinery: a name
// that says what to use instead is more help than a name that is missing.

#include "asyncio/refused.h"

#include "asyncio/module.h"
#include "vm/exception.h"

// ---- The sentences ----

static const char streams[] =
    "streams are not simulated: there is no network here; let a coroutine with "
    "asyncio.sleep() stand for it, or an asyncio.Queue";
static const char subprocesses[] =
    "subprocesses are not simulated: use a ProcessPoolExecutor with "
    "loop.run_in_executor(), or asyncio.sleep() for the time it takes";
static const char transports[] =
    "transports and protocols are not simulated: there is no network here; let a "
    "coroutine with asyncio.sleep() stand for it, or an asyncio.Queue";
static const char sockets[] =
    "sockets are not simulated: there is no network here; let a coroutine with "
    "asyncio.sleep() stand for it, or an asyncio.Queue";
static const char signals[] =
    "signals are not simulated: let loop.call_later(seconds, task.cancel) stand for the "
    "moment at which one arrives";
static const char watchers[] = "child watchers are not simulated: there are no "
                               "subprocesses; use a ProcessPoolExecutor";
static const char machinery[] =
    "asyncio's own registers are not simulated: they are for other kinds of loops; use "
    "asyncio.create_task(), asyncio.run() or asyncio.Runner";

// ---- Functions and methods ----

#define REFUSALS(X)                                                                      \
    X(streams)                                                                           \
    X(subprocesses)                                                                      \
    X(transports) X(sockets) X(signals) X(watchers) X(machinery)

#define X(sentence)                                                                      \
    static bool refuse_##sentence(Vm *vm, Value *args, Value *result)                    \
    {                                                                                    \
        (void)args, (void)result;                                                        \
        return raise_error(vm, NOT_IMPLEMENTED_ERROR, "%s", sentence);                   \
    }
REFUSALS(X)
#undef X

#define FUNCTION(name, sentence)                                                         \
    {                                                                                    \
        name, "*args, **kwargs", refuse_##sentence, NATIVE_PYTHON                        \
    }

static const NativeSpec functions[] = {
    FUNCTION("open_connection", streams),
    FUNCTION("start_server", streams),
    FUNCTION("open_unix_connection", streams),
    FUNCTION("start_unix_server", streams),
    FUNCTION("create_subprocess_exec", subprocesses),
    FUNCTION("create_subprocess_shell", subprocesses),
    FUNCTION("get_child_watcher", watchers),
    FUNCTION("set_child_watcher", watchers),
    FUNCTION("_enter_task", machinery),
    FUNCTION("_leave_task", machinery),
    FUNCTION("_register_task", machinery),
    FUNCTION("_unregister_task", machinery),
    FUNCTION("_set_running_loop", machinery),
    {0},
};

#define METHOD(name, sentence)                                                           \
    {                                                                                    \
        name, "self, *args, **kwargs", refuse_##sentence, NATIVE_PYTHON                  \
    }

static const NativeSpec loop_methods[] = {
    METHOD("add_reader", sockets),
    METHOD("remove_reader", sockets),
    METHOD("add_writer", sockets),
    METHOD("remove_writer", sockets),
    METHOD("sock_accept", sockets),
    METHOD("sock_connect", sockets),
    METHOD("sock_recv", sockets),
    METHOD("sock_recv_into", sockets),
    METHOD("sock_recvfrom", sockets),
    METHOD("sock_recvfrom_into", sockets),
    METHOD("sock_sendall", sockets),
    METHOD("sock_sendfile", sockets),
    METHOD("sock_sendto", sockets),
    METHOD("getaddrinfo", sockets),
    METHOD("getnameinfo", sockets),
    METHOD("add_signal_handler", signals),
    METHOD("remove_signal_handler", signals),
    METHOD("connect_accepted_socket", transports),
    METHOD("connect_read_pipe", transports),
    METHOD("connect_write_pipe", transports),
    METHOD("create_connection", transports),
    METHOD("create_datagram_endpoint", transports),
    METHOD("create_server", transports),
    METHOD("create_unix_connection", transports),
    METHOD("create_unix_server", transports),
    METHOD("sendfile", transports),
    METHOD("start_tls", transports),
    METHOD("subprocess_exec", subprocesses),
    METHOD("subprocess_shell", subprocesses),
    {0},
};

// ---- Classes: they can be named in annotations, but not called nor derived from ----

#define CLASSES(X)                                                                       \
    X(StreamReader, streams)                                                             \
    X(StreamReaderProtocol, streams)                                                     \
    X(StreamWriter, streams)                                                             \
    X(Server, streams)                                                                   \
    X(AbstractServer, streams)                                                           \
    X(BaseProtocol, transports)                                                          \
    X(Protocol, transports)                                                              \
    X(BufferedProtocol, transports)                                                      \
    X(DatagramProtocol, transports)                                                      \
    X(SubprocessProtocol, transports)                                                    \
    X(BaseTransport, transports)                                                         \
    X(Transport, transports)                                                             \
    X(ReadTransport, transports)                                                         \
    X(WriteTransport, transports)                                                        \
    X(DatagramTransport, transports)                                                     \
    X(SubprocessTransport, transports)                                                   \
    X(AbstractChildWatcher, watchers)                                                    \
    X(FastChildWatcher, watchers)                                                        \
    X(MultiLoopChildWatcher, watchers)                                                   \
    X(PidfdChildWatcher, watchers)                                                       \
    X(SafeChildWatcher, watchers)                                                        \
    X(ThreadedChildWatcher, watchers)

#define X(sentence)                                                                      \
    static bool create_##sentence(Vm *vm, Type *type, const Arguments *arguments,        \
                                  Value *result)                                         \
    {                                                                                    \
        (void)type, (void)arguments, (void)result;                                       \
        return raise_error(vm, NOT_IMPLEMENTED_ERROR, "%s", sentence);                   \
    }                                                                                    \
    static const NativeSpec derive_##sentence[] = {                                      \
        {"__init_subclass__", "cls, **kwargs", refuse_##sentence, NATIVE_CLASS},         \
        {0},                                                                             \
    };
X(streams)
X(transports)
X(watchers)
#undef X

static const TypeSpec classes[] = {
#define X(class_, sentence)                                                              \
    {.name = #class_,                                                                    \
     .module = "asyncio",                                                                \
     .layout = LAYOUT_OBJECT,                                                            \
     .size = sizeof(Instance),                                                           \
     .flags = TYPE_NATIVE,                                                               \
     .slots = {.create = create_##sentence},                                             \
     .methods = derive_##sentence},
    CLASSES(X)
#undef X
};

void refused_add(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, functions, "asyncio");
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        module_set(vm, module, classes[i].name,
                   value_object((Object *)type_new(vm, &classes[i], NULL)));
    Type *loop = asyncio_of(vm)->loop_type;
    for (const NativeSpec *spec = loop_methods; spec->name; spec++) {
        Value method = native_new(vm, spec, loop, "asyncio.base_events");
        dict_set_str(vm, loop->attributes, str_intern(vm, spec->name), method);
        value_drop(vm, method);
    }
}
