// base_futures.c -- the reprs of futures and tasks, as base_futures.py and base_tasks.py
// make them, and reprlib's short reprs of results.

#include "asyncio/base_futures.h"

#include "asyncio/executors.h"

#include "asyncio/tasks.h"
#include "vm/places.h"

#include <string.h>

// ---- reprlib ----

enum { MOST_LEVELS = 6, MOST_ITEMS = 6, MOST_PAIRS = 4, MOST_OTHER = 30, MOST_INT = 40 };

// Cuts what was added from [start] on to [most] characters, with "..." in the middle.
static void cut_middle(Text *text, size_t start, size_t most)
{
    size_t length = 0;
    for (size_t i = start; i < text->size; i++)
        length += (text->bytes[i] & 0xC0) != 0x80;
    if (length <= most) return;
    size_t head = (most - 3) / 2, tail = most - 3 - head;
    size_t at = start, seen = 0, head_end = start, tail_start = text->size;
    for (; at < text->size; at++) {
        if ((text->bytes[at] & 0xC0) == 0x80) continue;
        if (seen == head) head_end = at;
        if (seen == length - tail) tail_start = at;
        seen++;
    }
    Text rest = {0};
    text_add_bytes(&rest, text->bytes + tail_start, text->size - tail_start);
    text->size = head_end;
    text_add(text, "...");
    text_add_bytes(text, text_string(&rest), rest.size);
    text_free(&rest);
}

static bool add_short(Vm *vm, Text *text, Value v, int level);

static bool add_short_str(Vm *vm, Text *text, Value v)
{
    Value head;
    Value slice = slice_new(vm, NONE, value_int(MOST_OTHER), NONE);
    bool ok = value_get_item(vm, v, slice, &head);
    value_drop(vm, slice);
    if (!ok) return false;
    size_t start = text->size;
    str_add_repr(text, STR(head));
    value_drop(vm, head);
    size_t length = 0;
    for (size_t i = start; i < text->size; i++)
        length += (text->bytes[i] & 0xC0) != 0x80;
    if (length <= MOST_OTHER) return true;
    // Too long: the repr of its two ends, cut again.
    text->size = start;
    str_add_repr(text, STR(v));
    cut_middle(text, start, MOST_OTHER);
    return true;
}

static bool add_short_items(Vm *vm, Text *text, const Value *items, uint32_t count,
                            int level)
{
    if (level <= 0 && count) {
        text_add(text, "...");
        return true;
    }
    for (uint32_t i = 0; i < count && i < MOST_ITEMS; i++) {
        if (i) text_add(text, ", ");
        if (!add_short(vm, text, items[i], level - 1)) return false;
    }
    if (count > MOST_ITEMS) text_add(text, ", ...");
    return true;
}

static bool add_short_dict(Vm *vm, Text *text, Dict *dict, int level)
{
    if (dict->count && level <= 0) {
        text_add(text, "{...}");
        return true;
    }
    Value keys;
    if (!list_from_iterable(vm, value_object(dict), &keys)) return false;
    if (!list_sort(vm, LIST(keys), NONE, false)) { // keys that cannot be compared
        if (vm->halt) return false;
        value_drop(vm, exception_take(vm));
        value_drop(vm, keys);
        if (!list_from_iterable(vm, value_object(dict), &keys)) return false;
    }
    text_add_char(text, '{');
    bool ok = true;
    for (uint32_t i = 0; ok && i < LIST(keys)->count && i < MOST_PAIRS; i++) {
        if (i) text_add(text, ", ");
        Value value = UNSET;
        ok = add_short(vm, text, LIST(keys)->items[i], level - 1);
        text_add(text, ": ");
        ok = ok && dict_get(vm, dict, LIST(keys)->items[i], &value);
        ok = ok && !value_is_unset(value) && add_short(vm, text, value, level - 1);
    }
    if (dict->count > MOST_PAIRS) text_add(text, ", ...");
    text_add_char(text, '}');
    value_drop(vm, keys);
    return ok;
}

static bool add_short_other(Vm *vm, Text *text, Value v)
{
    size_t start = text->size;
    if (!text_add_repr(vm, text, v)) {
        if (vm->halt || !exception_is_raised(vm, EXCEPTION)) return false;
        value_drop(vm, exception_take(vm));
        text->size = start;
        text_addf(text, "<%s instance at 0x%llx>", value_short_type_name(vm, v),
                  (unsigned long long)value_id(vm, v));
    }
    cut_middle(text, start, MOST_OTHER);
    return true;
}

