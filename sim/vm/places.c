// places.c -- lines of functions and coroutines.

#include "vm/places.h"

#include "vm/operators.h"
#include "vm/private.h"
#include "vm/strings.h"

enum { ITEMS_SEARCHED = 1000, SEARCHES_MOST = 3 };

static uint32_t line_of(const Code *code, uint32_t instruction)
{
    if (instruction >= code->count) return code->first_line;
    return (uint32_t)code_line(code, instruction);
}

bool callable_place(Value callable, const char **file, uint32_t *line)
{
    if (!value_has_layout(callable, LAYOUT_FUNCTION)) return false;
    const Code *code = ((FunctionObject *)callable.object)->code->code;
    *file = code_file(code);
    *line = code->first_line;
    return true;
}

bool running_place(const Vm *vm, const char **file, uint32_t *line)
{
    const Frame *frame = vm->frame;
    while (frame && frame->code->code->flags & CODE_LIBRARY)
        frame = frame->back;
    if (!frame) return false;
    const RunCode *run = frame->code;
    *file = code_file(run->code);
    *line = line_of(run->code, (uint32_t)(frame->ip - run->instructions));
    return true;
}

TraceEntry *running_stack(Vm *vm)
{
    TraceEntry *stack = NULL;
    for (const Frame *frame = vm->frame; frame; frame = frame->back) {
        const Code *code = frame->code->code;
        if (code->flags & CODE_LIBRARY) continue;
        // A comprehension counts as the function around it, as in exception_add_trace().
        if (stack && stack->function->flags & CODE_COMPREHENSION) {
            stack->function = code;
            continue;
        }
        TraceEntry *entry = object_new(vm, vm->types.traceback);
        entry->next = stack;
        entry->code = entry->function = code;
        entry->at = (uint32_t)(frame->ip - frame->code->instructions);
        stack = entry;
    }
    return stack;
}

bool await_place(const Vm *vm, AwaitPlace *place)
{
    const Frame *inner = vm->frame, *outer = inner ? inner->back : NULL;
    if (!outer || !inner->coroutine || !outer->coroutine || !inner->is_awaited)
        return false;
    const RunCode *run = outer->code;
    *place = (AwaitPlace){
        .coroutine = &inner->coroutine->object,
        .awaiting = &outer->coroutine->object,
        .code = inner->code->code,
        .awaiter = run->code,
        .line = line_of(run->code, (uint32_t)(outer->ip - run->instructions)),
    };
    return true;
}

bool coroutine_place(const Vm *vm, Value value, const char **file, uint32_t *line,
                     bool *done)
{
    if (!value_has_layout(value, LAYOUT_COROUTINE)) return false;
    CoroutineObject *coroutine = (CoroutineObject *)value.object;
    const Code *code = coroutine_code(coroutine)->code;
    *file = code_file(code);
    *line = code->first_line;
    *done = coroutine->state == COROUTINE_DONE;
    if (coroutine->state == COROUTINE_YIELDED || coroutine->state == COROUTINE_AWAITS)
        *line = line_of(code, coroutine->at);
    if (coroutine->state != COROUTINE_RUNNING) return true;
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        if (frame->coroutine == coroutine)
            *line = line_of(code, (uint32_t)(frame->ip - frame->code->instructions));
    return true;
}

// ---- What is being handled ----

static bool leads_to(Vm *vm, Value exception, ExceptionKind kind)
{
    while (value_is_exception(exception)) {
        if (exception_is(vm, exception, kind)) return true;
        exception = EXCEPTION_OF(exception)->context;
    }
    return false;
}

bool coroutine_is_handling(Vm *vm, Value value, ExceptionKind kind)
{
    for (;;) {
        if (value_has_layout(value, LAYOUT_NATIVE_COROUTINE)) {
            value = ((NativeCoroutine *)value.object)->awaiting;
            continue;
        }
        if (value_has_layout(value, LAYOUT_ASYNC_SEND)) {
            value = value_object(((AsyncSend *)value.object)->generator);
            continue;
        }
        if (!value_has_layout(value, LAYOUT_COROUTINE)) return false;
        CoroutineObject *coroutine = (CoroutineObject *)value.object;
        Value handled = coroutine_handled(coroutine);
        if (!value_is_unset(handled) && leads_to(vm, handled, kind)) return true;
        if (coroutine->state != COROUTINE_AWAITS || !coroutine->depth) return false;
        int locals = coroutine_code(coroutine)->code->local_count;
        value = coroutine->values[locals + coroutine->depth - 1];
    }
}

