// mp_thread_pool.c -- the workers of multiprocessing.pool.ThreadPool: threads of the process
// that has the pool, which are given their jobs as they are, not as copies.

#include "threads/mp_pool.h"
#include "vm/heap.h"
#include "vm/strings.h"

static bool forget_worker(Vm *vm, MpCore *core)
{
    int64_t own = thread_running_id(vm);
    for (uint32_t i = core->workers->count; i-- > 0;)
        if (core->workers->items[i].integer == own)
            value_drop(vm, list_remove_at(vm, core->workers, i));
    core->awake = true;
    return wait_list_wake(vm, &core->handler);
}

static void worker_body(Vm *vm, void *argument)
{
    WorkerStart *start = argument;
    MpCore *core = (MpCore *)start->core;
    bool ok = !vm->halt && pool_worker_initialize(vm, start) && mp_work(vm, core);
    if (!vm->halt && !ok) thread_report(vm, thread_running(vm)->name);
    if (!vm->halt) forget_worker(vm, core);
    pool_worker_over(vm, start);
}

static bool start_worker(Vm *vm, MpCore *core)
{
    WorkerStart *start = heap_new(vm, sizeof *start);
    *start = (WorkerStart){object_keep(core),
                           {value_keep(core->initializer), value_keep(core->initargs)}};
    Text name = {0};
    text_addf(&name, "Thread-%u (worker)", ++threads_of(vm)->names);
    ProgramThread *thread =
        program_thread_start(vm, &(ThreadPlan){.body = worker_body,
                                               .argument = start,
                                               .name = text_string(&name),
                                               .cost = threads_of(vm)->cost_thread,
                                               .daemon = true});
    text_free(&name);
    if (!thread) {
        pool_worker_over(vm, start);
        return false;
    }
    return list_append(vm, core->workers, value_int(thread->thread.id));
}

bool mp_threads_fill(Vm *vm, MpCore *core)
{
    while (core->workers->count < core->most)
        if (!start_worker(vm, core)) return false;
    return true;
}

// ---- The class ----

bool mp_is_thread_pool(const Vm *vm, Value pool)
{
    return value_is_instance(vm, pool, threads_of(vm)->mp_thread_pool_type);
}

static bool thread_pool_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {
        "ThreadPool.__init__", "self, processes=None, initializer=None, initargs=", NULL,
        NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    Value all[] = {args[0], args[1], args[2], args[3], NONE};
    bool ok = mp_pool_begin(vm, self, all);
    if (!vm->halt) arguments_unbind(vm, &spec, args);
    return ok;
}

static const TypeSpec thread_pool_spec = {
    .name = "ThreadPool",
    .module = "multiprocessing.pool",
    .layout = LAYOUT_OTHER,
    .slots = {.init = thread_pool_init},
};

// The module inside multiprocessing that has both kinds of pools.
Module *mp_pool_module(Vm *vm)
{
    Module *package = module_import(vm, "multiprocessing");
    if (!package) return NULL;
    Module *module = module_new(vm, "multiprocessing.pool", NULL);
    Value pool = value_keep(dict_get_str(package->attributes, str_intern(vm, "Pool")));
    threads_of(vm)->mp_thread_pool_type =
        module_type(vm, module, &thread_pool_spec, (Type *)pool.object);
    module_set(vm, module, "Pool", pool);
    module_set(vm, package, "pool", value_keep(value_object(module)));
    return module;
}
