// threading.c -- Thread and the functions around it, as Lib/threading.py of CPython 3.13
// has them.

#include "threads/modules.h"
#include "threads/processes.h"
#include "vm/strings.h"

#include <string.h>

typedef struct ThreadObject {
    Object object;
    bool initialized, daemon, began;
    Value name, target, arguments, keywords; // UNSET before __init__
    ProgramThread *thread;                   // kept; NULL before start()
    bool started;                            // its code has begun
    WaitList starters;                       // wait for that
} ThreadObject;

static ThreadObject *thread_object_of(Value v)
{
    return (ThreadObject *)v.object;
}

// ---- Making ----

// "Thread-3 (work)" for a thread without a name of its own.
static bool next_name(Vm *vm, Value target, Value *name)
{
    Text text = {0};
    text_addf(&text, "Thread-%u", ++threads_of(vm)->names);
    if (!value_is_none(target)) {
        Value given;
        if (!value_find_attribute(vm, target, vm->names.name, &given)) {
            text_free(&text);
            return false;
        }
        if (value_is_str(given)) text_addf(&text, " (%s)", STR(given)->bytes);
        value_drop(vm, given);
    }
    return str_from_text(vm, &text, name);
}

static bool given_name(Vm *vm, Value given, Value target, Value *name)
{
    if (value_is_none(given)) return next_name(vm, target, name);
    return value_str(vm, given, name);
}

static bool thread_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Thread.__init__",
                                    "self, group=None, target=None, name=None, args=, "
                                    "kwargs=None, *, daemon=None",
                                    NULL, NATIVE_PYTHON};
    enum { GROUP = 1, TARGET, NAME, ARGS, KWARGS, DAEMON };
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    ThreadObject *thread = thread_object_of(self);
    Value name = UNSET;
    bool ok = value_is_none(args[GROUP]) ||
              raise_error(vm, ASSERTION_ERROR, "group argument must be None for now");
    ok = ok && given_name(vm, args[NAME], args[TARGET], &name);
    bool daemon = thread_running(vm)->daemon;
    if (ok && !value_is_none(args[DAEMON])) ok = value_truth(vm, args[DAEMON], &daemon);
    if (ok) {
        value_set(vm, &thread->name, value_keep(name));
        value_set(vm, &thread->target, value_keep(args[TARGET]));
        value_set(vm, &thread->arguments, value_keep(args[ARGS]));
        value_set(vm, &thread->keywords, value_keep(args[KWARGS]));
        thread->daemon = daemon;
        thread->initialized = true;
    }
    value_drop(vm, name);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static bool thread_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ThreadObject *thread = object_new(vm, type);
    thread->name = thread->target = thread->arguments = thread->keywords = UNSET;
    *result = value_object(thread);
    return true;
}

static void thread_release(Vm *vm, Object *self)
{
    ThreadObject *thread = (ThreadObject *)self;
    value_clear(vm, &thread->name);
    value_clear(vm, &thread->target);
    value_clear(vm, &thread->arguments);
    value_clear(vm, &thread->keywords);
    if (thread->thread) program_thread_drop(vm, thread->thread);
    thread->thread = NULL;
}

static bool check_initialized(Vm *vm, const ThreadObject *thread, const char *message)
{
    return thread->initialized || raise_error(vm, RUNTIME_ERROR, "%s", message);
}

// ---- Running ----

static bool thread_run(Vm *vm, Value *args, Value *result)
{
    ThreadObject *thread = thread_object_of(args[0]);
    *result = NONE;
    if (value_is_unset(thread->target) || value_is_none(thread->target)) return true;
    Value value;
    bool ok =
        call_packed(vm, thread->target, thread->arguments, thread->keywords, &value);
    // What it was given goes with its run, as in CPython, where it could be a cycle.
    value_clear(vm, &thread->target);
    value_clear(vm, &thread->arguments);
    value_clear(vm, &thread->keywords);
    if (ok) value_drop(vm, value);
    return ok;
}

static void thread_body(Vm *vm, void *argument)
{
    ThreadObject *thread = argument;
    Value value;
    if (!vm->halt) {
        thread->started = true;
        wait_list_wake_all(vm, &thread->starters);
        if (call_method(vm, value_object(thread), "run", NULL, 0, &value))
            value_drop(vm, value);
        else
            thread_report(vm, thread->thread->name);
    }
}

