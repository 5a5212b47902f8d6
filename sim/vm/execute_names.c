// execute_names.c -- names: what is bound, where it is found, and imports.

#include "vm/execute.h"
#include "vm/late_names.h"
#include "vm/library.h"
#include "vm/operators.h"

#include <string.h>

// -- Variables ---------------------------------------------------------------------

bool unbound_local(Vm *vm, const Frame *frame, uint32_t slot)
{
    Str *name = frame->code->locals[slot];
    raise_error(
        vm, UNBOUND_LOCAL_ERROR,
        "cannot access local variable '%s' where it is not associated with a value",
        name->bytes);
    return false;
}

// True if a comprehension asks for a variable of the function that it stands in: CPython
// has made it a part of that function.
static bool is_of_function_around(const Frame *frame, const Str *name)
{
    if (!(frame->code->code->flags & CODE_COMPREHENSION)) return false;
    while (frame->back && frame->code->code->flags & CODE_COMPREHENSION)
        frame = frame->back;
    const Code *code = frame->code->code;
    for (int i = 0; i < code->local_count - code->free_count; i++)
        if (frame->code->locals[i] == name) return true;
    return false;
}

bool unbound_cell(Vm *vm, const Frame *frame, uint32_t slot)
{
    const Code *code = frame->code->code;
    if ((int)slot < code->local_count - code->free_count ||
        is_of_function_around(frame, frame->code->locals[slot]))
        return unbound_local(vm, frame, slot);
    Str *name = frame->code->locals[slot];
    raise_error(
        vm, NAME_ERROR,
        "cannot access free variable '%s' where it is not associated with a value in "
        "enclosing scope",
        name->bytes);
    if (!value_is_unset(vm->raised))
        value_set(vm, &EXCEPTION_OF(vm->raised)->value, value_keep(value_object(name)));
    return false;
}

static bool name_error(Vm *vm, Str *name)
{
    raise_error(vm, NAME_ERROR, "name '%s' is not defined", name->bytes);
    if (!value_is_unset(vm->raised))
        value_set(vm, &EXCEPTION_OF(vm->raised)->value, value_keep(value_object(name)));
    return false;
}

bool execute_delete_local(Vm *vm, Frame *frame, uint32_t operand)
{
    if (value_is_unset(frame->locals[operand])) return unbound_local(vm, frame, operand);
    value_clear(vm, &frame->locals[operand]);
    return true;
}

bool execute_clear_local(Vm *vm, Frame *frame, uint32_t operand)
{
    value_clear(vm, &frame->locals[operand]);
    return true;
}

// -- Cells -------------------------------------------------------------------------

static Value *cell_value(const Frame *frame, uint32_t slot)
{
    return &((Cell *)frame->locals[slot].object)->value;
}

bool execute_make_cell(Vm *vm, Frame *frame, uint32_t operand)
{
    Cell *cell = object_new(vm, vm->types.cell);
    cell->value = frame->locals[operand];
    frame->locals[operand] = value_object(cell);
    return true;
}

bool execute_store_cell(Vm *vm, Frame *frame, uint32_t operand)
{
    value_set(vm, cell_value(frame, operand), operand_pop(frame));
    return true;
}

bool execute_delete_cell(Vm *vm, Frame *frame, uint32_t operand)
{
    if (value_is_unset(*cell_value(frame, operand)))
        return unbound_cell(vm, frame, operand);
    value_clear(vm, cell_value(frame, operand));
    return true;
}

bool execute_clear_cell(Vm *vm, Frame *frame, uint32_t operand)
{
    value_clear(vm, cell_value(frame, operand));
    return true;
}

// -- Names of the module -----------------------------------------------------------

Value load_global(Vm *vm, const Frame *frame, Cache *cache)
{
    const Dict *globals = frame->globals;
    int at = dict_find_str(globals, cache->name);
    if (at >= 0) {
        cache->version = globals->keys_version;
        cache->index = (uint32_t)at;
        return value_keep(globals->entries[at].value);
    }
    Value builtin = dict_get_str(vm->builtins, cache->name);
    if (value_is_unset(builtin)) builtin = library_builtin(vm, cache->name);
    if (value_is_unset(builtin)) {
        name_error(vm, cache->name);
        return UNSET;
    }
    // Valid until the module gets a name that hides it: then its keys change.
    cache->version = globals->keys_version;
    cache->index = CACHE_BUILTIN;
    cache->value = builtin;
    return value_keep(builtin);
}

bool store_global(Vm *vm, const Frame *frame, const Cache *cache, Value value)
{
    bool ok = dict_set_str(vm, frame->globals, cache->name, value);
    value_drop(vm, value);
    return ok;
}

