// contextlib_stacks.c -- ExitStack and AsyncExitStack: managers entered one by one and left
// in the opposite order, as nested with statements would leave them.

#include "vm/copying.h"
#include "vm/modules/contextlib.h"

typedef struct ExitStack {
    Object object;
    List *callbacks; // tuples as ENTRY_ says, the first to be called last
} ExitStack;

#define STACK(value) ((ExitStack *)(value).object)

// The parts of an entry. A callback's own arguments are UNSET if it is called with the
// exception's details instead.
enum { ENTRY_IS_SYNC, ENTRY_CALLABLE, ENTRY_ARGUMENTS, ENTRY_KEYWORDS, ENTRY_PARTS };

// -- Filling -----------------------------------------------------------------------

static bool stack_push(Vm *vm, ExitStack *stack, bool is_sync, Value callable,
                       Value arguments, Value keywords)
{
    const Value parts[ENTRY_PARTS] = {value_bool(is_sync), callable, arguments, keywords};
    return list_take(vm, stack->callbacks, tuple_of(vm, parts, ENTRY_PARTS));
}

static bool stack_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ExitStack *stack = object_new(vm, type);
    stack->callbacks = list_new(vm);
    *result = value_object(stack);
    return true;
}

static bool stack_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"_BaseExitStack.__init__", "", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    (void)self;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    arguments_unbind(vm, &spec, args);
    return true;
}

static void stack_copy(Copying *copying, Object *copy)
{
    copying_object(copying, &((ExitStack *)copy)->callbacks);
}

static void stack_release(Vm *vm, Object *self)
{
    object_drop(vm, ((ExitStack *)self)->callbacks);
}

// The bound special methods of a manager; a TypeError if it is none.
static bool manager_methods(Vm *vm, Value manager, bool async, Value *enter, Value *exit)
{
    Str *enter_name = async ? vm->names.aenter : vm->names.enter;
    Str *exit_name = async ? vm->names.aexit : vm->names.exit;
    *enter = *exit = UNSET;
    if (!value_special(vm, manager, enter_name, enter)) return false;
    if (value_special(vm, manager, exit_name, exit) && !value_is_unset(*enter) &&
        !value_is_unset(*exit))
        return true;
    if (value_is_unset(vm->raised)) {
        Type *type = value_type(vm, manager);
        Value module = type_lookup(vm, type, vm->names.module);
        raise_error(vm, TYPE_ERROR,
                    "'%s.%s' object does not support the %scontext manager protocol",
                    value_is_str(module) ? STR(module)->bytes : type->module,
                    type->qualified_name->bytes, async ? "asynchronous " : "");
    }
    value_clear(vm, enter);
    value_clear(vm, exit);
    return false;
}

static bool stack_enter_context(Vm *vm, Value *args, Value *result)
{
    Value enter, exit;
    if (!manager_methods(vm, args[1], false, &enter, &exit)) return false;
    bool good = call(vm, enter, NULL, 0, result);
    if (good && !stack_push(vm, STACK(args[0]), true, exit, UNSET, UNSET)) {
        value_drop(vm, *result);
        good = false;
    }
    value_drop(vm, enter);
    value_drop(vm, exit);
    return good;
}

// push(exit): a manager whose __exit__ is meant, or the function itself.
static bool push_exit(Vm *vm, Value *args, Str *name, bool is_sync, Value *result)
{
    Value exit = UNSET;
    if (!value_special(vm, args[1], name, &exit)) return false;
    if (value_is_unset(exit)) exit = value_keep(args[1]);
    bool good = stack_push(vm, STACK(args[0]), is_sync, exit, UNSET, UNSET);
    value_drop(vm, exit);
    *result = value_keep(args[1]);
    return good;
}

static bool stack_push_method(Vm *vm, Value *args, Value *result)
{
    return push_exit(vm, args, vm->names.exit, true, result);
}

static bool stack_push_async_exit(Vm *vm, Value *args, Value *result)
{
    return push_exit(vm, args, vm->names.aexit, false, result);
}

static bool stack_callback(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(args[1]);
    return stack_push(vm, STACK(args[0]), true, args[1], args[2], args[3]);
}

static bool stack_push_async_callback(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(args[1]);
    return stack_push(vm, STACK(args[0]), false, args[1], args[2], args[3]);
}

