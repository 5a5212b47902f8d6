// library_tools.c -- the module _library: what our modules written in Python ask of the machine.

#include "vm/modules/modules.h"

#include "code/excerpt.h"
#include "vm/exception.h"
#include "vm/library.h"
#include "vm/places.h"
#include "vm/private.h"

// compile(module, text): the functions that [text] defines, as attributes of a module that
// is nowhere else. [module] is the name that they carry as __module__.
static bool tools_compile(Vm *vm, Value *args, Value *result)
{
    Str *name, *text;
    if (!arg_str(vm, args[0], "compile() argument 1", &name) ||
        !arg_str(vm, args[1], "compile() argument 2", &text))
        return false;
    Module *module = library_compile(vm, name->bytes, text->bytes, text->size);
    if (module) *result = value_object(module);
    return module;
}

// ---- Functions and coroutines ----

static const RunCode *code_of(Value v)
{
    return value_has_layout(v, LAYOUT_FUNCTION) ? ((FunctionObject *)v.object)->code
                                                : NULL;
}

// "generator", "coroutine", "async_generator" or None: what calling it makes.
static bool tools_function_kind(Vm *vm, Value *args, Value *result)
{
    const RunCode *run = code_of(args[0]);
    uint32_t flags = run ? run->code->flags : 0;
    const char *kind = flags & CODE_GENERATOR         ? "generator"
                       : flags & CODE_COROUTINE       ? "coroutine"
                       : flags & CODE_ASYNC_GENERATOR ? "async_generator"
                                                      : NULL;
    *result = kind ? str_from(vm, kind) : NONE;
    return true;
}

// The kinds of parameters, as inspect numbers them.
enum { ONLY_POSITIONAL, PLAIN, STAR, ONLY_KEYWORD, DOUBLE_STAR };

// Appends (name, kind, default): [fallback] is UNSET without one, else becomes a 1-tuple.
static void add_parameter(Vm *vm, List *list, const RunCode *run, int slot, int kind,
                          Value fallback)
{
    Value parts[3] = {value_object(run->locals[slot]), value_int(kind),
                      tuple_of(vm, &fallback, !value_is_unset(fallback))};
    list_take(vm, list, tuple_of(vm, parts, 3));
    value_drop(vm, parts[2]);
}

static Value default_of(const FunctionObject *function, int slot)
{
    const Code *code = function->code->code;
    if (slot >= code->positional_count)
        return function->kwdefaults
                   ? dict_get_str(function->kwdefaults, function->code->locals[slot])
                   : UNSET;
    int count = function->defaults ? (int)function->defaults->count : 0;
    int at = slot - (code->positional_count - count);
    return at >= 0 ? function->defaults->items[at] : UNSET;
}

// parameters(function): [(name, kind, (default,) or ()), ...] in the order of the def.
static bool tools_parameters(Vm *vm, Value *args, Value *result)
{
    const RunCode *run = code_of(args[0]);
    if (!run) return raise_error(vm, TYPE_ERROR, "parameters() wants a function");
    const FunctionObject *function = (FunctionObject *)args[0].object;
    const Code *code = run->code;
    List *list = list_new(vm);
    int named = code->positional_count + code->keyword_only_count;
    for (int i = 0; i < code->positional_count; i++)
        add_parameter(vm, list, run, i,
                      i < code->positional_only_count ? ONLY_POSITIONAL : PLAIN,
                      default_of(function, i));
    bool has_args = code->flags & CODE_HAS_ARGS;
    if (has_args) add_parameter(vm, list, run, named, STAR, UNSET);
    for (int i = code->positional_count; i < named; i++)
        add_parameter(vm, list, run, i, ONLY_KEYWORD, default_of(function, i));
    if (code->flags & CODE_HAS_KWARGS)
        add_parameter(vm, list, run, named + has_args, DOUBLE_STAR, UNSET);
    *result = value_object(list);
    return true;
}

// "CREATED", "RUNNING", "SUSPENDED" or "CLOSED".
static bool tools_coroutine_state(Vm *vm, Value *args, Value *result)
{
    static const char *const names[] = {
        [COROUTINE_UNSTARTED] = "CREATED", [COROUTINE_YIELDED] = "SUSPENDED",
        [COROUTINE_AWAITS] = "SUSPENDED",  [COROUTINE_RUNNING] = "RUNNING",
        [COROUTINE_DONE] = "CLOSED",
    };
    if (!value_has_layout(args[0], LAYOUT_COROUTINE))
        return raise_error(vm, TYPE_ERROR, "coroutine_state() wants a coroutine");
    *result = str_from(vm, names[((CoroutineObject *)args[0].object)->state]);
    return true;
}

