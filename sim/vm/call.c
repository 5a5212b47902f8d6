// call.c -- calling anything, and what is called: functions, bound methods; and cells.
//
// A call from C runs the callee to its end in a nested interpreter loop; calls between
// functions of the program do not come here, the loop makes their frames itself.
#include "vm/call.h"
#include "vm/big.h"

#include "base/arena.h"
#include "vm/binding.h"
#include "vm/code_object.h"
#include "vm/numbers.h"
#include "vm/private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTION(value) ((FunctionObject *)(value).object)
#define METHOD(value)   ((Method *)(value).object)

// -- Binding -----------------------------------------------------------------------

static Value function_default(const void *owner, int slot)
{
    const FunctionObject *function = owner;
    const Code *code = function->code->code;
    if (slot < code->positional_count) {
        int count = function->defaults ? (int)function->defaults->count : 0;
        int at = slot - (code->positional_count - count);
        return at >= 0 ? function->defaults->items[at] : UNSET;
    }
    if (!function->kwdefaults) return UNSET;
    return dict_get_str(function->kwdefaults, function->code->locals[slot]);
}

bool function_bind(Vm *vm, FunctionObject *function, const Arguments *arguments,
                   Value *locals)
{
    const Code *code = function->code->code;
    int rest = code->positional_count + code->keyword_only_count;
    bool has_args = code->flags & CODE_HAS_ARGS;
    Parameters parameters = {
        .function = function->qualified_name->bytes,
        .names = function->code->locals,
        .positional = code->positional_count,
        .positional_only = code->positional_only_count,
        .required = code->positional_count -
                    (function->defaults ? (int)function->defaults->count : 0),
        .keyword_only = code->keyword_only_count,
        .keyword_only_at = code->positional_count,
        .args_at = has_args ? rest : -1,
        .kwargs_at = code->flags & CODE_HAS_KWARGS ? rest + has_args : -1,
        .default_of = function_default,
        .owner = function,
    };
    return parameters_bind(vm, &parameters, arguments, locals);
}

// -- Calling -----------------------------------------------------------------------

static bool function_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    FunctionObject *function = FUNCTION(self);
    RunCode *code = function->code;
    if (code->resumable) {
        Value coroutine = coroutine_new(vm, function, NULL);
        CoroutineObject *object = (CoroutineObject *)coroutine.object;
        if (!function_bind(vm, function, arguments, object->values)) {
            object->state = COROUTINE_DONE; // nobody could have awaited it
            value_drop(vm, coroutine);
            return false;
        }
        coroutine_made(vm, coroutine);
        *result = coroutine;
        return true;
    }
    Frame *frame = frame_push(vm, code);
    if (!frame) return false;
    frame->function = object_keep(function);
    frame->globals = function->globals;
    frame->is_entry = true;
    if (!function_bind(vm, function, arguments, frame->locals)) {
        frame_leave(vm, frame);
        return false;
    }
    frame_closure(frame);
    return frame_run(vm, frame, UNSET, false, result) == STOP_RETURNS;
}

static bool method_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    const Method *method = METHOD(self);
    int named = arguments->names ? (int)arguments->names->count : 0;
    int total = arguments->count + named + 1;
    Value few[8], *values = total <= 8 ? few : memory_new(sizeof(Value) * (size_t)total);
    values[0] = method->self;
    if (total > 1)
        memcpy(values + 1, arguments->values, sizeof(Value) * (size_t)(total - 1));
    Arguments all = {values, arguments->count + 1, arguments->names};
    bool ok = call_with(vm, method->function, &all, result);
    if (values != few) free(values);
    return ok;
}

bool call_with(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    if (vm->halt) return false;
    Type *type = value_type(vm, callable);
    if (type->slots.call) {
        // What is being called must outlive the call.
        value_keep(callable);
        bool ok = type->slots.call(vm, callable, arguments, result);
        value_drop(vm, callable);
        return ok;
    }
    return raise_error(vm, TYPE_ERROR, "'%s' object is not callable", type_name(type));
}

bool call(Vm *vm, Value callable, const Value *values, int count, Value *result)
{
    Arguments arguments = {values, count, NULL};
    return call_with(vm, callable, &arguments, result);
}

