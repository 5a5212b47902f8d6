// exceptions.c -- raising, chaining, catching: what CPython's errors.c and the RAISE and
// MATCH instructions do. What each class is stands in exception_types.c.

#include "vm/exception.h"

#include "vm/exception_types.h"
#include "vm/private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Type *exception_type(const Vm *vm, ExceptionKind kind)
{
    return vm->types.exceptions[kind];
}

bool exception_is(const Vm *vm, Value exception, ExceptionKind kind)
{
    return value_is_exception(exception) &&
           type_is_subtype(exception.object->type, exception_type(vm, kind));
}

bool exception_is_raised(const Vm *vm, ExceptionKind kind)
{
    return exception_is(vm, vm->raised, kind);
}

Value exception_take(Vm *vm)
{
    Value taken = vm->raised;
    vm->raised = UNSET;
    return taken;
}

bool exception_restore(Vm *vm, Value exception)
{
    value_set(vm, &vm->raised, exception);
    return false;
}

// -- Making ------------------------------------------------------------------------

Value exception_new_with(Vm *vm, Type *type, const Value *args, int count)
{
    Arguments arguments = {.values = args, .count = count};
    Value made = UNSET;
    if (!type->slots.create(vm, type, &arguments, &made)) return UNSET;
    if (type->slots.init && !type->slots.init(vm, made, &arguments)) {
        value_drop(vm, made);
        return UNSET;
    }
    return made;
}

// The str of a formatted message.
static Value message_format(Vm *vm, const char *format, va_list arguments)
{
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(small, sizeof small, format, arguments);
    Value message = UNSET;
    if (size < (int)sizeof small) {
        str_new(vm, small, (size_t)size, &message);
    } else {
        Text text = {0};
        vsnprintf(text_room(&text, (size_t)size + 1), (size_t)size + 1, format, again);
        text.size += (size_t)size;
        str_from_text(vm, &text, &message);
    }
    va_end(again);
    return message;
}

static Value exception_format(Vm *vm, ExceptionKind kind, const char *format,
                              va_list arguments)
{
    Value message = message_format(vm, format, arguments);
    if (value_is_unset(message)) return UNSET;
    Value made = exception_new_with(vm, exception_type(vm, kind), &message, 1);
    value_drop(vm, message);
    return made;
}

Value exception_new(Vm *vm, ExceptionKind kind, const char *format, ...)
{
    if (!format) return exception_new_with(vm, exception_type(vm, kind), NULL, 0);
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, kind, format, arguments);
    va_end(arguments);
    return made;
}

// -- Raising -----------------------------------------------------------------------

// Just made, and so in no chain: a chain may be long to search.
static bool is_nowhere_else(Value exception)
{
    return exception.object->references == 1;
}

// Makes the exception being handled the context of [exception]. If [exception] is itself
// somewhere in that chain it is cut out there, so that no chain ever becomes a ring.
static void chain_context(Vm *vm, Value exception)
{
    Value handled = vm->handled;
    if (!value_is_exception(handled) || value_is(handled, exception)) return;
    if (is_nowhere_else(exception)) {
        value_set(vm, &EXCEPTION_OF(exception)->context, value_keep(handled));
        return;
    }

    Value at = handled, slow = handled;
    bool slow_moves = false;
    while (value_is_exception(EXCEPTION_OF(at)->context)) {
        Value context = EXCEPTION_OF(at)->context;
        if (value_is(context, exception)) {
            value_clear(vm, &EXCEPTION_OF(at)->context);
            break;
        }
        at = context;
        // A ring that the program made by hand through __context__ must end the walk.
        if (value_is(at, slow)) break;
        if (!vm_spend(vm, 1)) break;
        if (slow_moves) slow = EXCEPTION_OF(slow)->context;
        slow_moves = !slow_moves;
    }
    value_set(vm, &EXCEPTION_OF(exception)->context, value_keep(handled));
}

bool raise_value(Vm *vm, Value exception)
{
    if (!value_is_exception(exception)) return false; // making it raised or halted
    chain_context(vm, exception);
    value_set(vm, &vm->raised, exception);
    return false;
}

bool raise_error(Vm *vm, ExceptionKind kind, const char *format, ...)
{
    if (vm->halt != HALT_NONE) return false;
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, kind, format, arguments);
    va_end(arguments);
    return raise_value(vm, made);
}

bool raise_with(Vm *vm, ExceptionKind kind, Value argument)
{
    if (vm->halt != HALT_NONE) return false;
    int count = value_is_unset(argument) ? 0 : 1;
    return raise_value(
        vm, exception_new_with(vm, exception_type(vm, kind), &argument, count));
}

bool raise_name_error(Vm *vm, ExceptionKind kind, Str *name, const char *format, ...)
{
    if (vm->halt != HALT_NONE) return false;
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, kind, format, arguments);
    va_end(arguments);
    // CPython gives the name to the plain NameError alone.
    if (value_is_exception(made) && kind == NAME_ERROR)
        value_set(vm, &EXCEPTION_OF(made)->value, value_object(object_keep(name)));
    return raise_value(vm, made);
}