// caller(): file, line and function of the program that called into the library.
static bool tools_caller(Vm *vm, Value *args, Value *result)
{
    (void)args;
    const Frame *frame = vm->frame;
    while (frame && frame->code->code->flags & CODE_LIBRARY)
        frame = frame->back;
    Value parts[3] = {str_from(vm, vm_program_name(vm)), value_int(vm_line(vm)),
                      str_from(vm, frame ? frame->code->code->name.bytes : "<module>")};
    *result = tuple_of(vm, parts, 3);
    value_drop(vm, parts[0]);
    value_drop(vm, parts[2]);
    return true;
}

// ---- Exceptions ----

// The whole report that an uncaught exception leads to.
static bool tools_format_exception(Vm *vm, Value *args, Value *result)
{
    Text text = {0};
    if (exception_report(vm, args[0], &text)) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool tools_format_exception_only(Vm *vm, Value *args, Value *result)
{
    Text text = {0};
    if (exception_summary(vm, args[0], &text)) {
        text_add_char(&text, '\n');
        return str_from_text(vm, &text, result);
    }
    text_free(&text);
    return false;
}

// format_traceback(traceback or None): a text for each frame.
static bool tools_format_traceback(Vm *vm, Value *args, Value *result)
{
    List *list = list_new(vm);
    const TraceEntry *entry =
        value_is_none(args[0]) ? NULL : (TraceEntry *)args[0].object;
    for (; entry; entry = entry->next) {
        Place place = entry->code->places[entry->at];
        Text text = {0};
        Value line;
        excerpt_add_header(entry->code->program, place, entry->function->name, &text);
        excerpt_add(entry->code->program, place, &text);
        if (str_from_text(vm, &text, &line)) list_take(vm, list, line);
    }
    *result = value_object(list);
    return true;
}

// (file, line, function, text of the line) of a frame of the program.
static Value stand_of(Vm *vm, const Code *code, int line, const Code *function)
{
    Text text = {0};
    excerpt_add_text(code->program, line, &text);
    Value parts[4] = {str_from(vm, code_file(code)), value_int(line),
                      str_from(vm, function->name.bytes),
                      str_from(vm, text_string(&text))};
    text_free(&text);
    Value tuple = tuple_of(vm, parts, 4);
    for (int i = 0; i < 4; i++)
        value_drop(vm, parts[i]);
    return tuple;
}

// traceback_stands(traceback or None): the frames of the program, the outermost first.
static bool tools_traceback_stands(Vm *vm, Value *args, Value *result)
{
    List *list = list_new(vm);
    const TraceEntry *entry =
        value_is_none(args[0]) ? NULL : (TraceEntry *)args[0].object;
    for (; entry; entry = entry->next)
        list_take(vm, list,
                  stand_of(vm, entry->code, code_line(entry->code, entry->at),
                           entry->function));
    *result = value_object(list);
    return true;
}

// running_stack(): the frames of the program that run now, as a traceback, or None.
static bool tools_running_stack(Vm *vm, Value *args, Value *result)
{
    (void)args;
    TraceEntry *stack = running_stack(vm);
    *result = stack ? value_object(stack) : NONE;
    return true;
}

// coroutine_stand(coroutine): where its own frame stands; None if it is over or not of the
// program.
static bool tools_coroutine_stand(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_has_layout(args[0], LAYOUT_COROUTINE) || coroutine_is_done(args[0]))
        return true;
    const char *file;
    uint32_t line;
    bool done;
    coroutine_place(vm, args[0], &file, &line, &done);
    const Code *code = coroutine_code((CoroutineObject *)args[0].object)->code;
    *result = stand_of(vm, code, (int)line, code);
    return true;
}

// ---- The run ----

static bool tools_seed(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(vm->seed);
    return true;
}

// The type of what an exception has as its __traceback__.
static bool tools_traceback_type(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_keep(value_object((Object *)vm->types.traceback));
    return true;
}

static const NativeSpec functions[] = {
    {"compile", "module, text, /", tools_compile, 0},
    {"function_kind", "function, /", tools_function_kind, 0},
    {"parameters", "function, /", tools_parameters, 0},
    {"coroutine_state", "coroutine, /", tools_coroutine_state, 0},
    {"caller", "", tools_caller, 0},
    {"format_exception", "exception, /", tools_format_exception, 0},
    {"format_exception_only", "exception, /", tools_format_exception_only, 0},
    {"format_traceback", "traceback, /", tools_format_traceback, 0},
    {"traceback_type", "", tools_traceback_type, 0},
    {"traceback_stands", "traceback, /", tools_traceback_stands, 0},
    {"running_stack", "", tools_running_stack, 0},
    {"coroutine_stand", "coroutine, /", tools_coroutine_stand, 0},
    {"seed", "", tools_seed, 0},
    {0},
};

Module *library_tools_module(Vm *vm)
{
    return module_new(vm, "_library", functions);
}