bool execute_delete_global(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->names[operand];
    return dict_delete_str(vm, frame->globals, name) || name_error(vm, name);
}

bool execute_clear_global(Vm *vm, Frame *frame, uint32_t operand)
{
    dict_delete_str(vm, frame->globals, frame->code->names[operand]);
    return true;
}

bool execute_load_build_class(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    operand_push(frame, value_keep(vm->private->build_class));
    return true;
}

bool execute_load_assertion_error(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    operand_push(frame, value_keep(value_object(exception_type(vm, ASSERTION_ERROR))));
    return true;
}

// -- Names in the body of a class --------------------------------------------------

bool execute_load_name(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->names[operand];
    Value value = dict_get_str(frame->namespace_, name);
    if (value_is_unset(value)) value = dict_get_str(frame->globals, name);
    if (value_is_unset(value)) value = dict_get_str(vm->builtins, name);
    if (value_is_unset(value)) value = library_builtin(vm, name);
    if (value_is_unset(value)) return name_error(vm, name);
    operand_push(frame, value_keep(value));
    return true;
}

bool execute_store_name(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->names[operand];
    return dict_set_str(vm, frame->namespace_, name, frame->top[-1]) &&
           operands_drop(vm, frame, 1);
}

bool execute_delete_name(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->names[operand];
    return dict_delete_str(vm, frame->namespace_, name) || name_error(vm, name);
}

bool execute_clear_name(Vm *vm, Frame *frame, uint32_t operand)
{
    dict_delete_str(vm, frame->namespace_, frame->code->names[operand]);
    return true;
}

bool execute_load_class_free(Vm *vm, Frame *frame, uint32_t operand)
{
    Value value = dict_get_str(frame->namespace_, frame->code->locals[operand]);
    if (value_is_unset(value)) value = *cell_value(frame, operand);
    if (value_is_unset(value)) return unbound_cell(vm, frame, operand);
    operand_push(frame, value_keep(value));
    return true;
}

bool execute_load_namespace(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)vm, (void)operand;
    operand_push(frame, value_keep(value_object(frame->namespace_)));
    return true;
}

bool execute_setup_annotations(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    if (dict_find_str(frame->namespace_, vm->names.annotations) >= 0) return true;
    Dict *dict = dict_new(vm);
    dict_set_str(vm, frame->namespace_, vm->names.annotations, value_object(dict));
    object_drop(vm, dict);
    return true;
}

bool execute_store_annotation(Vm *vm, Frame *frame, uint32_t operand)
{
    execute_setup_annotations(vm, frame, 0);
    Value name = value_object(frame->code->names[operand]);
    Value dict = dict_get_str(frame->namespace_, vm->names.annotations);
    bool ok = value_is_dict(dict)
                  ? dict_set_str(vm, DICT(dict), STR(name), frame->top[-1])
                  : value_set_item(vm, dict, name, frame->top[-1]);
    return ok && operands_drop(vm, frame, 1);
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

static bool import(Vm *vm, Frame *frame, uint32_t operand, bool top)
{
    const Str *name = frame->code->names[operand];
    Module *first, *module = import_path(vm, name->bytes, &first);
    if (!module) return false;
    operand_push(frame, value_keep(value_object(top ? first : module)));
    return true;
}

bool execute_import(Vm *vm, Frame *frame, uint32_t operand)
{
    return import(vm, frame, operand, false);
}

bool execute_import_top(Vm *vm, Frame *frame, uint32_t operand)
{
    return import(vm, frame, operand, true);
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

static bool import_from(Vm *vm, Value module, Str *name, Value *result)
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
    const char *refusal = late_name_refusal(vm, from->name, name);
    if (refusal)
        return raise_import_error(vm, IMPORT_ERROR, from->name, name,
                                  "%s.%s is not simulated: %s", from->name->bytes,
                                  name->bytes, refusal);
    return raise_import_error(vm, IMPORT_ERROR, from->name, name,
                              "cannot import name '%s' from '%s' (%s)", name->bytes,
                              from->name->bytes, module_file(from->name));
}

bool execute_import_from(Vm *vm, Frame *frame, uint32_t operand)
{
    Value value;
    if (!import_from(vm, frame->top[-1], frame->code->names[operand], &value))
        return false;
    operand_push(frame, value);
    return true;
}

bool execute_import_star(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value module = frame->top[-1];
    if (!late_names_make(vm, (Module *)module.object)) return false;
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
    return operands_drop(vm, frame, 1);
}
