// mp_process.c -- multiprocessing.Process and its relatives, as Lib/multiprocessing/
// process.py of CPython 3.13 has them, with children that are forked.

#include "base/arena.h"
#include "threads/mp.h"
#include "vm/copying.h"
#include "vm/exception.h"
#include "vm/strings.h"

#include <stdlib.h>
#include <string.h>

typedef struct ProcessObject {
    Object object;
    bool initialized, daemon, closed;
    Value name, identity; // strs, "Process-1:2" and "1:2"; UNSET before __init__
    Value target, arguments, keywords;
    ProgramProcess *maker, *process; // NULL before __init__ and before start()
} ProcessObject;

enum { SIGNAL_KILL = 9, SIGNAL_TERM = 15 };

static ProcessObject *process_object_of(Value v)
{
    return (ProcessObject *)v.object;
}

// ---- Objects ----

static bool process_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ProcessObject *process = object_new(vm, type);
    process->name = process->identity = UNSET;
    process->target = process->arguments = process->keywords = UNSET;
    *result = value_object(process);
    return true;
}

static void process_release(Vm *vm, Object *self)
{
    ProcessObject *process = (ProcessObject *)self;
    value_clear(vm, &process->name);
    value_clear(vm, &process->identity);
    value_clear(vm, &process->target);
    value_clear(vm, &process->arguments);
    value_clear(vm, &process->keywords);
}

static void process_copy(Copying *copying, Object *copy)
{
    ProcessObject *process = (ProcessObject *)copy;
    copying_value(copying, &process->name);
    copying_value(copying, &process->identity);
    copying_value(copying, &process->target);
    copying_value(copying, &process->arguments);
    copying_value(copying, &process->keywords);
}

// The object of the first process, or of a worker that a pool has made.
static Value object_for(Vm *vm, Type *type, const char *name, const char *identity)
{
    Value made;
    process_create(vm, type, NULL, &made);
    ProcessObject *object = process_object_of(made);
    object->initialized = true;
    object->name = str_from(vm, name);
    object->identity = str_from(vm, identity);
    return made;
}

// current_process(). Borrowed.
static Value own_object(Vm *vm)
{
    Threads *threads = threads_of(vm);
    ProgramProcess *process = process_running(vm);
    if (value_is_unset(process->object)) {
        module_import(vm, "multiprocessing"); // so that the types are there
        process->object = object_for(vm, threads->main_process_type, "MainProcess", "");
        process_object_of(process->object)->process = process;
    }
    return process->object;
}

const char *process_name(Vm *vm)
{
    return STR(process_object_of(own_object(vm))->name)->bytes;
}

// The number of one more child, behind the maker's own: "2:1".
static Value next_identity(Vm *vm)
{
    const Str *own = STR(process_object_of(own_object(vm))->identity);
    return str_format(vm, "%s%s%u", own->bytes, own->size ? ":" : "",
                      ++process_running(vm)->children);
}

static bool keep_call(Vm *vm, ProcessObject *process, const Value *args)
{
    enum { TARGET = 2, ARGS = 4, KWARGS = 5 };
    Value tuple = UNSET, dict = UNSET;
    if (!tuple_from_iterable(vm, args[ARGS], &tuple)) return false;
    if (!value_is_unset(args[KWARGS])) {
        dict = value_object(dict_new(vm));
        if (!dict_update(vm, DICT(dict), args[KWARGS])) {
            value_drop(vm, tuple);
            value_drop(vm, dict);
            return false;
        }
    }
    value_set(vm, &process->target, value_keep(args[TARGET]));
    value_set(vm, &process->arguments, tuple);
    value_set(vm, &process->keywords, dict);
    return true;
}

