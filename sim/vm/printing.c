// printing.c -- print.
//
// What one print writes to standard output is gathered and written at once, so that it is
// one event of the trace. A value's __str__ may print, too: what was gathered before it
// is written first, as it would be by CPython.

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <string.h>

void print_flush(Vm *vm)
{
    Text *text = vm->unwritten;
    if (!text || !text->size) return;
    vm->unwritten = NULL;
    vm_write(vm, text->bytes, text->size);
    text_clear(text);
    vm->unwritten = text;
}

// sep or end: a str, or None for what is usual.
static bool separator(Vm *vm, Value v, const char *name, const char *usual, Text *text)
{
    if (value_is_none(v)) {
        text_add(text, usual);
        return true;
    }
    if (!value_is_str(v))
        return raise_error(vm, TYPE_ERROR, "%s must be None or a string, not %s", name,
                           value_type_name(vm, v));
    text_add_bytes(text, STR(v)->bytes, STR(v)->size);
    return true;
}

static bool gather(Vm *vm, Text *text, const Tuple *values, const Text *between)
{
    for (uint32_t i = 0; i < values->count; i++) {
        if (i) text_add_bytes(text, between->bytes, between->size);
        Value str; // text_add_str would hold the text while __str__ runs
        Value v = values->items[i];
        if (v.kind != VALUE_OBJECT || v.object->type == vm->types.str) {
            if (!text_add_str(vm, text, v)) return false;
            continue;
        }
        if (!value_str(vm, v, &str)) return false;
        text_add_bytes(text, STR(str)->bytes, STR(str)->size);
        value_drop(vm, str);
    }
    return true;
}

static bool print_out(Vm *vm, const Tuple *values, const Text *between, const Text *end)
{
    print_flush(vm);
    Text text = {0};
    Text *outer = vm->unwritten;
    vm->unwritten = &text;
    bool ok = gather(vm, &text, values, between);
    if (ok) text_add_bytes(&text, end->bytes, end->size);
    vm->unwritten = NULL;
    if (text.size) vm_write(vm, text.bytes, text.size);
    vm->unwritten = outer;
    text_free(&text);
    return ok && !vm->halt;
}

static bool write_bytes(Vm *vm, Value file, const Text *text)
{
    Value str, written;
    if (!text->size) return true;
    if (!str_new(vm, text->bytes, text->size, &str)) return false;
    bool ok = call_method(vm, file, "write", &str, 1, &written);
    value_drop(vm, str);
    if (ok) value_drop(vm, written);
    return ok;
}

// True if [file] is sys.stdout ([*is_out]) or sys.stderr.
static bool is_stream(Vm *vm, Value file, bool *is_out)
{
    if (file.kind != VALUE_OBJECT || !(file.object->type->flags & TYPE_NATIVE) ||
        strcmp(type_short_name(file.object->type), "TextIOWrapper") != 0)
        return false;
    Value name;
    if (!value_get_attribute(vm, file, str_intern(vm, "name"), &name)) return false;
    *is_out = value_is_str(name) && str_is(STR(name), "<stdout>");
    value_drop(vm, name);
    return true;
}

// To standard error, at once as well.
static bool print_error(Vm *vm, Value file, const Tuple *values, const Text *between,
                        const Text *end)
{
    Text text = {0};
    bool ok = gather(vm, &text, values, between);
    if (ok) {
        text_add_bytes(&text, end->bytes, end->size);
        ok = write_bytes(vm, file, &text);
    } else if (text.size &&
               vm->hooks.write) { // what CPython has written before it failed
        vm->hooks.write(vm, true, text.bytes, text.size);
    }
    text_free(&text);
    return ok;
}

// A file of the program gets each part by itself.
static bool print_to(Vm *vm, Value file, const Tuple *values, const Text *between,
                     const Text *end)
{
    for (uint32_t i = 0; i < values->count; i++) {
        if (i && !write_bytes(vm, file, between)) return false;
        Value str, written;
        if (!value_str(vm, values->items[i], &str)) return false;
        bool ok = call_method(vm, file, "write", &str, 1, &written);
        value_drop(vm, str);
        if (!ok) return false;
        value_drop(vm, written);
    }
    return write_bytes(vm, file, end);
}

static bool flush_file(Vm *vm, Value file, Value flush)
{
    bool wanted;
    Value answer;
    if (!value_truth(vm, flush, &wanted)) return false;
    if (!wanted || value_is_unset(file)) return true;
    if (!call_method(vm, file, "flush", NULL, 0, &answer)) return false;
    value_drop(vm, answer);
    return true;
}

// Where print writes without file=: sys.stdout, which the program may have set. UNSET is
// standard output, as long as nobody has imported sys. Borrowed.
static bool standard_output(Vm *vm, Value *file)
{
    Value sys = dict_get_str(vm->modules, vm->names.sys);
    *file = UNSET;
    if (value_is_unset(sys)) return true;
    *file = dict_get_str(((Module *)sys.object)->attributes, vm->names.stdout);
    return !value_is_unset(*file) || raise_error(vm, RUNTIME_ERROR, "lost sys.stdout");
}

// args: the values, sep, end, file, flush.
static bool native_print(Vm *vm, Value *args, Value *result)
{
    Text between = {0}, end = {0};
    Value file = args[3];
    *result = NONE;
    if (value_is_none(file)) {
        if (!standard_output(vm, &file)) return false;
        if (value_is_none(file)) return true; // there is none
    }
    bool ok = separator(vm, args[1], "sep", " ", &between) &&
              separator(vm, args[2], "end", "\n", &end);
    bool is_out = value_is_unset(file);
    bool is_ours = ok && (is_out || is_stream(vm, file, &is_out));
    value_keep(file); // what is printed may set another
    if (is_ours && is_out)
        ok = print_out(vm, TUPLE(args[0]), &between, &end);
    else if (is_ours)
        ok = print_error(vm, file, TUPLE(args[0]), &between, &end);
    else if (ok)
        ok = print_to(vm, file, TUPLE(args[0]), &between, &end);
    text_free(&between);
    text_free(&end);
    ok = ok && flush_file(vm, file, args[4]);
    value_drop(vm, file);
    return ok;
}

const NativeSpec builtins_print_specs[] = {
    {"print", "*args, sep=None, end=None, file=None, flush=False", native_print, 0},
    {0},
};