// start() waits until the new thread has begun, as CPython's does: with a GIL the thread
// then goes on until it waits for something.
static bool thread_begin(Vm *vm, Value *args, Value *result)
{
    ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "thread.__init__() not called")) return false;
    if (thread->began)
        return raise_error(vm, RUNTIME_ERROR, "threads can only be started once");
    Value name;
    if (!value_str(vm, thread->name, &name)) return false;
    threads_open(vm);
    ProgramThread *started =
        program_thread_start(vm, &(ThreadPlan){.body = thread_body,
                                               .argument = thread,
                                               .name = STR(name)->bytes,
                                               .cost = threads_of(vm)->cost_thread,
                                               .daemon = thread->daemon});
    value_drop(vm, name);
    if (!started) return false;
    thread->began = true;
    thread->thread = started;
    program_thread_keep(started);
    started->object = object_keep(thread);
    *result = NONE;
    for (bool woken; !thread->started;)
        if (!thread_running_waits(vm, &thread->starters, SIMTIME_NEVER, "start", &woken))
            return false;
    return true;
}

static bool thread_join(Vm *vm, Value *args, Value *result)
{
    ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    if (!thread->thread)
        return raise_error(vm, RUNTIME_ERROR, "cannot join thread before it is started");
    if (thread->thread == thread_running(vm))
        return raise_error(vm, RUNTIME_ERROR, "cannot join current thread");
    SimTime timeout;
    if (!timeout_from(vm, args[1], &timeout)) return false;
    *result = NONE;
    bool woken;
    return thread->thread->over ||
           thread_running_waits(vm, &thread->thread->joiners, timeout, "thread", &woken);
}

static bool is_alive(const ThreadObject *thread)
{
    return thread->thread && thread->started && !thread->thread->over;
}

static bool thread_is_alive(Vm *vm, Value *args, Value *result)
{
    const ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    *result = value_bool(is_alive(thread));
    return true;
}

// ---- Attributes ----

static bool thread_get_name(Vm *vm, Value *args, Value *result)
{
    const ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    *result = value_keep(thread->name);
    return true;
}

static bool thread_set_name(Vm *vm, Value *args, Value *result)
{
    ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    Value name;
    if (!value_str(vm, args[1], &name)) return false;
    value_set(vm, &thread->name, name);
    if (thread->thread) program_thread_rename(vm, thread->thread, STR(name)->bytes);
    *result = NONE;
    return true;
}

// CPython has an address there: ours are as far apart, and equal in every run.
static Value ident_of(const ProgramThread *thread)
{
    return value_int(INT64_C(0x7f0000000000) + (int64_t)thread->thread.id * 0x1000);
}

static bool thread_get_ident(Vm *vm, Value *args, Value *result)
{
    const ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    *result = thread->thread && thread->started ? ident_of(thread->thread) : NONE;
    return true;
}

static bool thread_get_native_id(Vm *vm, Value *args, Value *result)
{
    const ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    bool known = thread->thread && thread->started;
    *result = known ? value_int(1000 + thread->thread->thread.id) : NONE;
    return true;
}

static bool thread_get_daemon(Vm *vm, Value *args, Value *result)
{
    const ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    *result = value_bool(thread->daemon);
    return true;
}

static bool thread_set_daemon(Vm *vm, Value *args, Value *result)
{
    ThreadObject *thread = thread_object_of(args[0]);
    if (!check_initialized(vm, thread, "Thread.__init__() not called")) return false;
    if (thread->began)
        return raise_error(vm, RUNTIME_ERROR,
                           "cannot set daemon status of active thread");
    *result = NONE;
    return value_truth(vm, args[1], &thread->daemon);
}

static bool thread_repr(Vm *vm, Value self, Value *result)
{
    const ThreadObject *thread = thread_object_of(self);
    if (!check_initialized(vm, thread, "Thread.__init__() was not called")) return false;
    Text text = {0};
    const char *state = !thread->started       ? "initial"
                        : thread->thread->over ? "stopped"
                                               : "started";
    text_addf(&text, "<%s(%s, %s", value_type_name(vm, self), STR(thread->name)->bytes,
              state);
    if (thread->daemon) text_add(&text, " daemon");
    if (thread->thread && thread->started)
        text_addf(&text, " %lld", (long long)ident_of(thread->thread).integer);
    text_add(&text, ")>");
    return str_from_text(vm, &text, result);
}

