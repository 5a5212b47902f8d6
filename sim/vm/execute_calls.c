// execute_calls.c -- calls that are not a function or a builtin with values by position.

#include "base/arena.h"
#include "vm/execute.h"
#include "vm/operators.h"
#include "vm/quick_calls.h"

#include <stdlib.h>
#include <string.h>

// -- Calls -------------------------------------------------------------------------

// The plain function __init__ of a class whose instances are made by object.__new__, else
// NULL. A generator or coroutine is no plain function.
static FunctionObject *plain_init(Vm *vm, Type *type)
{
    if (type->flags & (TYPE_NATIVE | TYPE_ABSTRACT) ||
        type->slots.create != object_create)
        return NULL;
    Value init = type_lookup(vm, type, vm->names.init);
    if (!value_has_layout(init, LAYOUT_FUNCTION)) return NULL;
    FunctionObject *function = (FunctionObject *)init.object;
    return function->code->resumable ? NULL : function;
}

// The frame of [function] with [self] in front of the [count] values, [defaults] of its last
// parameters left out. NULL with RecursionError set.
static Frame *push_bound(Vm *vm, FunctionObject *function, Value self,
                         const Value *values, int count, int defaults)
{
    Frame *callee = frame_push(vm, function->code);
    if (!callee) return NULL;
    callee->function = object_keep(function);
    callee->globals = function->globals;
    callee->locals[0] = value_keep(self);
    move_arguments(function, callee->locals + 1, values, count, defaults);
    if (function->closure) frame_closure(callee);
    return callee;
}

// A bound method in a variable: its self takes the method's place.
static bool enter_method(Vm *vm, Value *base, int count, Frame **callee)
{
    Method *method = (Method *)base->object;
    if (!is_function(method->function)) return true;
    FunctionObject *function = (FunctionObject *)method->function.object;
    int defaults;
    if (function->code->resumable || !fits_simply(function, count + 1, &defaults))
        return true;
    Frame *caller = vm->frame;
    *callee = push_bound(vm, function, method->self, base + 1, count, defaults);
    if (!*callee) return false;
    caller->top = base;
    object_drop(vm, method);
    return true;
}

// A class whose instances are plain and whose __init__ is a function: the instance stays in
// the class's place until that is done.
static bool enter_class(Vm *vm, Value *base, int count, Frame **callee)
{
    Type *type = (Type *)base->object;
    FunctionObject *init = plain_init(vm, type);
    int defaults;
    if (!init || !fits_simply(init, count + 1, &defaults)) return true;
    Frame *caller = vm->frame;
    *callee = push_bound(vm, init, UNSET, base + 1, count, defaults);
    if (!*callee) return false;
    Value self = value_object(object_new(vm, type));
    (*callee)->locals[0] = value_keep(self);
    (*callee)->is_init = true;
    *base = self;
    caller->top = base + 1;
    object_drop(vm, type);
    return true;
}

bool call_enter(Vm *vm, Value *base, int count, Frame **callee)
{
    *callee = NULL;
    if (base->kind != VALUE_OBJECT) return true;
    const Type *type = base->object->type;
    if (type == vm->types.method) return enter_method(vm, base, count, callee);
    return type != vm->types.type || enter_class(vm, base, count, callee);
}

// The frame of a call of [function], bound; NULL with the exception set.
static Frame *call_bind(Vm *vm, FunctionObject *function, const Arguments *arguments)
{
    Frame *callee = frame_push(vm, function->code);
    if (!callee) return NULL;
    callee->function = object_keep(function);
    callee->globals = function->globals;
    if (!function_bind(vm, function, arguments, callee->locals)) {
        frame_leave(vm, callee);
        return NULL;
    }
    frame_closure(callee);
    return callee;
}

Frame *call_enter_bound(Vm *vm, Frame *caller, Value *base, const Arguments *arguments)
{
    Frame *callee = call_bind(vm, (FunctionObject *)base->object, arguments);
    if (callee) operands_drop(vm, caller, (int)(caller->top - base));
    return callee;
}

bool init_returned(Vm *vm, Value value)
{
    raise_error(vm, TYPE_ERROR, "__init__() should return None, not '%s'",
                value_type_name(vm, value));
    value_drop(vm, value);
    return false;
}

// -- Keywords ----------------------------------------------------------------------