static bool process_init_object(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"BaseProcess.__init__",
                                    "self, group=None, target=None, name=None, args=, "
                                    "kwargs=, *, daemon=None",
                                    NULL, NATIVE_PYTHON};
    enum { GROUP = 1, NAME = 3, ARGS, KWARGS, DAEMON };
    Value args[SIGNATURE_MOST], empty = tuple_of(vm, NULL, 0);
    if (!bind_init(vm, &spec, self, arguments, args)) {
        value_drop(vm, empty);
        return false;
    }
    ProcessObject *process = process_object_of(self);
    Value given = args[ARGS];
    if (value_is_unset(given)) args[ARGS] = empty;
    bool ok = value_is_none(args[GROUP]) ||
              raise_error(vm, ASSERTION_ERROR, "group argument must be None for now");
    value_set(vm, &process->identity, ok ? next_identity(vm) : UNSET);
    process->maker = process_running(vm);
    process->daemon = process_object_of(own_object(vm))->daemon;
    ok = ok && keep_call(vm, process, args);
    bool named = false;
    ok = ok && value_truth(vm, args[NAME], &named);
    if (ok)
        value_set(vm, &process->name,
                  named ? value_keep(args[NAME])
                        : str_format(vm, "%s-%s", value_type_name(vm, self),
                                     STR(process->identity)->bytes));
    if (ok && !value_is_none(args[DAEMON]))
        ok = value_truth(vm, args[DAEMON], &process->daemon);
    process->initialized = ok;
    args[ARGS] = given;
    arguments_unbind(vm, &spec, args);
    value_drop(vm, empty);
    return ok;
}

// ---- Running ----

int64_t process_report(Vm *vm)
{
    if (vm->halt) return 1;
    Value exception = exception_take(vm);
    Text text = {0};
    int64_t status = 1;
    if (exception_is(vm, exception, SYSTEM_EXIT)) {
        Value code = EXCEPTION_OF(exception)->value, said;
        if (value_is_unset(code) || value_is_none(code))
            status = 0;
        else if (value_is_int(code))
            status = code.integer & 0xff;
        else if (value_str(vm, code, &said)) {
            text_addf(&text, "%s\n", STR(said)->bytes);
            value_drop(vm, said);
        }
    } else {
        text_addf(&text, "Process %s:\n", process_name(vm));
        exception_report(vm, exception, &text);
    }
    if (text.size && vm->hooks.write)
        vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    value_drop(vm, exception);
    return status;
}

static bool process_run(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    bool has_target = false;
    *result = NONE;
    if (value_is_unset(process->target)) return true;
    if (!value_truth(vm, process->target, &has_target) || !has_target)
        return !vm->raised.kind;
    Value value;
    bool ok =
        call_packed(vm, process->target, process->arguments, process->keywords, &value);
    if (ok) value_drop(vm, value);
    return ok;
}

// [argument] holds the child's copy of the Process object.
static int64_t process_body(Vm *vm, void *argument)
{
    Value self = *(Value *)argument, value;
    free(argument);
    if (vm->halt) return 1;
    ProgramProcess *own = process_running(vm);
    own->object = self;
    process_object_of(self)->process = own;
    if (!call_method(vm, self, "run", NULL, 0, &value)) return process_report(vm);
    value_drop(vm, value);
    return 0;
}

static bool check_open(Vm *vm, const ProcessObject *process)
{
    if (!process->initialized)
        return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute '_closed'",
                           type_name(process->object.type));
    return !process->closed || raise_error(vm, VALUE_ERROR, "process object is closed");
}

static bool check_start(Vm *vm, const ProcessObject *process)
{
    if (!check_open(vm, process)) return false;
    if (process->process)
        return raise_error(vm, ASSERTION_ERROR, "cannot start a process twice");
    if (process->maker != process_running(vm))
        return raise_error(vm, ASSERTION_ERROR,
                           "can only start a process object created by current process");
    if (process_object_of(own_object(vm))->daemon)
        return raise_error(vm, ASSERTION_ERROR,
                           "daemonic processes are not allowed to have children");
    return true;
}

static bool process_start(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    if (!check_start(vm, process)) return false;
    Value *copy = memory_new(sizeof *copy);
    *copy = args[0];
    ProgramProcess *started =
        program_process_start(vm, &(ProcessPlan){.body = process_body,
                                                 .argument = copy,
                                                 .name = STR(process->name)->bytes,
                                                 .daemon = process->daemon,
                                                 .copied = copy,
                                                 .copied_count = 1});
    if (!started) {
        free(copy);
        return false;
    }
    process->process = started;
    started->parent_object = value_keep(args[0]);
    value_clear(vm, &process->target);
    value_clear(vm, &process->arguments);
    value_clear(vm, &process->keywords);
    *result = NONE;
    return true;
}