static bool stack_pop_all(Vm *vm, Value *args, Value *result)
{
    Value other = UNSET, class = value_object(args[0].object->type);
    if (!call(vm, class, NULL, 0, &other)) return false;
    List *moved = STACK(args[0])->callbacks;
    STACK(args[0])->callbacks = STACK(other)->callbacks;
    STACK(other)->callbacks = moved;
    *result = other;
    return true;
}

// -- Leaving -----------------------------------------------------------------------

// The last entry, taken out and owned; UNSET when the stack is empty.
static Value take_last(Vm *vm, Value self)
{
    List *callbacks = STACK(self)->callbacks;
    if (callbacks->count == 0) return UNSET;
    return list_remove_at(vm, callbacks, callbacks->count - 1);
}

// Calls an entry: with [exception]'s details (UNSET: Nones), or with its own arguments.
static bool call_entry(Vm *vm, const Tuple *entry, Value exception, Value *result)
{
    Value callable = entry->items[ENTRY_CALLABLE];
    if (value_is_unset(entry->items[ENTRY_ARGUMENTS]))
        return contextlib_call_exit(vm, callable, exception, false, result);
    const Tuple *positional = TUPLE(entry->items[ENTRY_ARGUMENTS]);
    const Dict *named = DICT(entry->items[ENTRY_KEYWORDS]);
    Tuple *names = tuple_new(vm, (int)named->count);
    Tuple *values = tuple_new(vm, (int)(positional->count + named->count));
    for (uint32_t i = 0; i < positional->count; i++)
        values->items[i] = value_keep(positional->items[i]);
    uint32_t at = 0, i = 0;
    DictEntry *keyword;
    while (dict_next(named, &at, &keyword)) {
        names->items[i] = value_keep(keyword->key);
        values->items[positional->count + i++] = value_keep(keyword->value);
    }
    Arguments arguments = {values->items, (int)positional->count, names};
    bool good = call_with(vm, callable, &arguments, result);
    object_drop(vm, names);
    object_drop(vm, values);
    return good;
}

// True if what the entry returns says whether the exception is suppressed.
static bool entry_judges(const Tuple *entry)
{
    return value_is_unset(entry->items[ENTRY_ARGUMENTS]);
}

// A new exception out of a callback gets the one before it as the end of its contexts, as
// nested with statements would have given it; [outer] is what was handled around them.
static void fix_context(Vm *vm, Value raised, Value before, Value outer)
{
    for (Value at = raised;;) {
        Value context = EXCEPTION_OF(at)->context;
        if (!value_is_exception(context) || value_is(context, before)) return;
        if (value_is(context, outer)) {
            value_set(vm, &EXCEPTION_OF(at)->context, value_keep(before));
            return;
        }
        at = context;
    }
}

// What is known while a stack is left.
typedef struct Leaving {
    Value exception; // owned; UNSET if none (any more)
    Value outer;     // being handled around it; borrowed
    bool suppressed, pending;
} Leaving;

// Takes in what a callback did: [good] and its [answer], or the exception raised.
static bool take_answer(Vm *vm, Leaving *leaving, bool good, bool judges, Value answer)
{
    bool suppress = false;
    if (good && judges) good = value_truth(vm, answer, &suppress);
    if (good && suppress) {
        leaving->suppressed = true;
        leaving->pending = false;
        value_clear(vm, &leaving->exception);
    }
    if (good) return true;
    if (vm->halt != HALT_NONE) return false;
    Value raised = exception_take(vm);
    fix_context(vm, raised, leaving->exception, leaving->outer);
    leaving->pending = true;
    value_set(vm, &leaving->exception, raised);
    return true;
}

static bool stack_exit(Vm *vm, Value *args, Value *result)
{
    Leaving leaving = {.exception = value_is_none(args[2]) ? UNSET : value_keep(args[2]),
                       .outer = vm->handled};
    bool received = !value_is_unset(leaving.exception);
    Value entry;
    bool good = true;
    while (good && !value_is_unset(entry = take_last(vm, args[0]))) {
        Value answer = UNSET;
        bool called = call_entry(vm, TUPLE(entry), leaving.exception, &answer);
        good = take_answer(vm, &leaving, called, entry_judges(TUPLE(entry)), answer);
        value_drop(vm, answer);
        value_drop(vm, entry);
    }
    if (good && leaving.pending) return exception_restore(vm, leaving.exception);
    value_drop(vm, leaving.exception);
    *result = value_bool(received && leaving.suppressed);
    return good;
}