// A call of a function of the program is begun in two steps: when it runs, it alone has what
// was given to it. Its frame is in [*callee] then; all else is called at once.
static bool call_begins(Vm *vm, Value callable, const Arguments *arguments,
                        Frame **callee, Value *result)
{
    *callee = NULL;
    if (!is_function(callable)) return call_with(vm, callable, arguments, result);
    FunctionObject *function = (FunctionObject *)callable.object;
    if (function->code->resumable) return call_with(vm, callable, arguments, result);
    *callee = call_bind(vm, function, arguments);
    return *callee != NULL;
}

// The operands from [base] on give way to [result], or to what [callee] returns.
static bool call_ends(Vm *vm, Frame *frame, const Value *base, Frame *callee,
                      Value result)
{
    operands_drop(vm, frame, (int)(frame->top - base));
    if (callee) {
        callee->is_entry = true;
        if (frame_run(vm, callee, UNSET, false, &result) != STOP_RETURNS) return false;
    }
    operand_push(frame, result);
    return true;
}

// Calls [base] with [count] values from [values] on, the last of them by the names on top.
static bool call_named(Vm *vm, Frame *frame, Value *base, Value *values, int count)
{
    const Tuple *names = TUPLE(frame->top[-1]);
    Arguments arguments = {values, count - (int)names->count, names};
    Frame *callee;
    Value made = UNSET;
    return call_begins(vm, *base, &arguments, &callee, &made) &&
           call_ends(vm, frame, base, callee, made);
}

bool execute_call_keywords(Vm *vm, Frame *frame, uint32_t operand)
{
    Value *base = frame->top - operand - 2;
    return call_named(vm, frame, base, base + 1, (int)operand);
}

bool execute_call_method_keywords(Vm *vm, Frame *frame, uint32_t operand)
{
    Value *base = frame->top - operand - 3;
    int self = !value_is_unset(base[1]);
    return call_named(vm, frame, base, base + 2 - self, (int)operand + self);
}

// -- * and ** ----------------------------------------------------------------------

// What a message calls [function]: "f()", "C.m()", or the object itself.
static void add_callee(Vm *vm, Text *text, Value function)
{
    Value name = UNSET;
    if (!value_find_attribute(vm, function, vm->names.qualname, &name))
        value_drop(vm, exception_take(vm));
    if (value_is_str(name)) {
        // Functions of the program's own module carry it in front.
        if (value_has_layout(function, LAYOUT_FUNCTION)) text_add(text, "__main__.");
        text_addf(text, "%s()", STR(name)->bytes);
    } else {
        text_addf(text, "%s object", value_type_name(vm, function));
    }
    value_drop(vm, name);
}

static bool spread_error(Vm *vm, Value function, const char *what, Value got)
{
    Text text = {0};
    add_callee(vm, &text, function);
    text_addf(&text, " argument after %s, not %s", what, value_type_name(vm, got));
    raise_error(vm, TYPE_ERROR, "%s", text.bytes);
    text_free(&text);
    return false;
}

static bool is_mapping(Vm *vm, Value v)
{
    if (value_is_dict(v)) return true;
    return !value_is_unset(type_lookup(vm, value_type(vm, v), vm->names.keys));
}

// The tuple of what is spread. A list that nobody else has gives its items away.
static bool spread_tuple(Vm *vm, Value spread, Value *tuple)
{
    if (value_is_tuple(spread)) {
        *tuple = value_keep(spread);
        return true;
    }
    bool is_temporary = spread.kind == VALUE_OBJECT &&
                        spread.object->type == vm->types.list &&
                        spread.object->references == 1;
    if (!is_temporary) return tuple_from_iterable(vm, spread, tuple);
    List *list = LIST(spread);
    if (list->count > INT32_MAX || !heap_allows(vm, list->count * sizeof(Value)))
        return vm_halt(vm, HALT_LIMIT, "memory_mb");
    Tuple *made = tuple_new(vm, (int)list->count);
    if (list->count) memcpy(made->items, list->items, list->count * sizeof(Value));
    list->count = 0;
    *tuple = value_object(made);
    return true;
}