static bool add_short(Vm *vm, Text *text, Value v, int level)
{
    if (v.kind == VALUE_INT) {
        text_add_int(text, v.integer);
        return true;
    }
    if (v.kind != VALUE_OBJECT) return add_short_other(vm, text, v);
    Type *type = v.object->type;
    if (type == vm->types.str) return add_short_str(vm, text, v);
    if (type == vm->types.list) {
        text_add_char(text, '[');
        bool ok = add_short_items(vm, text, LIST(v)->items, LIST(v)->count, level);
        text_add_char(text, ']');
        return ok;
    }
    if (type == vm->types.tuple) {
        text_add_char(text, '(');
        bool ok = add_short_items(vm, text, TUPLE(v)->items, TUPLE(v)->count, level);
        text_add(text, TUPLE(v)->count == 1 ? ",)" : ")");
        return ok;
    }
    if (type == vm->types.dict) return add_short_dict(vm, text, DICT(v), level);
    return add_short_other(vm, text, v);
}

bool text_add_short_repr(Vm *vm, Text *text, Value v)
{
    return add_short(vm, text, v, MOST_LEVELS);
}

// ---- Callbacks ----

bool callable_add_name(Vm *vm, Text *text, Value callable)
{
    Str *const names[] = {vm->names.qualname, vm->names.name};
    for (int i = 0; i < 2; i++) {
        Value name;
        if (!value_find_attribute(vm, callable, names[i], &name)) return false;
        bool is_name = value_is_str(name) && STR(name)->size;
        if (is_name) text_add_bytes(text, STR(name)->bytes, STR(name)->size);
        value_drop(vm, name);
        if (is_name) return true;
    }
    return text_add_repr(vm, text, callable);
}

static bool is_function_or_method(Value v)
{
    return value_has_layout(v, LAYOUT_FUNCTION) || value_has_layout(v, LAYOUT_NATIVE) ||
           value_has_layout(v, LAYOUT_METHOD);
}

// What a functools.partial calls: an owned value, UNSET if [v] is none.
static Value partial_function(Vm *vm, Value v)
{
    Value function = UNSET;
    bool is_partial = v.kind == VALUE_OBJECT && v.object->type == vm->types.partial;
    if (is_partial &&
        !value_find_attribute(vm, v, str_intern_bytes(vm, "func", 4), &function))
        value_drop(vm, exception_take(vm));
    return function;
}

void callable_add_trace_name(Vm *vm, Text *text, Value callable)
{
    Value inner = partial_function(vm, callable);
    if (!value_is_unset(inner)) {
        callable_add_trace_name(vm, text, inner);
        value_drop(vm, inner);
    } else if (value_has_layout(callable, LAYOUT_TYPE)) {
        text_add(text, type_name((const Type *)callable.object));
    } else if (!is_function_or_method(callable)) {
        text_add(text, value_type_name(vm, callable));
    } else if (!callable_add_name(vm, text, callable)) {
        value_drop(vm, exception_take(vm));
        text_add(text, value_type_name(vm, callable));
    }
}

// _format_args_and_kwargs()
static bool add_arguments(Vm *vm, Text *text, Value arguments)
{
    bool ok = true;
    const Tuple *tuple = value_is_unset(arguments) ? NULL : TUPLE(arguments);
    text_add_char(text, '(');
    for (uint32_t i = 0; ok && tuple && i < tuple->count; i++) {
        if (i) text_add(text, ", ");
        ok = text_add_short_repr(vm, text, tuple->items[i]);
    }
    text_add_char(text, ')');
    return ok;
}

bool callback_add_name(Vm *vm, Text *text, CallbackKind kind, Value callable,
                       Value arguments)
{
    static const char *const names[][2] = {
#define X(name, text, source) {text, source},
        CALLBACKS(X)
#undef X
    };
    if (kind != CALLBACK_CALL && kind != CALLBACK_HANDLE) {
        text_addf(text, "%s()%s", names[kind][0], names[kind][1]);
        return true;
    }
    if (!callable_add_name(vm, text, callable) || !add_arguments(vm, text, arguments))
        return false;
    const char *file;
    uint32_t line;
    if (callable_place(callable, &file, &line) ||
        chain_callback_place(vm, callable, &file, &line))
        text_addf(text, " at %s:%u", file, line);
    return true;
}

static bool add_callback_at(Vm *vm, Text *text, const Future *future, uint32_t index)
{
    Object *target;
    CallbackKind kind = future_callback_at(future, index, &target);
    Value callable =
        kind == CALLBACK_CALL ? callback_callable(vm, target) : value_object(target);
    return callback_add_name(vm, text, kind, callable, UNSET);
}

static bool add_callbacks(Vm *vm, Text *text, const Future *future)
{
    uint32_t count = future_callback_count(future);
    if (!count) return true;
    text_add(text, " cb=[");
    bool ok = add_callback_at(vm, text, future, 0);
    if (count > 2) text_addf(text, ", <%u more>", count - 2);
    if (ok && count > 1) {
        text_add(text, ", ");
        ok = add_callback_at(vm, text, future, count - 1);
    }
    text_add_char(text, ']');
    return ok;
}