ProgramProcess *worker_start(Vm *vm, const char *kind, ProcessPlan *plan)
{
    Value identity = next_identity(vm);
    Value name = str_format(vm, "%s-%s", kind, STR(identity)->bytes);
    plan->name = STR(name)->bytes;
    ProgramProcess *started = program_process_start(vm, plan);
    for (int i = 0; started && i < 2; i++) {
        Value object = object_for(vm, threads_of(vm)->process_type, plan->name,
                                  STR(identity)->bytes);
        process_object_of(object)->process = started;
        process_object_of(object)->maker = process_running(vm);
        process_object_of(object)->daemon = plan->daemon;
        *(i ? &started->object : &started->parent_object) = object;
    }
    value_drop(vm, name);
    value_drop(vm, identity);
    return started;
}

// ---- Waiting and ending ----

static bool is_own_child(Vm *vm, const ProcessObject *process, const char *message)
{
    return process->maker == process_running(vm) ||
           raise_error(vm, ASSERTION_ERROR, "%s", message);
}

static bool process_join(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    SimTime timeout;
    if (!check_open(vm, process) ||
        !is_own_child(vm, process, "can only join a child process"))
        return false;
    if (!process->process)
        return raise_error(vm, ASSERTION_ERROR, "can only join a started process");
    *result = NONE;
    return timeout_from(vm, args[1], &timeout) &&
           program_process_join(vm, process->process, timeout);
}

static bool process_is_alive(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    if (!check_open(vm, process)) return false;
    *result = TRUE;
    if (process->process == process_running(vm)) return true;
    if (!is_own_child(vm, process, "can only test a child process")) return false;
    *result = value_bool(process->process && !process->process->over);
    return true;
}

static bool process_signal(Vm *vm, Value self, int signal, Value *result)
{
    ProcessObject *process = process_object_of(self);
    if (!check_open(vm, process)) return false;
    if (!process->process)
        return raise_error(vm, ATTRIBUTE_ERROR, "'NoneType' object has no attribute '%s'",
                           signal == SIGNAL_KILL ? "kill" : "terminate");
    if (process->process == process_running(vm))
        return process_running_exits(vm, -signal);
    program_process_kill(vm, process->process, signal);
    *result = NONE;
    return true;
}

static bool process_terminate(Vm *vm, Value *args, Value *result)
{
    return process_signal(vm, args[0], SIGNAL_TERM, result);
}

static bool process_kill(Vm *vm, Value *args, Value *result)
{
    return process_signal(vm, args[0], SIGNAL_KILL, result);
}

static bool process_close(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    if (process->process && !process->process->over)
        return raise_error(vm, VALUE_ERROR,
                           "Cannot close a process while it is still running. You should "
                           "first call join() or terminate().");
    process->closed = true;
    *result = NONE;
    return true;
}

// ---- Attributes ----

static bool process_get_name(Vm *vm, Value *args, Value *result)
{
    if (!check_open(vm, process_object_of(args[0]))) return false;
    *result = value_keep(process_object_of(args[0])->name);
    return true;
}

