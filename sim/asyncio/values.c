// values.c -- small things that all of asyncio's files need.

#include "asyncio/values.h"

#include "vm/private.h"

enum { PLAIN_DEPTH = 4, PLAIN_ITEMS = 100 };

bool not_simulated(Vm *vm, const char *what)
{
    return raise_error(vm, RUNTIME_ERROR, "%s are not simulated yet", what);
}

bool context_argument(Vm *vm, Value given, VarContext **context)
{
    *context = NULL;
    if (value_is_unset(given) || value_is_none(given)) {
        *context = context_share(vm);
        return true;
    }
    if (!value_is_context(vm, given))
        return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute 'run'",
                           value_type_name(vm, given));
    *context = object_keep(CONTEXT(given));
    return true;
}

bool value_is_coroutine_function(Value v)
{
    if (value_has_layout(v, LAYOUT_METHOD)) v = ((Method *)v.object)->function;
    if (value_has_layout(v, LAYOUT_NATIVE))
        return native_spec(v)->flags & NATIVE_COROUTINE;
    return value_has_layout(v, LAYOUT_FUNCTION) &&
           ((FunctionObject *)v.object)->code->code->flags & CODE_COROUTINE;
}

// ---- Values in the trace ----

static bool is_plain(const Vm *vm, Value v, int depth);

static bool are_plain(const Vm *vm, const Value *items, uint32_t count, int depth)
{
    if (count > PLAIN_ITEMS) count = PLAIN_ITEMS; // what comes after is cut off anyway
    for (uint32_t i = 0; i < count; i++)
        if (!is_plain(vm, items[i], depth)) return false;
    return true;
}

// True if making its repr cannot run anything of the program.
static bool is_plain(const Vm *vm, Value v, int depth)
{
    if (v.kind != VALUE_OBJECT) return true;
    const Type *type = v.object->type;
    if (type == vm->types.str || type == vm->types.range || type == vm->types.function)
        return true;
    if (depth == 0) return false;
    if (type == vm->types.list)
        return LIST(v)->count <= PLAIN_ITEMS &&
               are_plain(vm, LIST(v)->items, LIST(v)->count, depth - 1);
    if (type == vm->types.tuple)
        return TUPLE(v)->count <= PLAIN_ITEMS &&
               are_plain(vm, TUPLE(v)->items, TUPLE(v)->count, depth - 1);
    if (type != vm->types.dict || DICT(v)->count > PLAIN_ITEMS) return false;
    uint32_t at = 0;
    DictEntry *entry;
    while (dict_next(DICT(v), &at, &entry))
        if (!is_plain(vm, entry->key, depth - 1) ||
            !is_plain(vm, entry->value, depth - 1))
            return false;
    return true;
}

static void cut(Text *text, size_t start, size_t most)
{
    size_t length = 0;
    for (size_t i = start; i < text->size; i++) {
        if ((text->bytes[i] & 0xC0) == 0x80) continue;
        if (length++ < most) continue;
        text->size = i;
        text->bytes[i] = 0;
        return;
    }
}

// The items of a list too long or too deep to show whole.
static void add_count(Text *text, const char *name, uint32_t count)
{
    text_addf(text, "<%s of %u>", name, count);
}

static void add_exception(Vm *vm, Text *text, Value v)
{
    const Exception *exception = EXCEPTION_OF(v);
    const Tuple *args = value_is_tuple(exception->args) ? TUPLE(exception->args) : NULL;
    text_add(text, type_name(v.object->type));
    if (!args || !args->count) return;
    Value first = args->items[0];
    if (args->count == 1 && value_is_str(first)) {
        bool quoted = exception_is(vm, v, KEY_ERROR);
        text_add(text, ": ");
        if (quoted)
            str_add_repr(text, STR(first));
        else
            text_add_bytes(text, STR(first)->bytes, STR(first)->size);
        return;
    }
    if (!are_plain(vm, args->items, args->count, PLAIN_DEPTH)) return;
    text_add(text, ": ");
    if (args->count == 1)
        text_add_repr(vm, text, first);
    else
        text_add_repr(vm, text, exception->args);
}

void text_add_trace_value(Vm *vm, Text *text, Value v)
{
    size_t start = text->size;
    if (value_is_exception(v))
        add_exception(vm, text, v);
    else if (is_plain(vm, v, PLAIN_DEPTH))
        text_add_repr(vm, text, v);
    else if (v.object->type == vm->types.list)
        add_count(text, "list", LIST(v)->count);
    else if (v.object->type == vm->types.tuple)
        add_count(text, "tuple", TUPLE(v)->count);
    else if (v.object->type == vm->types.dict)
        add_count(text, "dict", DICT(v)->count);
    else
        text_addf(text, "<%s object>", value_short_type_name(vm, v));
    cut(text, start, TRACE_VALUE_LONGEST);
}

TraceText trace_value_text(Vm *vm, Value v)
{
    // What most coroutines return.
    TraceText *none = &asyncio_of(vm)->trace_none;
    if (value_is_none(v) && *none) return *none;
    Text text = {0};
    text_add_trace_value(vm, &text, v);
    TraceText stored = trace_text(vm->trace, text_string(&text), text.size);
    text_free(&text);
    if (value_is_none(v)) *none = stored;
    return stored;
}

bool call_and_drop(Vm *vm, Value callable, const Value *values, int count)
{
    Value result;
    if (!call(vm, callable, values, count, &result)) return false;
    value_drop(vm, result);
    return true;
}
