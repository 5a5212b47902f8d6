// mp_pipes.c -- multiprocessing.Pipe, as Lib/multiprocessing/connection.py has it.
//
// A pipe has two ends; what is sent into one comes out of the other. After a fork() both
// processes have both ends, until they close them: who reads meets the end of the file only
// when nobody has the other end open any more.

#include "threads/mp.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/strings.h"

// An end was closed by a process; children that it had before still have it.
typedef struct Closing {
    uint32_t process, last; // ids: of that process, and of the last one made until then
} Closing;

typedef struct Item {
    Message *message;
    struct Item *next;
} Item;

typedef struct End {
    bool reads, writes;
    Item *first, *last; // sent to it, and not received yet
    WaitList readers;
    Closing *closings;
    uint32_t closing_count;
} End;

typedef struct Pipe {
    uint32_t references; // of its two objects
    ProgramProcess *maker;
    End ends[2];
    struct Pipe *next, *previous;
} Pipe;

typedef struct Connection {
    Object object;
    Pipe *pipe;
    int end;
} Connection;

static Connection *connection_of(Value v)
{
    return (Connection *)v.object;
}

static End *own_end(Value v)
{
    return &connection_of(v)->pipe->ends[connection_of(v)->end];
}

static End *other_end(Value v)
{
    return &connection_of(v)->pipe->ends[!connection_of(v)->end];
}

// ---- Who has an end open ----

// True if [process] had closed it before it made the process number [before].
static bool had_closed(const Pipe *pipe, const End *end, const ProgramProcess *process,
                       uint32_t before)
{
    for (uint32_t i = 0; i < end->closing_count; i++)
        if (end->closings[i].process == process->process.id &&
            end->closings[i].last < before)
            return true;
    return process != pipe->maker && process->parent &&
           had_closed(pipe, end, process->parent, process->process.id);
}

static bool has_pipe(const Pipe *pipe, const ProgramProcess *process)
{
    for (; process; process = process->parent)
        if (process == pipe->maker) return true;
    return false;
}

static bool is_open_in(const Pipe *pipe, const End *end, const ProgramProcess *process)
{
    return !process->over && has_pipe(pipe, process) &&
           !had_closed(pipe, end, process, UINT32_MAX);
}

static bool is_open_anywhere(Vm *vm, const Pipe *pipe, const End *end)
{
    for (const ProgramProcess *p = threads_of(vm)->process; p; p = p->next)
        if (is_open_in(pipe, end, p)) return true;
    return false;
}

void mp_pipes_review(Vm *vm)
{
    for (Pipe *pipe = threads_of(vm)->pipes; pipe; pipe = pipe->next)
        for (int i = 0; i < 2; i++)
            wait_list_wake_all(vm, &pipe->ends[i].readers);
}

// ---- Making and letting go ----

static void end_free(Vm *vm, End *end)
{
    for (Item *item = end->first, *next; item; item = next) {
        next = item->next;
        message_free(vm, item->message);
        heap_free(vm, item, sizeof *item);
    }
    heap_buffer_free(vm, end->closings, end->closing_count * sizeof *end->closings);
}

static void connection_release(Vm *vm, Object *self)
{
    Pipe *pipe = ((Connection *)self)->pipe;
    if (!pipe || --pipe->references) return;
    *(pipe->previous ? &pipe->previous->next : &threads_of(vm)->pipes) = pipe->next;
    if (pipe->next) pipe->next->previous = pipe->previous;
    end_free(vm, &pipe->ends[0]);
    end_free(vm, &pipe->ends[1]);
    heap_free(vm, pipe, sizeof *pipe);
}

static bool make_pipe(Vm *vm, Value *args, Value *result)
{
    bool duplex;
    Threads *threads = threads_of(vm);
    if (!value_truth(vm, args[0], &duplex)) return false;
    Pipe *pipe = heap_new(vm, sizeof *pipe);
    *pipe = (Pipe){.references = 2, .maker = process_running(vm), .next = threads->pipes};
    if (pipe->next) pipe->next->previous = pipe;
    threads->pipes = pipe;
    Value pair[2];
    for (int i = 0; i < 2; i++) {
        Connection *connection = object_new(vm, threads->connection_type);
        connection->pipe = pipe;
        connection->end = i;
        pipe->ends[i].reads = duplex || i == 0;
        pipe->ends[i].writes = duplex || i == 1;
        pair[i] = value_object(connection);
    }
    *result = tuple_of(vm, pair, 2);
    value_drop(vm, pair[0]);
    value_drop(vm, pair[1]);
    return true;
}

// ---- Sending and receiving ----