bool raise_attribute_error(Vm *vm, Value object, Str *name, const char *format, ...)
{
    if (vm->halt != HALT_NONE) return false;
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, ATTRIBUTE_ERROR, format, arguments);
    va_end(arguments);
    if (value_is_exception(made)) {
        value_set(vm, &EXCEPTION_OF(made)->value, value_object(object_keep(name)));
        value_set(vm, &EXCEPTION_OF(made)->second, value_keep(object));
    }
    return raise_value(vm, made);
}

bool raise_import_error(Vm *vm, ExceptionKind kind, Str *name, Str *wanted,
                        const char *format, ...)
{
    if (vm->halt != HALT_NONE) return false;
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, kind, format, arguments);
    va_end(arguments);
    if (value_is_exception(made)) {
        exception_set_member(vm, made, IMPORT_ERROR_NAME, value_object(name));
        if (wanted)
            exception_set_member(vm, made, IMPORT_ERROR_NAME_FROM, value_object(wanted));
    }
    return raise_value(vm, made);
}

bool raise_error_from_raised(Vm *vm, ExceptionKind kind, const char *format, ...)
{
    if (vm->halt != HALT_NONE) return false;
    Value cause = exception_take(vm);
    va_list arguments;
    va_start(arguments, format);
    Value made = exception_format(vm, kind, format, arguments);
    va_end(arguments);
    if (!value_is_exception(made)) {
        value_drop(vm, cause);
        return false;
    }
    Exception *exception = EXCEPTION_OF(made);
    // The causing exception is the context too, whatever is being handled.
    raise_value(vm, made);
    if (value_is_unset(cause)) return false;
    value_set(vm, &exception->cause, value_keep(cause));
    value_set(vm, &exception->context, cause);
    exception->suppress_context = true;
    return false;
}

// True if [v] is a class that derives from BaseException.
static bool is_exception_class(const Vm *vm, Value v)
{
    return value_has_layout(v, LAYOUT_TYPE) &&
           type_is_subtype((Type *)v.object, exception_type(vm, BASE_EXCEPTION));
}

// "calling [class] should have returned ...": its __new__ gave something else.
static bool wrong_instance(Vm *vm, Value class, Value made)
{
    Text text = {0};
    text_add(&text, "calling ");
    bool good = text_add_repr(vm, &text, class);
    text_add(&text, " should have returned an instance of BaseException, not ");
    good = good && text_add_repr(vm, &text, value_object(value_type(vm, made)));
    if (good) raise_error(vm, TYPE_ERROR, "%s", text_string(&text));
    text_free(&text);
    return false;
}

// An exception from what stands behind raise or from: an instance, or a class to call.
// Owned; false with the TypeError [message] set if it is neither.
static bool instance_of(Vm *vm, Value v, const char *message, Value *result)
{
    if (value_is_exception(v)) {
        *result = value_keep(v);
        return true;
    }
    if (!is_exception_class(vm, v)) return raise_error(vm, TYPE_ERROR, "%s", message);

    Value made = UNSET;
    if (!call(vm, v, NULL, 0, &made)) return false;
    if (value_is_exception(made)) {
        *result = made;
        return true;
    }
    wrong_instance(vm, v, made);
    value_drop(vm, made);
    return false;
}

bool raise_statement(Vm *vm, Value v, Value cause)
{
    Value exception = UNSET;
    if (!instance_of(vm, v, "exceptions must derive from BaseException", &exception))
        return false;
    if (value_is_unset(cause)) return raise_value(vm, exception);

    Value from = NONE;
    if (!value_is_none(cause) &&
        !instance_of(vm, cause, "exception causes must derive from BaseException",
                     &from)) {
        value_drop(vm, exception);
        return false;
    }
    value_set(vm, &EXCEPTION_OF(exception)->cause, from);
    EXCEPTION_OF(exception)->suppress_context = true;
    return raise_value(vm, exception);
}

bool call_handling(Vm *vm, Value handled, Value callable, const Value *values, int count,
                   Value *result)
{
    Handled scope = {.own = UNSET, .outer = handled, .previous = vm->private->handled};
    Value before = vm->handled;
    vm->private->handled = &scope;
    vm->handled = handled;
    bool good = call(vm, callable, values, count, result);
    vm->private->handled = scope.previous;
    vm->handled = before;
    return good;
}

Value handling_swap(Vm *vm, Value exception)
{
    Handled *handled = vm->private->handled;
    Value before = handled->own;
    handled->own = exception;
    vm->handled = value_is_unset(exception) ? handled->outer : exception;
    return before;
}

// -- Catching ----------------------------------------------------------------------

bool exception_matches_class(const Vm *vm, Value exception, Value type)
{
    if (value_has_layout(type, LAYOUT_TYPE))
        return value_is_instance(vm, exception, (Type *)type.object);
    if (!value_is_tuple(type)) return false;
    for (uint32_t i = 0; i < TUPLE(type)->count; i++)
        if (exception_matches_class(vm, exception, TUPLE(type)->items[i])) return true;
    return false;
}