static bool call_with_keywords(Vm *vm, Value callable, const Tuple *arguments,
                               const Dict *keywords, Value *result)
{
    uint32_t named = keywords->count;
    int count = arguments ? (int)arguments->count : 0;
    Value *values = heap_new(vm, (count + named) * sizeof *values);
    Tuple *names = tuple_new(vm, (int)named);
    for (int i = 0; i < count; i++)
        values[i] = value_keep(arguments->items[i]);
    uint32_t at = 0, i = 0;
    for (DictEntry *entry; dict_next(keywords, &at, &entry); i++) {
        names->items[i] = value_keep(entry->key);
        values[count + (int)i] = value_keep(entry->value);
    }
    Arguments all = {values, count, names, NULL};
    bool ok = call_with(vm, callable, &all, result);
    for (i = 0; i < (uint32_t)count + named; i++)
        value_drop(vm, values[i]);
    object_drop(vm, names);
    heap_free(vm, values, (count + named) * sizeof *values);
    return ok;
}

bool call_packed(Vm *vm, Value callable, Value arguments, Value keywords, Value *result)
{
    Value tuple = UNSET;
    if (!value_is_unset(arguments) && !tuple_from_iterable(vm, arguments, &tuple))
        return false;
    bool has_keywords = value_is_dict(keywords) && DICT(keywords)->count > 0;
    const Tuple *positional = value_is_unset(tuple) ? NULL : TUPLE(tuple);
    bool ok = has_keywords
                  ? call_with_keywords(vm, callable, positional, DICT(keywords), result)
                  : call(vm, callable, positional ? positional->items : NULL,
                         positional ? (int)positional->count : 0, result);
    value_drop(vm, tuple);
    return ok;
}

bool call_method(Vm *vm, Value object, const char *name, const Value *values, int count,
                 Value *result)
{
    Value method;
    if (!value_get_attribute(vm, object, str_intern(vm, name), &method)) return false;
    bool ok = call(vm, method, values, count, result);
    value_drop(vm, method);
    return ok;
}

bool call_special(Vm *vm, Value self, Str *name, const Value *values, int count,
                  bool *found, Value *result)
{
    Value function = type_lookup(vm, value_type(vm, self), name);
    *found = !value_is_unset(function);
    if (!*found) return true;
    if (value_has_layout(function, LAYOUT_FUNCTION) && count < 7) {
        // The common case, without making a bound method.
        Value all[8] = {self};
        if (count) memcpy(all + 1, values, sizeof(Value) * (size_t)count);
        return call(vm, function, all, count + 1, result);
    }
    Value bound;
    if (!value_special(vm, self, name, &bound)) return false;
    bool ok = call(vm, bound, values, count, result);
    value_drop(vm, bound);
    return ok;
}

bool value_is_callable(Vm *vm, Value v)
{
    return value_type(vm, v)->slots.call != NULL;
}

// -- Functions ---------------------------------------------------------------------

Value function_new(Vm *vm, RunCode *code, Dict *globals)
{
    FunctionObject *function = object_new(vm, vm->types.function);
    function->code = code;
    function->globals = object_keep(globals);
    function->name = code->name;
    function->qualified_name = code->qualified_name;
    function->doc = code->code->docstring ? str_from(vm, code->code->docstring) : NONE;
    function->module = value_keep(value_object(vm->names.main));
    return value_object(function);
}

static void function_release(Vm *vm, Object *self)
{
    FunctionObject *function = (FunctionObject *)self;
    object_drop(vm, function->globals);
    object_drop(vm, function->defaults);
    object_drop(vm, function->kwdefaults);
    object_drop(vm, function->closure);
    value_drop(vm, function->doc);
    value_drop(vm, function->module);
    value_drop(vm, function->annotations);
}

static bool function_repr(Vm *vm, Value self, Value *result)
{
    *result =
        str_format(vm, "<function %s at 0x%llx>", FUNCTION(self)->qualified_name->bytes,
                   (unsigned long long)value_id(vm, self));
    return true;
}

static bool function_bind_slot(Vm *vm, Value self, Value instance, Type *owner,
                               Value *result)
{
    (void)owner;
    *result =
        value_is_unset(instance) ? value_keep(self) : method_new(vm, self, instance);
    return true;
}

static bool function_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_object(object_keep(FUNCTION(args[0])->name));
    return true;
}

static bool function_set_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "__name__ must be set to a string object");
    FUNCTION(args[0])->name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool function_qualified_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_object(object_keep(FUNCTION(args[0])->qualified_name));
    return true;
}

static bool function_set_qualified_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "__qualname__ must be set to a string object");
    FUNCTION(args[0])->qualified_name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool give_object(void *object, Value *result)
{
    *result = object ? value_object(object_keep(object)) : NONE;
    return true;
}

static bool function_defaults(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return give_object(FUNCTION(args[0])->defaults, result);
}

static bool function_kwdefaults(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return give_object(FUNCTION(args[0])->kwdefaults, result);
}

static bool function_closure(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return give_object(FUNCTION(args[0])->closure, result);
}

static bool function_globals(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return give_object(FUNCTION(args[0])->globals, result);
}

