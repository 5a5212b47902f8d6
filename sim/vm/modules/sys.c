// sys.c -- the module sys: what can be known of the interpreter that we stand for.

#include "vm/builtins.h"
#include "vm/modules/modules.h"

// -- Streams -----------------------------------------------------------------------

typedef struct Stream {
    Object object;
    bool is_error; // standard error
} Stream;

#define STREAM(value) ((Stream *)(value).object)

static bool stream_write(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "write() argument must be str, not %s",
                           value_type_name(vm, args[1]));
    const Str *text = STR(args[1]);
    if (STREAM(args[0])->is_error) {
        if (vm->hooks.write) vm->hooks.write(vm, true, text->bytes, text->size);
    } else {
        print_flush(vm);
        vm_write(vm, text->bytes, text->size);
    }
    *result = value_int(text->length);
    return vm->halt == HALT_NONE && value_is_unset(vm->raised);
}

static bool stream_writelines(Vm *vm, Value *args, Value *result)
{
    Value iterator = UNSET;
    if (!value_iter(vm, args[1], &iterator)) return false;
    bool good = true;
    for (;;) {
        Value line = UNSET, count = UNSET;
        good = value_next(vm, iterator, &line);
        if (!good || value_is_unset(line)) break;
        good = stream_write(vm, (Value[]){args[0], line}, &count);
        value_drop(vm, line);
        if (!good) break;
    }
    value_drop(vm, iterator);
    *result = NONE;
    return good;
}

// flush() has nothing to do, and nobody asks for the newlines.
static bool stream_none(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

// It is no terminal and no input, and is never closed.
static bool stream_false(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = FALSE;
    return true;
}

static bool stream_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, STREAM(args[0])->is_error ? "<stderr>" : "<stdout>");
    return true;
}

static bool stream_encoding(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = str_from(vm, "utf-8");
    return true;
}

static bool stream_errors(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, STREAM(args[0])->is_error ? "backslashreplace" : "strict");
    return true;
}

static bool stream_mode(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = str_from(vm, "w");
    return true;
}

static bool stream_line_buffering(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(STREAM(args[0])->is_error);
    return true;
}

static bool stream_writable(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = TRUE;
    return true;
}

// Text is UTF-8 and shows at once, whatever is asked for.
static bool stream_reconfigure(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static bool stream_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>",
                         STREAM(self)->is_error ? "<stderr>" : "<stdout>");
    return true;
}

static const NativeSpec stream_methods[] = {
    {"write", "self, text, /", stream_write, 0},
    {"writelines", "self, lines, /", stream_writelines, 0},
    {"flush", "self", stream_none, 0},
    {"isatty", "self", stream_false, 0},
    {"name", "self", stream_name, NATIVE_PROPERTY},
    {"encoding", "self", stream_encoding, NATIVE_PROPERTY},
    {"errors", "self", stream_errors, NATIVE_PROPERTY},
    {"mode", "self", stream_mode, NATIVE_PROPERTY},
    {"closed", "self", stream_false, NATIVE_PROPERTY},
    {"line_buffering", "self", stream_line_buffering, NATIVE_PROPERTY},
    {"write_through", "self", stream_false, NATIVE_PROPERTY},
    {"newlines", "self", stream_none, NATIVE_PROPERTY},
    {"readable", "self, /", stream_false, 0},
    {"writable", "self, /", stream_writable, 0},
    {"reconfigure",
     "self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None",
     stream_reconfigure, 0},
    {0},
};

static const TypeSpec stream_spec = {
    .name = "TextIOWrapper",
    .module = "_io",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Stream),
    .slots = {.repr = stream_repr},
    .methods = stream_methods,
};

static Value stream_new(Vm *vm, Type *type, bool is_error)
{
    Stream *stream = object_new(vm, type);
    stream->is_error = is_error;
    return value_object(stream);
}

// -- sys.version_info: a tuple whose items have names --------------------------------

static const char *const version_names[] = {"major", "minor", "micro", "releaselevel",
                                            "serial"};
enum { VERSION_PARTS = sizeof version_names / sizeof *version_names };

static bool version_part(Value self, int i, Value *result)
{
    *result = value_keep(TUPLE(self)->items[i]);
    return true;
}

static bool version_major(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return version_part(args[0], 0, result);
}

static bool version_minor(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return version_part(args[0], 1, result);
}

static bool version_micro(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return version_part(args[0], 2, result);
}

static bool version_level(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return version_part(args[0], 3, result);
}

static bool version_serial(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return version_part(args[0], 4, result);
}

static bool version_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add(&text, "sys.version_info(");
    for (int i = 0; i < VERSION_PARTS; i++) {
        text_addf(&text, "%s%s=", i ? ", " : "", version_names[i]);
        text_add_repr(vm, &text, TUPLE(self)->items[i]);
    }
    text_add_char(&text, ')');
    return str_from_text(vm, &text, result);
}