static bool stack_close(Vm *vm, Value *args, Value *result)
{
    Value all[] = {args[0], NONE, NONE, NONE};
    Value ignored = UNSET;
    *result = NONE;
    return stack_exit(vm, all, &ignored);
}

static bool stack_enter(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

// -- AsyncExitStack ----------------------------------------------------------------

// Values of __aexit__ and aclose().
enum { LEAVE_SELF, LEAVE_EXCEPTION, LEAVE_OUTER, LEAVE_ENTRY, LEAVE_VALUES };
// Bits of its state.
enum {
    LEAVE_BEGUN = 1,
    LEAVE_RECEIVED = 2,
    LEAVE_SUPPRESSED = 4,
    LEAVE_PENDING = 8,
    LEAVE_AWAITS = 16
};

// Applies take_answer() to the coroutine's values.
static bool async_answer(Vm *vm, NativeCoroutine *self, bool good, Value answer)
{
    Leaving leaving = {.exception = self->values[LEAVE_EXCEPTION],
                       .outer = self->values[LEAVE_OUTER],
                       .suppressed = self->state & LEAVE_SUPPRESSED,
                       .pending = self->state & LEAVE_PENDING};
    bool judges = entry_judges(TUPLE(self->values[LEAVE_ENTRY]));
    good = take_answer(vm, &leaving, good, judges, answer);
    self->values[LEAVE_EXCEPTION] = leaving.exception;
    self->state &= ~(uint32_t)(LEAVE_SUPPRESSED | LEAVE_PENDING | LEAVE_AWAITS);
    if (leaving.suppressed) self->state |= LEAVE_SUPPRESSED;
    if (leaving.pending) self->state |= LEAVE_PENDING;
    return good;
}

static Stop leave_ends(Vm *vm, NativeCoroutine *self, Value *result)
{
    if (self->state & LEAVE_PENDING)
        return contextlib_raises(vm, self->values[LEAVE_EXCEPTION]);
    bool received = self->state & LEAVE_RECEIVED;
    return contextlib_returns(value_bool(received && self->state & LEAVE_SUPPRESSED),
                              result);
}

// Calls one entry after the other until one has to be awaited.
static Stop leave_goes_on(Vm *vm, NativeCoroutine *self, Value *result)
{
    Value entry, answer;
    while (!value_is_unset(entry = take_last(vm, self->values[LEAVE_SELF]))) {
        value_set(vm, &self->values[LEAVE_ENTRY], entry);
        answer = UNSET;
        bool good = call_entry(vm, TUPLE(entry), self->values[LEAVE_EXCEPTION], &answer);
        if (good && !TUPLE(entry)->items[ENTRY_IS_SYNC].integer) {
            self->state |= LEAVE_AWAITS;
            Stop stop = native_await(vm, self, answer, result);
            value_drop(vm, answer);
            if (stop != STOP_RAISES) return stop;
            answer = UNSET;
            good = false;
        }
        good = async_answer(vm, self, good, answer);
        value_drop(vm, answer);
        if (!good) return STOP_RAISES;
    }
    return leave_ends(vm, self, result);
}

static Stop leave_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                       Value *result)
{
    bool failed = !value_is_unset(thrown);
    if (!(self->state & LEAVE_BEGUN)) {
        if (failed) return contextlib_raises(vm, thrown);
        self->state |= LEAVE_BEGUN;
        if (!value_is_unset(self->values[LEAVE_EXCEPTION])) self->state |= LEAVE_RECEIVED;
        value_set(vm, &self->values[LEAVE_OUTER], value_keep(vm->handled));
        return leave_goes_on(vm, self, result);
    }
    if (failed) exception_restore(vm, value_keep(thrown));
    if (!async_answer(vm, self, !failed, sent)) return STOP_RAISES;
    return leave_goes_on(vm, self, result);
}

static Stop aclose_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                        Value *result)
{
    Stop stop = leave_step(vm, self, sent, thrown, result);
    if (stop == STOP_RETURNS) *result = NONE;
    return stop;
}

