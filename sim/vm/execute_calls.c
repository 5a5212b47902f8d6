// execute_calls.c -- the slow side of calls, displays, unpacking, imports.

#include "base/arena.h"
#include "vm/execute.h"
#include "vm/operators.h"

#include <stdlib.h>
#include <string.h>

// -- Calls -------------------------------------------------------------------------

FunctionObject *plain_init(Vm *vm, Type *type)
{
    if (type->flags & (TYPE_NATIVE | TYPE_ABSTRACT) || type->slots.create != object_create) return NULL;
    Value init = type_lookup(vm, type, vm->names.init);
    if (!value_has_layout(init, LAYOUT_FUNCTION)) return NULL;
    FunctionObject *function = (FunctionObject *)init.object;
    return function->code->resumable ? NULL : function;
}

void init_returned(Vm *vm, Value value)
{
    raise_error(vm, TYPE_ERROR, "__init__() should return None, not '%s'",
                value_type_name(vm, value));
    value_drop(vm, value);
}

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

bool call_spread(Vm *vm, const Value *operands, bool has_dict, Value *result)
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
        bool ok = call_with(vm, function, &plain, result);
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
        ok = call_with(vm, function, &arguments, result);
    else
        raise_error(vm, TYPE_ERROR, "keywords must be strings");
    object_drop(vm, names);
    free(values);
    value_drop(vm, tuple);
    return ok;
}

Value *make_function(Vm *vm, const Frame *frame, Value *top, uint32_t flags)
{
    // A constant of kind code is kept as a function without anything: see run_code().
    Value code = *--top;
    const FunctionObject *plain = (FunctionObject *)code.object;
    Value made = function_new(vm, plain->code, frame->globals);
    value_drop(vm, code);
    FunctionObject *function = (FunctionObject *)made.object;
    Value module = dict_get_str(frame->globals, vm->names.name);
    if (!value_is_unset(module)) value_set(vm, &function->module, value_keep(module));
    if (flags & FUNCTION_CLOSURE) function->closure = TUPLE(*--top);
    if (flags & FUNCTION_ANNOTATIONS) function->annotations = *--top;
    if (flags & FUNCTION_KWDEFAULTS) function->kwdefaults = DICT(*--top);
    if (flags & FUNCTION_DEFAULTS) function->defaults = TUPLE(*--top);
    *top++ = made;
    return top;
}

// -- Displays ----------------------------------------------------------------------

bool build_set(Vm *vm, const Value *items, int count, Value *result)
{
    Set *set = set_new(vm, false);
    for (int i = 0; i < count; i++) {
        if (set_add(vm, set, items[i])) continue;
        object_drop(vm, set);
        return false;
    }
    *result = value_object(set);
    return true;
}

bool build_dict(Vm *vm, const Value *pairs, int count, Value *result)
{
    Dict *dict = dict_new(vm);
    for (int i = 0; i < count; i++) {
        if (dict_set(vm, dict, pairs[2 * i], pairs[2 * i + 1])) continue;
        object_drop(vm, dict);
        return false;
    }
    *result = value_object(dict);
    return true;
}

bool build_string(Vm *vm, const Value *parts, int count, Value *result)
{
    Text text = {0};
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += STR(parts[i])->size;
    if (!heap_allows(vm, size)) return false;
    for (int i = 0; i < count; i++)
        text_add_bytes(&text, STR(parts[i])->bytes, STR(parts[i])->size);
    return str_from_text(vm, &text, result);
}

bool format_for_fstring(Vm *vm, Value v, uint32_t conversion, Value spec, Value *result)
{
    Value converted = UNSET;
    bool ok = true;
    if (conversion == FORMAT_STR) ok = value_str(vm, v, &converted);
    if (conversion == FORMAT_REPR) ok = value_repr(vm, v, &converted);
    if (conversion == FORMAT_ASCII) ok = value_ascii(vm, v, &converted);
    if (!ok) return false;
    if (!value_is_unset(converted)) v = converted;
    if (value_is_unset(spec) && value_is_str(v) && v.object->type == vm->types.str) {
        *result = value_keep(v);
    } else {
        Value empty = value_is_unset(spec) ? str_from(vm, "") : value_keep(spec);
        ok = value_format(vm, v, empty, result);
        value_drop(vm, empty);
    }
    value_drop(vm, converted);
    return ok;
}

bool spread_into_list(Vm *vm, List *list, Value iterable)
{
    Type *type = value_type(vm, iterable);
    if (!type->slots.iter && !type->slots.get_item)
        return raise_error(vm, TYPE_ERROR, "Value after * must be an iterable, not %s",
                           type_name(type));
    return list_extend(vm, list, iterable);
}

bool spread_into_dict(Vm *vm, Dict *dict, Value mapping)
{
    if (!is_mapping(vm, mapping))
        return raise_error(vm, TYPE_ERROR, "'%s' object is not a mapping",
                           value_type_name(vm, mapping));
    return dict_update(vm, dict, mapping);
}

bool merge_keywords(Vm *vm, Value function, Dict *dict, Value mapping)
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

// -- Unpacking ---------------------------------------------------------------------