static const NativeSpec version_methods[] = {
    {"major", "self", version_major, NATIVE_PROPERTY},
    {"minor", "self", version_minor, NATIVE_PROPERTY},
    {"micro", "self", version_micro, NATIVE_PROPERTY},
    {"releaselevel", "self", version_level, NATIVE_PROPERTY},
    {"serial", "self", version_serial, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec version_spec = {
    .name = "version_info",
    .module = "sys",
    .layout = LAYOUT_TUPLE,
    .size = sizeof(Tuple),
    .flags = TYPE_FINAL,
    .slots = {.repr = version_repr},
    .methods = version_methods,
};

static Value version_new(Vm *vm)
{
    Tuple *version = tuple_new(vm, VERSION_PARTS);
    version->items[0] = value_int(3);
    version->items[1] = value_int(13);
    version->items[2] = value_int(0);
    version->items[3] = str_from(vm, "final");
    version->items[4] = value_int(0);
    version->object.type = type_new(vm, &version_spec, vm->types.tuple);
    return value_object(version);
}

// -- Functions ---------------------------------------------------------------------

static bool sys_exit(Vm *vm, Value *args, Value *result)
{
    (void)result;
    // As CPython: a tuple becomes the arguments of SystemExit.
    if (value_is_none(args[0])) return raise_with(vm, SYSTEM_EXIT, UNSET);
    Type *type = exception_type(vm, SYSTEM_EXIT);
    const Value *values = value_is_tuple(args[0]) ? TUPLE(args[0])->items : args;
    int count = value_is_tuple(args[0]) ? (int)TUPLE(args[0])->count : 1;
    return raise_value(vm, exception_new_with(vm, type, values, count));
}

static bool sys_exception(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_is_exception(vm->handled) ? value_keep(vm->handled) : NONE;
    return true;
}

static bool sys_exc_info(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Value parts[3] = {NONE, NONE, NONE};
    if (value_is_exception(vm->handled)) {
        TraceEntry *traceback = EXCEPTION_OF(vm->handled)->traceback;
        parts[0] = value_object(vm->handled.object->type);
        parts[1] = vm->handled;
        if (traceback) parts[2] = value_object(traceback);
    }
    *result = tuple_of(vm, parts, 3);
    return true;
}

static bool sys_getrecursionlimit(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(vm->recursion_limit);
    return true;
}

static bool sys_setrecursionlimit(Vm *vm, Value *args, Value *result)
{
    int64_t limit;
    *result = NONE;
    if (!arg_int(vm, args[0], &limit)) return false;
    if (limit < 1)
        return raise_error(vm, VALUE_ERROR,
                           "recursion limit must be greater or equal than 1");
    if (limit > INT32_MAX)
        return raise_error(vm, OVERFLOW_ERROR,
                           "Python int too large to convert to C int");
    if (vm->depth >= limit)
        return raise_error(vm, RECURSION_ERROR,
                           "cannot set the recursion limit to %d at the recursion depth "
                           "%d: the limit is too low",
                           (int)limit, vm->depth);
    vm->recursion_limit = (int)limit;
    return true;
}

static bool sys_intern(Vm *vm, Value *args, Value *result)
{
    Str *text;
    if (!arg_str(vm, args[0], "intern() argument", &text)) return false;
    *result = value_keep(value_object(str_intern_str(vm, text)));
    return true;
}

static const NativeSpec functions[] = {
    {"exit", "status=None, /", sys_exit, 0},
    {"exception", "", sys_exception, 0},
    {"exc_info", "", sys_exc_info, 0},
    {"getrecursionlimit", "", sys_getrecursionlimit, 0},
    {"setrecursionlimit", "limit, /", sys_setrecursionlimit, 0},
    {"intern", "string, /", sys_intern, 0},
    {0},
};

// sys.argv[0]: the name that __file__ has.
static Value program_name(Vm *vm)
{
    Value name = vm->globals ? dict_get_str(vm->globals, vm->names.file) : UNSET;
    return value_is_str(name) ? value_keep(name) : str_from(vm, "");
}

Module *sys_module(Vm *vm)
{
    Module *module = module_new(vm, "sys", functions);
    Type *stream = type_new(vm, &stream_spec, NULL);
    module_set(vm, module, "stdout", stream_new(vm, stream, false));
    module_set(vm, module, "__stdout__", stream_new(vm, stream, false));
    module_set(vm, module, "stderr", stream_new(vm, stream, true));
    module_set(vm, module, "__stderr__", stream_new(vm, stream, true));
    module_set(vm, module, "version_info", version_new(vm));
    module_set(vm, module, "version", str_from(vm, "3.13.0 (coroscope)"));
    module_set(vm, module, "hexversion", value_int(0x030d00f0));
    module_set(vm, module, "platform", str_from(vm, "linux"));
    module_set(vm, module, "byteorder", str_from(vm, "little"));
    module_set(vm, module, "maxsize", value_int(INT64_MAX));
    module_set(vm, module, "executable", str_from(vm, ""));
    module_set(vm, module, "modules", value_keep(value_object(vm->modules)));
    List *argv = list_new(vm);
    list_take(vm, argv, program_name(vm));
    module_set(vm, module, "argv", value_object(argv));
    return module;
}