static bool check_open(Vm *vm, Value self)
{
    return is_open_in(connection_of(self)->pipe, own_end(self), process_running(vm)) ||
           raise_error(vm, OS_ERROR, "handle is closed");
}

static bool connection_send(Vm *vm, Value *args, Value *result)
{
    if (!check_open(vm, args[0])) return false;
    if (!own_end(args[0])->writes)
        return raise_error(vm, OS_ERROR, "connection is read-only");
    End *to = other_end(args[0]);
    Message *message = message_pack(vm, args[1]);
    if (!message) return false;
    if (!is_open_anywhere(vm, connection_of(args[0])->pipe, to)) {
        message_free(vm, message);
        return raise_error(vm, BROKEN_PIPE_ERROR, "[Errno 32] Broken pipe");
    }
    Item *item = heap_new(vm, sizeof *item);
    *item = (Item){message, NULL};
    *(to->last ? &to->last->next : &to->first) = item;
    to->last = item;
    wait_list_wake(vm, &to->readers);
    *result = NONE;
    return true;
}

// Waits until there is something to receive, or nobody can send any more. [*ready] is false
// if [timeout] ns have passed first.
static bool wait_for_item(Vm *vm, Value self, SimTime timeout, bool *ready)
{
    End *end = own_end(self);
    const Pipe *pipe = connection_of(self)->pipe;
    SimTime deadline = deadline_after(vm, timeout);
    bool woken = true;
    while (!end->first && is_open_anywhere(vm, pipe, other_end(self)) && woken)
        if (!thread_running_waits(vm, &end->readers, deadline_left(vm, deadline),
                                  "pipe.recv", &woken))
            return false;
    *ready = end->first || !is_open_anywhere(vm, pipe, other_end(self));
    return true;
}

static bool check_readable(Vm *vm, Value self)
{
    return check_open(vm, self) &&
           (own_end(self)->reads ||
            raise_error(vm, OS_ERROR, "connection is write-only"));
}

static bool connection_recv(Vm *vm, Value *args, Value *result)
{
    bool ready;
    End *end = own_end(args[0]);
    if (!check_readable(vm, args[0]) ||
        !wait_for_item(vm, args[0], SIMTIME_NEVER, &ready))
        return false;
    Item *item = end->first;
    if (!item) return raise_with(vm, EOF_ERROR, UNSET);
    end->first = item->next;
    if (!end->first) end->last = NULL;
    bool ok = message_unpack(vm, item->message, result);
    message_free(vm, item->message);
    heap_free(vm, item, sizeof *item);
    return ok;
}

static bool connection_poll(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    bool ready;
    if (!check_readable(vm, args[0]) || !timeout_from(vm, args[1], &timeout) ||
        !wait_for_item(vm, args[0], timeout, &ready))
        return false;
    *result = value_bool(ready);
    return true;
}

static bool connection_close(Vm *vm, Value *args, Value *result)
{
    End *end = own_end(args[0]);
    *result = NONE;
    const ProgramProcess *own = process_running(vm);
    if (!is_open_in(connection_of(args[0])->pipe, end, own)) return true;
    size_t size = end->closing_count * sizeof *end->closings;
    Closing *closings =
        heap_buffer_resize(vm, end->closings, size, size + sizeof *end->closings);
    if (!closings) return false;
    end->closings = closings;
    end->closings[end->closing_count++] =
        (Closing){own->process.id, threads_of(vm)->last_process->process.id};
    wait_list_wake_all(vm, &other_end(args[0])->readers);
    return true;
}

static bool connection_closed(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(
        !is_open_in(connection_of(args[0])->pipe, own_end(args[0]), process_running(vm)));
    return true;
}

static bool connection_enter(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static const NativeSpec connection_methods[] = {
    {"send", "self, obj", connection_send, NATIVE_PYTHON},
    {"recv", "self", connection_recv, NATIVE_PYTHON},
    {"poll", "self, timeout=0", connection_poll, NATIVE_PYTHON},
    {"close", "self", connection_close, NATIVE_PYTHON},
    {"closed", "self", connection_closed, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"__enter__", "self", connection_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_value, exc_tb", connection_close, NATIVE_PYTHON},
    {0},
};

static const TypeSpec connection_spec = {
    .name = "Connection",
    .module = "multiprocessing.connection",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Connection),
    .slots = {.release = connection_release},
    .methods = connection_methods,
};

static const NativeSpec functions[] = {
    {"Pipe", "duplex=True", make_pipe, NATIVE_PYTHON},
    {0},
};

void mp_pipes_init(Vm *vm, Module *module)
{
    threads_of(vm)->connection_type = type_new(vm, &connection_spec, NULL);
    natives_add(vm, module->attributes, functions, "multiprocessing.context");
}