uint32_t exception_line(Value exception)
{
    if (!value_is_exception(exception)) return 0;
    const TraceEntry *entry = EXCEPTION_OF(exception)->traceback;
    if (!entry) return 0;
    while (entry->next)
        entry = entry->next;
    return (uint32_t)code_line(entry->code, entry->at);
}

// ---- Names of objects ----

static bool is_it(Value v, const Object *object)
{
    return v.kind == VALUE_OBJECT && v.object == object;
}

// Adds ".attribute" if an attribute of [holder] is the object.
static bool in_attributes(Value holder, const Object *object, Text *out)
{
    Dict *attributes = object_attributes(holder.object);
    uint32_t at = 0;
    DictEntry *entry;
    while (attributes && dict_next(attributes, &at, &entry)) {
        if (!is_it(entry->value, object) || !value_is_str(entry->key)) continue;
        text_addf(out, ".%s", STR(entry->key)->bytes);
        return true;
    }
    return false;
}

// Adds "[index]" or "['key']" if an item of [holder] is the object.
static bool in_items(Value holder, const Object *object, Text *out)
{
    const Value *items = NULL;
    uint32_t count = 0, at = 0;
    if (value_is_list(holder)) {
        items = LIST(holder)->items;
        count = LIST(holder)->count;
    } else if (value_is_tuple(holder)) {
        items = TUPLE(holder)->items;
        count = TUPLE(holder)->count;
    }
    for (uint32_t i = 0; i < count && i < ITEMS_SEARCHED; i++) {
        if (!is_it(items[i], object)) continue;
        text_addf(out, "[%u]", i);
        return true;
    }
    DictEntry *entry;
    while (value_is_dict(holder) && at < ITEMS_SEARCHED &&
           dict_next(DICT(holder), &at, &entry)) {
        if (!is_it(entry->value, object)) continue;
        text_add_char(out, '[');
        if (value_is_str(entry->key))
            str_add_repr(out, STR(entry->key));
        else if (value_is_int(entry->key))
            text_add_int(out, entry->key.integer);
        else
            text_add(out, "...");
        text_add_char(out, ']');
        return true;
    }
    return false;
}

// Adds the name if the variable holds the object, itself or one step away.
static bool in_variable(const Str *name, Value v, const Object *object, Text *out)
{
    size_t size = out->size;
    if (v.kind != VALUE_OBJECT) return false;
    if (value_has_layout(v, LAYOUT_CELL)) v = ((Cell *)v.object)->value;
    if (v.kind != VALUE_OBJECT) return false;
    text_add_bytes(out, name->bytes, name->size);
    if (v.object == object || in_items(v, object, out)) return true;
    Layout layout = v.object->type->layout;
    bool has_own = !(v.object->type->flags & TYPE_NATIVE) && layout != LAYOUT_TYPE;
    if (has_own && in_attributes(v, object, out)) return true;
    out->size = size;
    return false;
}

static bool in_locals(const RunCode *run, const Value *locals, const Object *object,
                      Text *out)
{
    for (int i = 0; i < run->code->local_count; i++)
        if (in_variable(run->locals[i], locals[i], object, out)) return true;
    return false;
}

static bool variable_of(Vm *vm, const Object *object, Text *out)
{
    uint32_t at = 0;
    DictEntry *entry;
    while (vm->globals && dict_next(vm->globals, &at, &entry))
        if (value_is_str(entry->key) &&
            in_variable(STR(entry->key), entry->value, object, out))
            return true;
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        if (!frame->namespace_ && in_locals(frame->code, frame->locals, object, out))
            return true;
    return false;
}

const char *variable_name(Vm *vm, const Object *object, uint8_t *searched)
{
    if (*searched >= SEARCHES_MOST) return NULL;
    ++*searched;
    Text text = {0};
    const char *name = NULL;
    if (variable_of(vm, object, &text)) name = str_intern(vm, text_string(&text))->bytes;
    text_free(&text);
    return name;
}