// ---- Futures ----

static const char *const state_words[] = {"pending", "cancelled", "finished"};

// " result=..." or " exception=..." of a finished future, then its callbacks.
static bool add_outcome(Vm *vm, Text *text, const Future *future)
{
    bool ok = true;
    if (future->state == FUTURE_FINISHED) {
        bool failed = future->flags & FUTURE_FAILED;
        text_add(text, failed ? " exception=" : " result=");
        ok = failed ? text_add_repr(vm, text, future->result)
                    : text_add_short_repr(vm, text, future->result);
    }
    if (!ok || !add_callbacks(vm, text, future)) return false;
    if (future->rare) made_add(&future->rare->made, text);
    return true;
}

// Ends a repr: the str, or nothing with the exception left as it is.
static bool finish(Vm *vm, Text *text, bool ok, Value *result)
{
    if (ok) return str_from_text(vm, text, result);
    text_free(text);
    return false;
}

bool future_repr(Vm *vm, Value self, Value *result)
{
    if (repr_enter(vm, self)) {
        *result = str_from(vm, "...");
        return true;
    }
    Future *future = FUTURE(self);
    Text text = {0};
    text_addf(&text, "<%s %s", value_short_type_name(vm, self),
              state_words[future->state]);
    bool ok = add_outcome(vm, &text, future);
    text_add_char(&text, '>');
    repr_leave(vm, self);
    return finish(vm, &text, ok, result);
}

// ---- Tasks ----

// sleep() has no line in the program: it says its lines in CPython.
static bool add_sleep(Text *text, const Sleep *sleep)
{
    SleepState state = (SleepState)(sleep->sleeper & SLEEP_STATE_BITS);
    if (state == SLEEP_OVER)
        text_add(text, "sleep() done, defined at tasks.py:703");
    else
        text_addf(text, "sleep() running at tasks.py:%d",
                  state == SLEEP_NEW       ? 703
                  : state == SLEEP_YIELDED ? 706
                                           : 718);
    return true;
}

static bool add_coroutine(Vm *vm, Text *text, Value coroutine)
{
    if (value_is_sleep(vm, coroutine)) return add_sleep(text, (Sleep *)coroutine.object);
    if (!value_is_coroutine(coroutine)) {
        text_addf(text, "<%s without __name__>()", value_short_type_name(vm, coroutine));
        return true;
    }
    const char *file;
    uint32_t line;
    bool done;
    text_addf(text, "%s()", coroutine_qualified_name(coroutine));
    if (coroutine_place(vm, coroutine, &file, &line, &done))
        text_addf(text, done ? " done, defined at %s:%u" : " running at %s:%u", file,
                  line);
    return true;
}

// What a task waits for: a sleep looks like the future that CPython's sleep() waits for.
static bool add_waiter(Vm *vm, Text *text, Value waiter)
{
    if (!value_is_sleep(vm, waiter)) return text_add_repr(vm, text, waiter);
    switch (((Sleep *)waiter.object)->sleeper & SLEEP_STATE_BITS) {
    case SLEEP_WAITS: text_add(text, "<Future pending cb=[Task.task_wakeup()]>"); break;
    case SLEEP_CANCELLED: text_add(text, "<Future cancelled>"); break;
    default: text_add(text, "<Future finished result=None>"); break;
    }
    return true;
}

static bool add_task(Vm *vm, Text *text, Task *task)
{
    Future *future = &task->future;
    bool pending = !future_is_done(future);
    text_addf(text, " %s name=",
              pending && future->cancels ? "cancelling" : state_words[future->state]);
    Value name = task_name(vm, task);
    str_add_repr(text, STR(name));
    value_drop(vm, name);
    if (task->coroutine) {
        text_add(text, " coro=<");
        if (!add_coroutine(vm, text, value_object(task->coroutine))) return false;
        text_add_char(text, '>');
    }
    if (pending && !value_is_unset(future->result)) {
        text_add(text, " wait_for=");
        if (!add_waiter(vm, text, future->result)) return false;
    }
    return add_outcome(vm, text, future);
}

bool task_repr(Vm *vm, Value self, Value *result)
{
    if (repr_enter(vm, self)) {
        *result = str_from(vm, "...");
        return true;
    }
    Text text = {0};
    text_addf(&text, "<%s", value_short_type_name(vm, self));
    bool ok = add_task(vm, &text, TASK(self));
    text_add_char(&text, '>');
    repr_leave(vm, self);
    return finish(vm, &text, ok, result);
}