bool exception_check_classes(Vm *vm, Value type)
{
    static const char message[] =
        "catching classes that do not inherit from BaseException is not allowed";
    if (!value_is_tuple(type))
        return is_exception_class(vm, type) || raise_error(vm, TYPE_ERROR, message);
    for (uint32_t i = 0; i < TUPLE(type)->count; i++)
        if (!is_exception_class(vm, TUPLE(type)->items[i]))
            return raise_error(vm, TYPE_ERROR, message);
    return true;
}

bool exception_matches(Vm *vm, Value exception, Value type, bool *result)
{
    if (!exception_check_classes(vm, type)) return false;
    *result = exception_matches_class(vm, exception, type);
    return true;
}

// -- Tracebacks --------------------------------------------------------------------

static void release_locals(Vm *vm, TraceEntry *entry)
{
    List *locals = entry->locals;
    entry->locals = NULL;
    object_drop(vm, locals);
}

TraceEntry *exception_add_trace(Vm *vm, Value exception, const Code *code, uint32_t at)
{
    // A comprehension has no frame of its own in CPython 3.13: its entry becomes that of
    // the function around it, at the place inside.
    TraceEntry *inner = EXCEPTION_OF(exception)->traceback;
    if (inner && inner->function->flags & CODE_COMPREHENSION) {
        inner->function = code;
        release_locals(vm, inner);
        return inner;
    }
    TraceEntry *entry = object_new(vm, vm->types.traceback);
    entry->next = EXCEPTION_OF(exception)->traceback;
    entry->code = entry->function = code;
    entry->at = at;
    EXCEPTION_OF(exception)->traceback = entry;
    return entry;
}

void exception_keep_below(Vm *vm, Value exception, Value value)
{
    const TraceEntry *outermost = EXCEPTION_OF(exception)->traceback;
    // The variables stand from the end on, see give_locals() in frame.c.
    if (outermost && outermost->locals) list_insert(vm, outermost->locals, 0, value);
}

// The innermost frame lets go first. A traceback may be a thousand frames long: it is
// turned round and given back in a loop, not by recursion.
static void traceback_release(Vm *vm, Object *self)
{
    TraceEntry *entry = (TraceEntry *)self, *turned = NULL;
    TraceEntry *next = entry->next;
    entry->next = NULL;
    while (next && next->object.references == 1) {
        TraceEntry *after = next->next;
        next->next = turned;
        turned = next;
        next = after;
    }
    object_drop(vm, next);
    while (turned) {
        TraceEntry *after = turned->next;
        turned->next = NULL;
        object_drop(vm, turned);
        turned = after;
    }
    release_locals(vm, entry);
}

static bool traceback_line(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const TraceEntry *entry = (const TraceEntry *)args[0].object;
    *result = value_int(code_line(entry->code, entry->at));
    return true;
}

static bool traceback_next(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    TraceEntry *next = ((TraceEntry *)args[0].object)->next;
    *result = next ? value_object(object_keep(next)) : NONE;
    return true;
}

static const NativeSpec traceback_methods[] = {
    {"tb_lineno", "self", traceback_line, NATIVE_PROPERTY},
    {"tb_next", "self", traceback_next, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec traceback_spec = {
    .name = "traceback",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(TraceEntry),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = traceback_release},
    .methods = traceback_methods,
};

// -- The classes -------------------------------------------------------------------

// What exceptions.def says of each class.
typedef struct ClassRow {
    const char *name;
    int base; // an ExceptionKind, -1 for none
    const char *module;
} ClassRow;

enum { NONE_ = -1 };

static const ClassRow class_rows[EXCEPTION_KIND_COUNT] = {
#define EXCEPTION(constant, name, base, module) {name, base, module},
#include "vm/exceptions.def"
#undef EXCEPTION
};

void exceptions_init(Vm *vm, Dict *builtins)
{
    vm->types.traceback = type_new(vm, &traceback_spec, NULL);
    for (int kind = 0; kind < EXCEPTION_KIND_COUNT; kind++) {
        const ClassRow *row = &class_rows[kind];
        TypeSpec spec = {.name = row->name, .module = row->module};
        exception_type_spec((ExceptionKind)kind, &spec);
        Type *base = row->base < 0 ? NULL : vm->types.exceptions[row->base];
        Type *type = kind == EXCEPTION_GROUP ? exception_group_type_new(vm, &spec)
                                             : type_new(vm, &spec, base);
        vm->types.exceptions[kind] = type;
        if (strcmp(row->module, "builtins") == 0)
            dict_set_str(vm, builtins, str_intern(vm, row->name), value_object(type));
    }
    // Names that OSError had in earlier Pythons.
    Value os_error = value_object(exception_type(vm, OS_ERROR));
    dict_set_str(vm, builtins, str_intern(vm, "IOError"), os_error);
    dict_set_str(vm, builtins, str_intern(vm, "EnvironmentError"), os_error);
}
