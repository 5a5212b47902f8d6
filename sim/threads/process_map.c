// process_map.c -- ProcessPoolExecutor.map: jobs in chunks, and their results one by one.

#include "threads/process_pool.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"

// Walks the lists that another iterator gives.
typedef struct Chain {
    Object object;
    Value lists; // an iterator
    List *list;  // the present one, or NULL
    uint32_t at;
} Chain;

static void chain_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Chain *)self)->list);
    value_clear(vm, &((Chain *)self)->lists);
}

static bool chain_next(Vm *vm, Value self, Value *result)
{
    Chain *chain = (Chain *)self.object;
    while (!chain->list || chain->at == chain->list->count) {
        Value next;
        object_drop(vm, chain->list);
        chain->list = NULL;
        if (!value_next(vm, chain->lists, &next)) return false;
        if (value_is_unset(next)) {
            *result = UNSET;
            return true;
        }
        chain->list = LIST(next);
        chain->at = 0;
    }
    *result = value_keep(chain->list->items[chain->at++]);
    return true;
}

static const TypeSpec chain_spec = {
    .name = "generator",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Chain),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = chain_release,
              .iter = iterator_iter,
              .next = chain_next},
};

void process_map_init(Vm *vm)
{
    threads_of(vm)->chain_type = type_new(vm, &chain_spec, NULL);
}

// [function(*row) for row in rows], in a worker.
static bool process_chunk(Vm *vm, Value *args, Value *result)
{
    const Tuple *rows = TUPLE(args[1]);
    List *list = list_new(vm);
    for (uint32_t i = 0; i < rows->count; i++) {
        Value value;
        if (!call_packed(vm, args[0], rows->items[i], UNSET, &value) ||
            !list_take(vm, list, value)) {
            object_drop(vm, list);
            return false;
        }
    }
    *result = value_object(list);
    return true;
}

static const NativeSpec chunk_spec = {"_process_chunk", "fn, chunk", process_chunk,
                                      NATIVE_PYTHON};

// partial(_process_chunk, function).
static bool chunk_function(Vm *vm, Value function, Value *result)
{
    if (!module_import(vm, "functools")) return false;
    Value arguments[] = {native_new(vm, &chunk_spec, NULL, "concurrent.futures.process"),
                         function};
    bool ok = call(vm, value_object(vm->types.partial), arguments, 2, result);
    value_drop(vm, arguments[0]);
    return ok;
}

// The rows of zip(*iterables) in tuples of [size].
static bool make_chunks(Vm *vm, Value iterables, int64_t size, Value *result)
{
    Value rows, all;
    if (!call_packed(vm, value_object(vm->types.zip), iterables, UNSET, &rows))
        return false;
    bool ok = list_from_iterable(vm, rows, &all);
    value_drop(vm, rows);
    if (!ok) return false;
    List *chunks = list_new(vm);
    for (int64_t at = 0; ok && at < LIST(all)->count; at += size) {
        int64_t count = LIST(all)->count - at;
        if (count > size) count = size;
        ok = list_take(vm, chunks, tuple_of(vm, LIST(all)->items + at, (int)count));
    }
    value_drop(vm, all);
    if (ok)
        *result = value_object(chunks);
    else
        object_drop(vm, chunks);
    return ok;
}

// args: self, fn, iterables, timeout, chunksize.
bool process_pool_map(Vm *vm, Value *args, Value *result)
{
    enum { SELF, FUNCTION, ITERABLES, TIMEOUT, CHUNK_SIZE };
    int64_t size;
    Value function, chunks, lists;
    if (!arg_int(vm, args[CHUNK_SIZE], &size)) return false;
    if (size < 1) return raise_error(vm, VALUE_ERROR, "chunksize must be >= 1.");
    if (!chunk_function(vm, args[FUNCTION], &function)) return false;
    bool ok = make_chunks(vm, args[ITERABLES], size, &chunks);
    if (ok) {
        Value only = tuple_of(vm, &chunks, 1);
        ok = executor_map(vm, args[SELF], function, only, args[TIMEOUT], &lists);
        if (vm->halt) return false;
        value_drop(vm, only);
        value_drop(vm, chunks);
    }
    value_drop(vm, function);
    if (!ok) return false;
    Chain *chain = object_new(vm, threads_of(vm)->chain_type);
    chain->lists = lists;
    *result = value_object(chain);
    return true;
}