static bool too_few(Vm *vm, int wanted, bool star, uint32_t got)
{
    return raise_error(vm, VALUE_ERROR,
                       "not enough values to unpack (expected %s%d, got %u)",
                       star ? "at least " : "", wanted, got);
}

// Takes [count] items, and one more to see whether there are too many.
static bool take_items(Vm *vm, Value iterator, int count, List *items)
{
    while ((int)items->count <= count) {
        Value item;
        if (!value_next(vm, iterator, &item)) return false;
        if (value_is_unset(item)) return true;
        if (!list_take(vm, items, item)) return false;
    }
    return true;
}

static bool too_many_values(Vm *vm, int count)
{
    return raise_error(vm, VALUE_ERROR, "too many values to unpack (expected %d)", count);
}

bool unpack(Vm *vm, Value sequence, int before, int after, Value *slot)
{
    Type *type = value_type(vm, sequence);
    if (!type->slots.iter && !type->slots.get_item)
        return raise_error(vm, TYPE_ERROR, "cannot unpack non-iterable %s object",
                           type_name(type));
    bool star = after >= 0;
    int fixed = before + (star ? after : 0);
    List *items = list_new(vm);
    Value iterator = UNSET;
    bool ok;
    if (star) {
        ok = list_extend(vm, items, sequence);
    } else {
        ok = value_iter(vm, sequence, &iterator);
        if (ok) ok = take_items(vm, iterator, before, items);
        value_drop(vm, iterator);
    }
    if (ok && (int)items->count < fixed) ok = too_few(vm, fixed, star, items->count);
    if (ok && !star && (int)items->count > before) ok = too_many_values(vm, before);
    if (!ok) {
        object_drop(vm, items);
        return false;
    }
    uint32_t count = items->count;
    Value *top = slot; // the sequence's own place is the first to be overwritten
    for (int i = after; star && i > 0; i--)
        *top++ = value_keep(items->items[count - (uint32_t)(after - i) - 1]);
    if (star) {
        List *middle = list_new(vm);
        for (uint32_t i = (uint32_t)before; ok && i < count - (uint32_t)after; i++)
            ok = list_append(vm, middle, items->items[i]);
        *top++ = value_object(middle);
    }
    for (int i = before; i > 0; i--)
        *top++ = value_keep(items->items[i - 1]);
    object_drop(vm, items);
    value_drop(vm, sequence);
    return true;
}

// -- Imports -----------------------------------------------------------------------

// Imports "a", "a.b", "a.b.c" in turn, as __import__ does; borrowed.
static Module *import_path(Vm *vm, const char *name, Module **first)
{
    Module *module = NULL;
    for (const char *end = name;; end++) {
        if (*end && *end != '.') continue;
        const char *part = str_intern_bytes(vm, name, (size_t)(end - name))->bytes;
        Module *parent = module;
        if (!(module = module_import(vm, part))) return NULL;
        if (!parent) *first = module;
        const char *last = strrchr(part, '.');
        if (parent && last)
            dict_set_str(vm, parent->attributes, str_intern(vm, last + 1),
                         value_object(module));
        if (!*end) return module;
    }
}

bool import_name(Vm *vm, Str *name, bool top, Value *result)
{
    Module *first, *module = import_path(vm, name->bytes, &first);
    if (!module) return false;
    *result = value_keep(value_object(top ? first : module));
    return true;
}

// Where CPython has the module, without the folder; what is built into it has no place.
static const char *module_file(const Str *name)
{
    static const char *const files[][2] = {
        {"__future__", "__future__.py"}, {"asyncio", "__init__.py"},
        {"collections", "__init__.py"},  {"collections.abc", "_collections_abc.py"},
        {"contextlib", "contextlib.py"}, {"functools", "functools.py"},
        {"random", "random.py"},         {"typing", "typing.py"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (str_is(name, files[i][0])) return files[i][1];
    return "unknown location";
}

bool import_from(Vm *vm, Value module, Str *name, Value *result)
{
    if (!value_find_attribute(vm, module, name, result)) return false;
    if (!value_is_unset(*result)) return true;
    const Module *from = (const Module *)module.object;
    Value path = str_format(vm, "%s.%s", from->name->bytes, name->bytes);
    Module *sub = module_import(vm, STR(path)->bytes);
    value_drop(vm, path);
    if (sub) {
        *result = value_keep(value_object(sub));
        return true;
    }
    if (!exception_is_raised(vm, MODULE_NOT_FOUND_ERROR)) return false;
    value_drop(vm, exception_take(vm));
    return raise_import_error(vm, IMPORT_ERROR, from->name, name,
                              "cannot import name '%s' from '%s' (%s)", name->bytes,
                              from->name->bytes, module_file(from->name));
}

bool import_star(Vm *vm, Frame *frame, Value module)
{
    Dict *attributes = ((Module *)module.object)->attributes;
    Value all = dict_get_str(attributes, vm->names.all);
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(attributes, &at, &entry);) {
        bool public = STR(entry->key)->bytes[0] != '_';
        if (!value_is_unset(all) && !value_contains(vm, all, entry->key, &public))
            return false;
        if (public && !dict_set(vm, frame->namespace_, entry->key, entry->value))
            return false;
    }
    return true;
}