// enter_async_context: values are the stack, the manager and its __aexit__.
static Stop enter_async_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                             Value *result)
{
    if (!value_is_unset(thrown)) return contextlib_raises(vm, thrown);
    if (self->state++) {
        if (!stack_push(vm, STACK(self->values[0]), false, self->values[2], UNSET, UNSET))
            return STOP_RAISES;
        return contextlib_returns(value_keep(sent), result);
    }
    Value enter, exit, awaitable = UNSET;
    if (!manager_methods(vm, self->values[1], true, &enter, &exit)) return STOP_RAISES;
    value_set(vm, &self->values[2], exit);
    bool good = call(vm, enter, NULL, 0, &awaitable);
    value_drop(vm, enter);
    if (!good) return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

static const NativeCoroutineSpec aexit_spec = {"__aexit__", "AsyncExitStack.__aexit__",
                                               leave_step, LEAVE_VALUES};
static const NativeCoroutineSpec aclose_spec = {"aclose", "AsyncExitStack.aclose",
                                                aclose_step, LEAVE_VALUES};
static const NativeCoroutineSpec aenter_spec = {"__aenter__", "AsyncExitStack.__aenter__",
                                                contextlib_return_step, 1};
static const NativeCoroutineSpec enter_async_spec = {
    "enter_async_context", "AsyncExitStack.enter_async_context", enter_async_step, 3};

static bool stack_aexit(Vm *vm, Value *args, Value *result)
{
    const Value values[] = {args[0], value_is_none(args[2]) ? UNSET : args[2]};
    *result = native_coroutine_new(vm, &aexit_spec, values, 2);
    return true;
}

static bool stack_aclose(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &aclose_spec, args, 1);
    return true;
}

static bool stack_aenter(Vm *vm, Value *args, Value *result)
{
    *result = contextlib_returning(vm, &aenter_spec, args[0]);
    return true;
}

static bool stack_enter_async(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &enter_async_spec, args, 2);
    return true;
}

static const NativeSpec base_methods[] = {
    {"pop_all", "self", stack_pop_all, NATIVE_PYTHON},
    {"push", "self, exit", stack_push_method, NATIVE_PYTHON},
    {"enter_context", "self, cm", stack_enter_context, NATIVE_PYTHON},
    {"callback", "self, callback, /, *args, **kwds", stack_callback, NATIVE_PYTHON},
    {0},
};

static const NativeSpec sync_methods[] = {
    {"__enter__", "self", stack_enter, NATIVE_PYTHON},
    {"__exit__", "self, typ=None, exc=None, tb=None", stack_exit, NATIVE_PYTHON},
    {"close", "self", stack_close, NATIVE_PYTHON},
    {0},
};

static const NativeSpec async_methods[] = {
    {"__aenter__", "self", stack_aenter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, typ=None, exc=None, tb=None", stack_aexit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {"aclose", "self", stack_aclose, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"enter_async_context", "self, cm", stack_enter_async,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {"push_async_exit", "self, exit", stack_push_async_exit, NATIVE_PYTHON},
    {"push_async_callback", "self, callback, /, *args, **kwds", stack_push_async_callback,
     NATIVE_PYTHON},
    {0},
};

static const TypeSpec base_spec = {
    .name = "_BaseExitStack",
    .module = "contextlib",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ExitStack),
    .slots = {.create = stack_create,
              .init = stack_init,
              .copy = stack_copy,
              .release = stack_release},
    .methods = base_methods,
    .has_attributes = true,
};

static const TypeSpec exit_stack_spec = {.name = "ExitStack",
                                         .module = "contextlib",
                                         .layout = LAYOUT_OTHER,
                                         .size = sizeof(ExitStack),
                                         .methods = sync_methods};
static const TypeSpec async_exit_stack_spec = {.name = "AsyncExitStack",
                                               .module = "contextlib",
                                               .layout = LAYOUT_OTHER,
                                               .size = sizeof(ExitStack),
                                               .methods = async_methods};

void contextlib_add_stacks(Vm *vm, Module *module)
{
    Type *base = type_new(vm, &base_spec, NULL);
    contextlib_type(vm, module, &exit_stack_spec, base);
    contextlib_type(vm, module, &async_exit_stack_spec, base);
}