static const NativeSpec thread_methods[] = {
    {"start", "self", thread_begin, NATIVE_PYTHON},
    {"run", "self", thread_run, NATIVE_PYTHON},
    {"join", "self, timeout=None", thread_join, NATIVE_PYTHON},
    {"is_alive", "self", thread_is_alive, NATIVE_PYTHON},
    {"name", "self", thread_get_name, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"name", "self, name", thread_set_name, NATIVE_PYTHON | NATIVE_SETTER},
    {"ident", "self", thread_get_ident, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"native_id", "self", thread_get_native_id, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"daemon", "self", thread_get_daemon, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"daemon", "self, daemonic", thread_set_daemon, NATIVE_PYTHON | NATIVE_SETTER},
    {0},
};

static const TypeSpec thread_spec = {
    .name = "Thread",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadObject),
    .slots = {.create = thread_create,
              .init = thread_init,
              .release = thread_release,
              .repr = thread_repr},
    .methods = thread_methods,
    .has_attributes = true,
};

static const TypeSpec main_thread_spec = {
    .name = "_MainThread",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadObject),
    .methods = thread_methods,
    .has_attributes = true,
};

// ---- The threads there are ----

// The first thread of a process, which is called MainThread there.
static ProgramThread *main_thread_of(const Vm *vm, const Process *process)
{
    const ProgramProcess *own = (const ProgramProcess *)process;
    return own->main ? own->main : threads_of(vm)->main;
}

Value thread_object(Vm *vm, ProgramThread *thread)
{
    if (thread->object) return value_object(thread->object);
    Threads *threads = threads_of(vm);
    bool is_main = thread == main_thread_of(vm, thread->thread.process);
    Value made;
    thread_create(vm, is_main ? threads->main_thread_type : threads->thread_type, NULL,
                  &made);
    ThreadObject *object = thread_object_of(made);
    object->name = str_from(vm, is_main ? "MainThread" : thread->name);
    object->initialized = object->began = object->started = true;
    object->daemon = thread->daemon;
    object->thread = thread;
    program_thread_keep(thread);
    thread->object = made.object; // owns it
    return made;
}

static bool current_thread(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_keep(thread_object(vm, thread_running(vm)));
    return true;
}

static bool main_thread(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Process *own = thread_running(vm)->thread.process;
    *result = value_keep(thread_object(vm, main_thread_of(vm, own)));
    return true;
}

static bool active_count(Vm *vm, Value *args, Value *result)
{
    (void)args;
    uint32_t count = 0;
    const Process *own = thread_running(vm)->thread.process;
    for (ProgramThread *t = threads_of(vm)->main; t; t = t->next)
        count += t->thread.process == own;
    *result = value_int(count);
    return true;
}

static bool enumerate_threads(Vm *vm, Value *args, Value *result)
{
    (void)args;
    List *list = list_new(vm);
    *result = value_object(list);
    const Process *own = thread_running(vm)->thread.process;
    for (ProgramThread *t = threads_of(vm)->main; t; t = t->next)
        if (t->thread.process == own && !list_append(vm, list, thread_object(vm, t)))
            return false;
    return true;
}

static bool get_ident(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = ident_of(thread_running(vm));
    return true;
}

static bool get_native_id(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(1000 + thread_running(vm)->thread.id);
    return true;
}

static const NativeSpec functions[] = {
    {"current_thread", "", current_thread, NATIVE_PYTHON},
    {"main_thread", "", main_thread, NATIVE_PYTHON},
    {"active_count", "", active_count, NATIVE_PYTHON},
    {"enumerate", "", enumerate_threads, NATIVE_PYTHON},
    {"get_ident", "", get_ident, 0},
    {"get_native_id", "", get_native_id, 0},
    {0},
};

Module *threading_module(Vm *vm)
{
    threads_open(vm);
    Threads *threads = threads_of(vm);
    Module *module = module_new(vm, "threading", functions);
    threads->thread_type = module_type(vm, module, &thread_spec, NULL);
    threads->main_thread_type = type_new(vm, &main_thread_spec, threads->thread_type);
    thread_locks_init(vm, module);
    return module;
}