static bool function_doc(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(FUNCTION(args[0])->doc);
    return true;
}

static bool function_set_doc(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &FUNCTION(args[0])->doc,
              value_is_unset(args[1]) ? NONE : value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool function_module(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(FUNCTION(args[0])->module);
    return true;
}

static bool function_set_module(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &FUNCTION(args[0])->module,
              value_is_unset(args[1]) ? NONE : value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool function_annotations(Vm *vm, Value *args, Value *result)
{
    FunctionObject *function = FUNCTION(args[0]);
    if (value_is_unset(function->annotations))
        function->annotations = value_object(dict_new(vm));
    *result = value_keep(function->annotations);
    return true;
}

static bool function_set_annotations(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &FUNCTION(args[0])->annotations, value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool function_code(Vm *vm, Value *args, Value *result)
{
    return code_object(vm, FUNCTION(args[0])->code, result);
}

static const NativeSpec function_methods[] = {
    {"__name__", "self", function_name, NATIVE_PROPERTY},
    {"__name__", "self, value", function_set_name, NATIVE_SETTER},
    {"__qualname__", "self", function_qualified_name, NATIVE_PROPERTY},
    {"__qualname__", "self, value", function_set_qualified_name, NATIVE_SETTER},
    {"__code__", "self", function_code, NATIVE_PROPERTY},
    {"__defaults__", "self", function_defaults, NATIVE_PROPERTY},
    {"__kwdefaults__", "self", function_kwdefaults, NATIVE_PROPERTY},
    {"__closure__", "self", function_closure, NATIVE_PROPERTY},
    {"__globals__", "self", function_globals, NATIVE_PROPERTY},
    {"__doc__", "self", function_doc, NATIVE_PROPERTY},
    {"__doc__", "self, value", function_set_doc, NATIVE_SETTER},
    {"__module__", "self", function_module, NATIVE_PROPERTY},
    {"__module__", "self, value", function_set_module, NATIVE_SETTER},
    {"__annotations__", "self", function_annotations, NATIVE_PROPERTY},
    {"__annotations__", "self, value", function_set_annotations, NATIVE_SETTER},
    {0},
};

static const TypeSpec function_type_spec = {
    .name = "function",
    .module = "builtins",
    .layout = LAYOUT_FUNCTION,
    .size = offsetof(FunctionObject, attributes),
    .flags = TYPE_FINAL,
    .slots = {.release = function_release,
              .repr = function_repr,
              .call = function_call,
              .bind = function_bind_slot},
    .methods = function_methods,
    .has_attributes = true,
};

// -- Bound methods -----------------------------------------------------------------

Value method_new(Vm *vm, Value function, Value self)
{
    Method *method = object_new_sized(vm, vm->types.method, sizeof(Method));
    method->function = value_keep(function);
    method->self = value_keep(self);
    return value_object(method);
}

static void method_release(Vm *vm, Object *self)
{
    value_drop(vm, ((Method *)self)->function);
    value_drop(vm, ((Method *)self)->self);
}

static bool method_repr(Vm *vm, Value self, Value *result)
{
    Value name = UNSET, of = UNSET;
    if (!value_find_attribute(vm, METHOD(self)->function, vm->names.qualname, &name))
        return false;
    if (!value_repr(vm, METHOD(self)->self, &of)) {
        value_drop(vm, name);
        return false;
    }
    *result = str_format(vm, "<bound method %s of %s>",
                         value_is_str(name) ? STR(name)->bytes : "?", STR(of)->bytes);
    value_drop(vm, name);
    value_drop(vm, of);
    return true;
}

static bool method_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    (void)vm;
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_has_layout(right, LAYOUT_METHOD))
        return true;
    bool equal = value_is(METHOD(left)->function, METHOD(right)->function) &&
                 value_is(METHOD(left)->self, METHOD(right)->self);
    *result = value_bool(equal == (op == COMPARE_EQ));
    return true;
}

static bool method_hash(Vm *vm, Value self, int64_t *hash)
{
    *hash = value_id(vm, METHOD(self)->function) * 31 + value_id(vm, METHOD(self)->self);
    return true;
}

static bool method_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    if (!value_is_unset(type_lookup(vm, vm->types.method, name)) && name != vm->names.doc)
        return object_get_attribute(vm, self, name, result);
    return value_get_attribute(vm, METHOD(self)->function, name, result);
}

static bool method_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(METHOD(args[0])->self);
    return true;
}

static bool method_function(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(METHOD(args[0])->function);
    return true;
}