static bool call_spread(Vm *vm, const Value *operands, bool has_dict, Frame **callee,
                        Value *result)
{
    Value function = operands[0], tuple = UNSET;
    if (!value_type(vm, operands[1])->slots.iter &&
        !value_type(vm, operands[1])->slots.get_item)
        return spread_error(vm, function, "* must be an iterable", operands[1]);
    if (!spread_tuple(vm, operands[1], &tuple)) return false;
    if (!has_dict) {
        // A tuple of the program's own is not the very object that *args becomes.
        bool is_own = value_is_tuple(operands[1]);
        Arguments plain = {TUPLE(tuple)->items, (int)TUPLE(tuple)->count, NULL,
                           is_own ? NULL : TUPLE(tuple)};
        bool ok = call_begins(vm, function, &plain, callee, result);
        value_drop(vm, tuple);
        return ok;
    }
    uint32_t count = TUPLE(tuple)->count;
    Dict *dict = DICT(operands[2]);
    uint32_t named = dict->count;
    Value *values = memory_new(sizeof(Value) * (count + named + 1));
    memcpy(values, TUPLE(tuple)->items, sizeof(Value) * count);
    Tuple *names = tuple_new(vm, (int)named);
    DictEntry *entry;
    bool ok = true;
    uint32_t n = 0;
    for (uint32_t at = 0; named && dict_next(dict, &at, &entry); n++) {
        ok = ok && value_is_str(entry->key);
        names->items[n] = value_keep(entry->key);
        values[count + n] = entry->value;
    }
    Arguments arguments = {values, (int)count, named ? names : NULL};
    if (ok)
        ok = call_begins(vm, function, &arguments, callee, result);
    else
        raise_error(vm, TYPE_ERROR, "keywords must be strings");
    object_drop(vm, names);
    free(values);
    value_drop(vm, tuple);
    return ok;
}

bool execute_call_spread(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = operand ? 3 : 2;
    Frame *callee;
    Value made = UNSET;
    return call_spread(vm, frame->top - count, operand != 0, &callee, &made) &&
           call_ends(vm, frame, frame->top - count, callee, made);
}

static bool spread_into_dict(Vm *vm, Dict *dict, Value mapping)
{
    if (!is_mapping(vm, mapping))
        return raise_error(vm, TYPE_ERROR, "'%s' object is not a mapping",
                           value_type_name(vm, mapping));
    return dict_update(vm, dict, mapping);
}

bool execute_dict_update(Vm *vm, Frame *frame, uint32_t operand)
{
    Dict *dict = DICT(frame->top[-(ptrdiff_t)operand - 1]);
    return spread_into_dict(vm, dict, frame->top[-1]) && operands_drop(vm, frame, 1);
}

static bool merge_keywords(Vm *vm, Value function, Dict *dict, Value mapping)
{
    if (!is_mapping(vm, mapping))
        return spread_error(vm, function, "** must be a mapping", mapping);
    Dict *more = dict_new(vm);
    bool ok = dict_update(vm, more, mapping);
    DictEntry *entry;
    for (uint32_t at = 0; ok && dict_next(more, &at, &entry);) {
        Value known;
        if (!value_is_str(entry->key)) {
            ok = raise_error(vm, TYPE_ERROR, "keywords must be strings");
        } else if (!dict_get(vm, dict, entry->key, &known)) {
            ok = false;
        } else if (!value_is_unset(known)) {
            Text text = {0};
            add_callee(vm, &text, function);
            ok = raise_error(vm, TYPE_ERROR,
                             "%s got multiple values for keyword argument '%s'",
                             text.bytes, STR(entry->key)->bytes);
            text_free(&text);
        } else {
            ok = dict_set(vm, dict, entry->key, entry->value);
        }
    }
    object_drop(vm, more);
    return ok;
}

bool execute_dict_merge(Vm *vm, Frame *frame, uint32_t operand)
{
    const Value *at = frame->top - operand - 1;
    return merge_keywords(vm, at[-2], DICT(*at), frame->top[-1]) &&
           operands_drop(vm, frame, 1);
}

// -- def ---------------------------------------------------------------------------

bool execute_make_function(Vm *vm, Frame *frame, uint32_t flags)
{
    // A constant of kind code is kept as a function without anything: see run_code().
    Value code = operand_pop(frame);
    const FunctionObject *plain = (FunctionObject *)code.object;
    Value made = function_new(vm, plain->code, frame->globals);
    value_drop(vm, code);
    FunctionObject *function = (FunctionObject *)made.object;
    Value module = dict_get_str(frame->globals, vm->names.name);
    if (!value_is_unset(module)) value_set(vm, &function->module, value_keep(module));
    if (flags & FUNCTION_CLOSURE) function->closure = TUPLE(operand_pop(frame));
    if (flags & FUNCTION_ANNOTATIONS) function->annotations = operand_pop(frame);
    if (flags & FUNCTION_KWDEFAULTS) function->kwdefaults = DICT(operand_pop(frame));
    if (flags & FUNCTION_DEFAULTS) function->defaults = TUPLE(operand_pop(frame));
    operand_push(frame, made);
    return true;
}