static bool process_set_name(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, ASSERTION_ERROR, "name must be a string");
    value_set(vm, &process_object_of(args[0])->name, value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool process_get_daemon(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(process_object_of(args[0])->daemon);
    return true;
}

static bool process_set_daemon(Vm *vm, Value *args, Value *result)
{
    ProcessObject *process = process_object_of(args[0]);
    if (process->process)
        return raise_error(vm, ASSERTION_ERROR, "process has already started");
    *result = NONE;
    return value_truth(vm, args[1], &process->daemon);
}

static bool process_get_exitcode(Vm *vm, Value *args, Value *result)
{
    const ProcessObject *process = process_object_of(args[0]);
    if (!check_open(vm, process)) return false;
    bool over = process->process && process->process->over;
    *result = over ? value_int(process->process->exit_status) : NONE;
    return true;
}

static bool process_get_pid(Vm *vm, Value *args, Value *result)
{
    const ProcessObject *process = process_object_of(args[0]);
    if (!check_open(vm, process)) return false;
    *result = process->process ? value_int(process->process->pid) : NONE;
    return true;
}

static void add_exit_status(Text *text, int64_t status)
{
    if (status == -SIGNAL_TERM)
        text_add(text, " exitcode=-SIGTERM");
    else if (status == -SIGNAL_KILL)
        text_add(text, " exitcode=-SIGKILL");
    else
        text_addf(text, " exitcode=%lld", (long long)status);
}

static bool process_repr(Vm *vm, Value self, Value *result)
{
    const ProcessObject *process = process_object_of(self);
    const ProgramProcess *own = process_running(vm);
    if (!process->initialized) return check_open(vm, process);
    bool is_self = process->process == own, is_mine = process->maker == own;
    const char *state = is_self                  ? "started"
                        : process->closed        ? "closed"
                        : !is_mine               ? "unknown"
                        : !process->process      ? "initial"
                        : process->process->over ? "stopped"
                                                 : "started";
    Text text = {0};
    text_addf(&text, "<%s name=", value_type_name(vm, self));
    str_add_repr(&text, STR(process->name));
    if (process->process && process->maker && !is_self)
        text_addf(&text, " pid=%u", process->process->pid);
    if (process->maker)
        text_addf(&text, " parent=%u %s", process->maker->pid, state);
    else
        text_addf(&text, " parent=None %s", state);
    if (!strcmp(state, "stopped")) add_exit_status(&text, process->process->exit_status);
    if (process->daemon) text_add(&text, " daemon");
    text_add(&text, ">");
    return str_from_text(vm, &text, result);
}

static const NativeSpec process_methods[] = {
    {"start", "self", process_start, NATIVE_PYTHON},
    {"run", "self", process_run, NATIVE_PYTHON},
    {"join", "self, timeout=None", process_join, NATIVE_PYTHON},
    {"is_alive", "self", process_is_alive, NATIVE_PYTHON},
    {"terminate", "self", process_terminate, NATIVE_PYTHON},
    {"kill", "self", process_kill, NATIVE_PYTHON},
    {"close", "self", process_close, NATIVE_PYTHON},
    {"name", "self", process_get_name, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"name", "self, name", process_set_name, NATIVE_PYTHON | NATIVE_SETTER},
    {"daemon", "self", process_get_daemon, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"daemon", "self, daemonic", process_set_daemon, NATIVE_PYTHON | NATIVE_SETTER},
    {"exitcode", "self", process_get_exitcode, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"pid", "self", process_get_pid, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"ident", "self", process_get_pid, NATIVE_PYTHON | NATIVE_PROPERTY},
    {0},
};

static const TypeSpec process_spec = {
    .name = "Process",
    .module = "multiprocessing.context",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ProcessObject),
    .slots = {.create = process_create,
              .init = process_init_object,
              .release = process_release,
              .copy = process_copy,
              .repr = process_repr},
    .methods = process_methods,
    .has_attributes = true,
};

static const TypeSpec main_process_spec = {
    .name = "_MainProcess",
    .module = "multiprocessing.process",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ProcessObject),
    .methods = process_methods,
    .has_attributes = true,
};

// ---- The processes there are ----

static bool current_process(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_keep(own_object(vm));
    return true;
}

static bool active_children(Vm *vm, Value *args, Value *result)
{
    (void)args;
    List *list = list_new(vm);
    const ProgramProcess *own = process_running(vm);
    for (ProgramProcess *p = threads_of(vm)->process; p; p = p->next) {
        bool is_child = p->parent == own && !p->over && !value_is_unset(p->parent_object);
        if (!is_child || list_append(vm, list, p->parent_object)) continue;
        object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

static bool parent_process(Vm *vm, Value *args, Value *result)
{
    (void)args;
    const ProgramProcess *parent = process_running(vm)->parent;
    *result = parent ? value_keep(parent->object) : NONE;
    if (value_is_unset(*result)) *result = NONE;
    return true;
}

static const NativeSpec functions[] = {
    {"current_process", "", current_process, NATIVE_PYTHON},
    {"active_children", "", active_children, NATIVE_PYTHON},
    {"parent_process", "", parent_process, NATIVE_PYTHON},
    {0},
};

void mp_processes_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->process_type = module_type(vm, module, &process_spec, NULL);
    threads->main_process_type = type_new(vm, &main_process_spec, threads->process_type);
    natives_add(vm, module->attributes, functions, "multiprocessing.process");
}