static const NativeSpec method_methods[] = {
    {"__self__", "self", method_self, NATIVE_PROPERTY},
    {"__func__", "self", method_function, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec method_type_spec = {
    .name = "method",
    .module = "builtins",
    .layout = LAYOUT_METHOD,
    .size = sizeof(Method),
    .flags = TYPE_FINAL,
    .slots = {.release = method_release,
              .repr = method_repr,
              .compare = method_compare,
              .hash = method_hash,
              .call = method_call,
              .get_attribute = method_get_attribute},
    .methods = method_methods,
};

// -- Cells -------------------------------------------------------------------------

static void cell_release(Vm *vm, Object *self)
{
    value_drop(vm, ((Cell *)self)->value);
}

static bool cell_contents(Vm *vm, Value *args, Value *result)
{
    Value value = ((Cell *)args[0].object)->value;
    if (value_is_unset(value)) return raise_error(vm, VALUE_ERROR, "Cell is empty");
    *result = value_keep(value);
    return true;
}

static const NativeSpec cell_methods[] = {
    {"cell_contents", "self", cell_contents, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec cell_type_spec = {
    .name = "cell",
    .module = "builtins",
    .layout = LAYOUT_CELL,
    .size = sizeof(Cell),
    .flags = TYPE_FINAL,
    .slots = {.release = cell_release},
    .methods = cell_methods,
};

void calls_init(Vm *vm)
{
    vm->types.function = type_new(vm, &function_type_spec, NULL);
    vm->types.method = type_new(vm, &method_type_spec, NULL);
    vm->types.cell = type_new(vm, &cell_type_spec, NULL);
}

// -- Taking arguments apart --------------------------------------------------------

bool arg_int(Vm *vm, Value v, int64_t *result)
{
    if (value_is_int(v)) {
        *result = v.integer;
        return true;
    }
    if (value_is_big(v))
        return raise_error(vm, OVERFLOW_ERROR,
                           "Python int too large to convert to C ssize_t");
    bool found = false;
    Value index = UNSET;
    if (v.kind == VALUE_OBJECT &&
        !call_special(vm, v, vm->names.index, NULL, 0, &found, &index))
        return false;
    if (!found)
        return raise_error(vm, TYPE_ERROR,
                           "'%s' object cannot be interpreted as an integer",
                           value_type_name(vm, v));
    if (value_is_big(index)) {
        value_drop(vm, index);
        return raise_error(vm, OVERFLOW_ERROR,
                           "Python int too large to convert to C ssize_t");
    }
    if (!value_is_int(index)) {
        raise_error(vm, TYPE_ERROR, "__index__ returned non-int (type %s)",
                    value_type_name(vm, index));
        value_drop(vm, index);
        return false;
    }
    *result = index.integer;
    return true;
}

bool arg_whole(Vm *vm, Value v, Value *result)
{
    Value plain = number_plain(v);
    if (value_is_big(plain)) {
        *result = value_keep(plain);
        return true;
    }
    if (plain.kind == VALUE_OBJECT) {
        bool found;
        if (!call_special(vm, v, vm->names.index, NULL, 0, &found, result)) return false;
        if (found && value_is_big(*result)) return true;
        if (found) value_drop(vm, *result);
    }
    int64_t number;
    if (!arg_int(vm, v, &number)) return false;
    *result = value_int(number);
    return true;
}

bool arg_double(Vm *vm, Value v, double *result)
{
    if (v.kind == VALUE_FLOAT) {
        *result = v.number;
        return true;
    }
    if (value_is_int(v)) {
        *result = (double)v.integer;
        return true;
    }
    if (value_is_big(v)) return whole_to_double(vm, v, result);
    bool found = false;
    Value number = UNSET;
    if (v.kind == VALUE_OBJECT &&
        !call_special(vm, v, vm->names.float_, NULL, 0, &found, &number))
        return false;
    if (!found && v.kind == VALUE_OBJECT &&
        !value_is_unset(type_lookup(vm, v.object->type, vm->names.index))) {
        int64_t index;
        if (!arg_int(vm, v, &index)) return false;
        *result = (double)index;
        return true;
    }
    if (!found)
        return raise_error(vm, TYPE_ERROR, "must be real number, not %s",
                           value_type_name(vm, v));
    if (number.kind != VALUE_FLOAT) {
        raise_error(vm, TYPE_ERROR, "%s.__float__ returned non-float (type %s)",
                    value_type_name(vm, v), value_type_name(vm, number));
        value_drop(vm, number);
        return false;
    }
    *result = number.number;
    return true;
}

bool arg_str(Vm *vm, Value v, const char *what, Str **result)
{
    if (!value_is_str(v))
        return raise_error(vm, TYPE_ERROR, "%s must be str, not %s", what,
                           value_type_name(vm, v));
    *result = STR(v);
    return true;
}
