// exception_types.c -- the classes of exceptions: how each is made from its arguments,
// what it is as text, and the attributes it has (CPython's Objects/exceptions.c).

#include "vm/operators.h"
#include "vm/exception_types.h"

#include "base/utf8.h"
#include "vm/vm.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

// -- BaseException -----------------------------------------------------------------

bool exception_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Exception *self = object_new(vm, type);
    self->args = tuple_of(vm, arguments->values, arguments->count);
    *result = value_object(self);
    return true;
}

static bool has_keywords(const Arguments *arguments)
{
    return arguments->names && arguments->names->count > 0;
}

static bool refuse_keywords(Vm *vm, Value self, const Arguments *arguments)
{
    if (!has_keywords(arguments)) return true;
    return raise_error(vm, TYPE_ERROR, "%s() takes no keyword arguments",
                       value_type_name(vm, self));
}

// Takes the arguments as .args, unless they are what is there since the creation.
static void set_args(Vm *vm, Exception *self, const Arguments *arguments)
{
    const Tuple *had = value_is_tuple(self->args) ? TUPLE(self->args) : NULL;
    bool same = had && had->count == (uint32_t)arguments->count;
    for (int i = 0; same && i < arguments->count; i++)
        same = value_is(had->items[i], arguments->values[i]);
    if (same) return;
    value_set(vm, &self->args, tuple_of(vm, arguments->values, arguments->count));
}

bool exception_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (!refuse_keywords(vm, self, arguments)) return false;
    set_args(vm, EXCEPTION_OF(self), arguments);
    return true;
}

void exception_release(Vm *vm, Object *object)
{
    Exception *self = (Exception *)object;
    value_clear(vm, &self->value);
    value_clear(vm, &self->second);
    value_clear(vm, &self->args);
    value_clear(vm, &self->notes);
    TraceEntry *traceback = self->traceback;
    self->traceback = NULL;
    object_drop(vm, traceback);
    value_clear(vm, &self->cause);
    value_clear(vm, &self->context);
}

bool exception_str(Vm *vm, Value self, Value *result)
{
    const Tuple *args = TUPLE(EXCEPTION_OF(self)->args);
    if (args->count == 0) return str_new(vm, "", 0, result);
    if (args->count == 1) return value_str(vm, args->items[0], result);
    return value_str(vm, EXCEPTION_OF(self)->args, result);
}

static bool exception_repr(Vm *vm, Value self, Value *result)
{
    const Tuple *args = TUPLE(EXCEPTION_OF(self)->args);
    Text text = {0};
    text_add(&text, value_type_name(vm, self));
    bool good;
    if (args->count == 1) {
        text_add_char(&text, '(');
        good = text_add_repr(vm, &text, args->items[0]);
        text_add_char(&text, ')');
    } else {
        good = text_add_repr(vm, &text, EXCEPTION_OF(self)->args);
    }
    if (good) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

// Deleting one of the attributes that every exception has.
static bool may_not_be_deleted(Vm *vm, const char *name)
{
    return raise_error(vm, TYPE_ERROR, "%s may not be deleted", name);
}

static bool get_args(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(EXCEPTION_OF(args[0])->args);
    return true;
}

static bool put_args(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1])) return may_not_be_deleted(vm, "args");
    Value tuple = UNSET;
    if (!tuple_from_iterable(vm, args[1], &tuple)) return false;
    value_set(vm, &EXCEPTION_OF(args[0])->args, tuple);
    *result = NONE;
    return true;
}

static Value none_if_unset(Value v)
{
    return value_is_unset(v) ? NONE : value_keep(v);
}

static bool get_cause(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = none_if_unset(EXCEPTION_OF(args[0])->cause);
    return true;
}

static bool put_cause(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1])) return may_not_be_deleted(vm, "__cause__");
    if (!value_is_none(args[1]) && !value_is_exception(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "exception cause must be None or derive from BaseException");
    value_set(vm, &EXCEPTION_OF(args[0])->cause, value_keep(args[1]));
    EXCEPTION_OF(args[0])->suppress_context = true;
    *result = NONE;
    return true;
}

static bool get_context(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = none_if_unset(EXCEPTION_OF(args[0])->context);
    return true;
}

static bool put_context(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1])) return may_not_be_deleted(vm, "__context__");
    if (!value_is_none(args[1]) && !value_is_exception(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "exception context must be None or derive from BaseException");
    value_set(vm, &EXCEPTION_OF(args[0])->context,
              value_is_none(args[1]) ? UNSET : value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool get_suppress(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(EXCEPTION_OF(args[0])->suppress_context);
    return true;
}

static bool put_suppress(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1]))
        return raise_error(vm, TYPE_ERROR, "can't delete numeric/char attribute");
    if (args[1].kind != VALUE_BOOL)
        return raise_error(vm, TYPE_ERROR, "attribute value type must be bool");
    EXCEPTION_OF(args[0])->suppress_context = args[1].integer;
    *result = NONE;
    return true;
}

static bool get_traceback(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    TraceEntry *traceback = EXCEPTION_OF(args[0])->traceback;
    *result = traceback ? value_object(object_keep(traceback)) : NONE;
    return true;
}

static bool set_traceback(Vm *vm, Value self, Value traceback)
{
    bool is_one =
        traceback.kind == VALUE_OBJECT && traceback.object->type == vm->types.traceback;
    if (!is_one && !value_is_none(traceback))
        return raise_error(vm, TYPE_ERROR, "__traceback__ must be a traceback or None");
    TraceEntry *old = EXCEPTION_OF(self)->traceback;
    EXCEPTION_OF(self)->traceback =
        is_one ? (TraceEntry *)object_keep(traceback.object) : NULL;
    object_drop(vm, old);
    return true;
}

static bool put_traceback(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1])) return may_not_be_deleted(vm, "__traceback__");
    *result = NONE;
    return set_traceback(vm, args[0], args[1]);
}

static bool with_traceback(Vm *vm, Value *args, Value *result)
{
    if (!set_traceback(vm, args[0], args[1])) return false;
    *result = value_keep(args[0]);
    return true;
}

static bool get_notes(Vm *vm, Value *args, Value *result)
{
    Value notes = EXCEPTION_OF(args[0])->notes;
    if (value_is_unset(notes))
        return raise_attribute_error(vm, args[0], vm->names.notes,
                                     "'%s' object has no attribute '__notes__'",
                                     value_type_name(vm, args[0]));
    *result = value_keep(notes);
    return true;
}

static bool put_notes(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1]) && !get_notes(vm, args, result)) return false;
    value_set(vm, &EXCEPTION_OF(args[0])->notes, value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool add_note(Vm *vm, Value *args, Value *result)
{
    Exception *self = EXCEPTION_OF(args[0]);
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "note must be a str, not '%s'",
                           value_type_name(vm, args[1]));
    if (value_is_unset(self->notes)) self->notes = value_object(list_new(vm));
    if (!value_is_list(self->notes))
        return raise_error(vm, TYPE_ERROR, "Cannot add note: __notes__ is not a list");
    *result = NONE;
    return list_append(vm, LIST(self->notes), args[1]);
}

static const NativeSpec base_exception_methods[] = {
    {"args", "self", get_args, NATIVE_PROPERTY},
    {"args", "self, value", put_args, NATIVE_SETTER},
    {"__cause__", "self", get_cause, NATIVE_PROPERTY},
    {"__cause__", "self, value", put_cause, NATIVE_SETTER},
    {"__context__", "self", get_context, NATIVE_PROPERTY},
    {"__context__", "self, value", put_context, NATIVE_SETTER},
    {"__suppress_context__", "self", get_suppress, NATIVE_PROPERTY},
    {"__suppress_context__", "self, value", put_suppress, NATIVE_SETTER},
    {"__traceback__", "self", get_traceback, NATIVE_PROPERTY},
    {"__traceback__", "self, value", put_traceback, NATIVE_SETTER},
    {"__notes__", "self", get_notes, NATIVE_PROPERTY},
    {"__notes__", "self, value", put_notes, NATIVE_SETTER},
    {"with_traceback", "self, tb, /", with_traceback, 0},
    {"add_note", "self, note, /", add_note, 0},
    {0},
};

// -- Attributes of some classes ----------------------------------------------------

// Where the member is kept; NULL if it stands in a tuple that does not exist yet.
static Value *member_place(Exception *self, ExceptionMember member)
{
    if (member == MEMBER_FIRST) return &self->value;
    if (member == MEMBER_SECOND) return &self->second;
    return value_is_unset(self->value) ? NULL : &TUPLE(self->value)->items[member];
}

Value exception_member(Value exception, ExceptionMember member)
{
    const Value *place = member_place(EXCEPTION_OF(exception), member);
    return place ? *place : UNSET;
}

void exception_set_member(Vm *vm, Value exception, ExceptionMember member, Value value)
{
    enum { MOST_MEMBERS = SYNTAX_ERROR_MEMBERS };
    Exception *self = EXCEPTION_OF(exception);
    Value *place = member_place(self, member);
    if (!place) {
        const Value unset[MOST_MEMBERS] = {UNSET};
        self->value = tuple_of(vm, unset, MOST_MEMBERS);
        place = member_place(self, member);
    }
    value_set(vm, place, value_keep(value));
}

static bool member_get(Value self, ExceptionMember member, Value *result)
{
    *result = none_if_unset(exception_member(self, member));
    return true;
}

static bool member_put(Vm *vm, Value *args, ExceptionMember member, Value *result)
{
    exception_set_member(vm, args[0], member, args[1]);
    *result = NONE;
    return true;
}

// A native function knows no more than its arguments, so each member needs two of them.
#define MEMBER(name, member)                                                             \
    static bool get_##name(Vm *vm, Value *args, Value *result)                           \
    {                                                                                    \
        (void)vm;                                                                        \
        return member_get(args[0], member, result);                                      \
    }                                                                                    \
    static bool put_##name(Vm *vm, Value *args, Value *result)                           \
    {                                                                                    \
        return member_put(vm, args, member, result);                                     \
    }
MEMBER(first, MEMBER_FIRST)
MEMBER(second, MEMBER_SECOND)
MEMBER(member_0, 0)
MEMBER(member_1, 1)
MEMBER(member_2, 2)
MEMBER(member_3, 3)
MEMBER(member_4, 4)
MEMBER(member_5, 5)
MEMBER(member_6, 6)
#undef MEMBER

#define MEMBER_ROWS(name, place)                                                         \
    {name, "self", get_##place, NATIVE_PROPERTY},                                        \
    {                                                                                    \
        name, "self, value", put_##place, NATIVE_SETTER                                  \
    }

// The keyword arguments that a class knows: NULL after the last one.
typedef struct KeywordRow {
    const char *name;
    ExceptionMember member;
} KeywordRow;

// Takes the keywords of a call as members; one that is not in [rows] is a TypeError.
static bool take_keywords(Vm *vm, Value self, const char *class_name,
                          const Arguments *arguments, const KeywordRow *rows)
{
    for (const KeywordRow *row = rows; row->name; row++)
        exception_set_member(vm, self, row->member, UNSET);
    for (uint32_t i = 0; has_keywords(arguments) && i < arguments->names->count; i++) {
        const Str *name = STR(arguments->names->items[i]);
        const KeywordRow *row = rows;
        while (row->name && !str_is(name, row->name))
            row++;
        if (!row->name)
            return raise_error(vm, TYPE_ERROR,
                               "%s() got an unexpected keyword argument '%s'", class_name,
                               name->bytes);
        exception_set_member(vm, self, row->member,
                             arguments->values[arguments->count + (int)i]);
    }
    return true;
}

// The positional arguments alone.
static Arguments without_keywords(const Arguments *arguments)
{
    return (Arguments){.values = arguments->values, .count = arguments->count};
}

// -- StopIteration, SystemExit, KeyError -------------------------------------------

static bool stop_iteration_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (!exception_init(vm, self, arguments)) return false;
    Value value = arguments->count > 0 ? arguments->values[0] : NONE;
    exception_set_member(vm, self, MEMBER_FIRST, value);
    return true;
}

static bool system_exit_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (!exception_init(vm, self, arguments)) return false;
    Value code = NONE;
    if (arguments->count == 1) code = arguments->values[0];
    if (arguments->count > 1) code = EXCEPTION_OF(self)->args;
    exception_set_member(vm, self, MEMBER_FIRST, code);
    return true;
}

static const NativeSpec stop_iteration_methods[] = {MEMBER_ROWS("value", first), {0}};
static const NativeSpec system_exit_methods[] = {MEMBER_ROWS("code", first), {0}};

static bool key_error_str(Vm *vm, Value self, Value *result)
{
    const Tuple *args = TUPLE(EXCEPTION_OF(self)->args);
    // An empty message would hide which key, so a single one is shown as its repr.
    if (args->count == 1) return value_repr(vm, args->items[0], result);
    return exception_str(vm, self, result);
}

// -- NameError, AttributeError, ImportError ----------------------------------------

static bool name_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const KeywordRow rows[] = {{"name", MEMBER_FIRST}, {0}};
    Arguments positional = without_keywords(arguments);
    return exception_init(vm, self, &positional) &&
           take_keywords(vm, self, "NameError", arguments, rows);
}

static const NativeSpec name_error_methods[] = {MEMBER_ROWS("name", first), {0}};

static bool attribute_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const KeywordRow rows[] = {
        {"name", MEMBER_FIRST}, {"obj", MEMBER_SECOND}, {0}};
    Arguments positional = without_keywords(arguments);
    return exception_init(vm, self, &positional) &&
           take_keywords(vm, self, "AttributeError", arguments, rows);
}

static const NativeSpec attribute_error_methods[] = {
    MEMBER_ROWS("name", first),
    MEMBER_ROWS("obj", second),
    {0},
};

static bool import_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const KeywordRow rows[] = {{"name", IMPORT_ERROR_NAME},
                                      {"path", IMPORT_ERROR_PATH},
                                      {"name_from", IMPORT_ERROR_NAME_FROM},
                                      {0}};
    Arguments positional = without_keywords(arguments);
    if (!exception_init(vm, self, &positional)) return false;
    if (!take_keywords(vm, self, "ImportError", arguments, rows)) return false;
    exception_set_member(vm, self, IMPORT_ERROR_MSG,
                         arguments->count == 1 ? arguments->values[0] : UNSET);
    return true;
}

static bool import_error_str(Vm *vm, Value self, Value *result)
{
    Value message = exception_member(self, IMPORT_ERROR_MSG);
    if (!value_is_str(message)) return exception_str(vm, self, result);
    *result = value_keep(message);
    return true;
}

static const NativeSpec import_error_methods[] = {
    MEMBER_ROWS("msg", member_0),
    MEMBER_ROWS("name", member_1),
    MEMBER_ROWS("path", member_2),
    MEMBER_ROWS("name_from", member_3),
    {0},
};

// -- OSError -----------------------------------------------------------------------

// Linux's error numbers whose errors have a class of their own.
static const struct {
    int number;
    ExceptionKind kind;
} errno_rows[] = {
    {11, BLOCKING_IO_ERROR},         {114, BLOCKING_IO_ERROR},
    {115, BLOCKING_IO_ERROR},        {32, BROKEN_PIPE_ERROR},
    {108, BROKEN_PIPE_ERROR},        {10, CHILD_PROCESS_ERROR},
    {103, CONNECTION_ABORTED_ERROR}, {111, CONNECTION_REFUSED_ERROR},
    {104, CONNECTION_RESET_ERROR},   {17, FILE_EXISTS_ERROR},
    {2, FILE_NOT_FOUND_ERROR},       {21, IS_A_DIRECTORY_ERROR},
    {20, NOT_A_DIRECTORY_ERROR},     {4, INTERRUPTED_ERROR},
    {13, PERMISSION_ERROR},          {1, PERMISSION_ERROR},
    {3, PROCESS_LOOKUP_ERROR},       {110, TIMEOUT_ERROR},
};

static Type *class_of_errno(const Vm *vm, Value number)
{
    size_t count = sizeof errno_rows / sizeof *errno_rows;
    for (size_t i = 0; value_is_int(number) && i < count; i++)
        if (errno_rows[i].number == number.integer)
            return exception_type(vm, errno_rows[i].kind);
    return exception_type(vm, OS_ERROR);
}

// Two to five arguments are (errno, strerror, filename, winerror, filename2); .args keeps
// the first two when there is a file name.
static void take_os_error(Vm *vm, Value self, const Arguments *arguments)
{
    Arguments shown = without_keywords(arguments);
    bool has_parts = arguments->count >= 2 && arguments->count <= 5;
    if (has_parts) {
        static const ExceptionMember members[] = {OS_ERROR_ERRNO, OS_ERROR_STRERROR,
                                                  OS_ERROR_FILENAME, OS_ERROR_MEMBERS,
                                                  OS_ERROR_FILENAME2};
        for (int i = 0; i < arguments->count; i++)
            if (members[i] != OS_ERROR_MEMBERS &&
                !(i >= 2 && value_is_none(arguments->values[i])))
                exception_set_member(vm, self, members[i], arguments->values[i]);
        if (arguments->count > 2 && !value_is_none(arguments->values[2])) shown.count = 2;
    }
    set_args(vm, EXCEPTION_OF(self), &shown);
}

static bool os_error_init(Vm *vm, Value self, const Arguments *arguments);

static bool os_error_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    // A class with its own __init__ passes the parts on from there.
    if (type->slots.init != os_error_init)
        return exception_create(vm, type, arguments, result);
    if (has_keywords(arguments))
        return raise_error(vm, TYPE_ERROR, "%s() takes no keyword arguments",
                           type_name(type));
    if (type == exception_type(vm, OS_ERROR) && arguments->count >= 2 &&
        arguments->count <= 5)
        type = class_of_errno(vm, arguments->values[0]);
    if (!exception_create(vm, type, arguments, result)) return false;
    take_os_error(vm, *result, arguments);
    return true;
}

static bool os_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (self.object->type->slots.init == os_error_init) return true;
    if (!refuse_keywords(vm, self, arguments)) return false;
    take_os_error(vm, self, arguments);
    return true;
}

// Adds "what" and the repr or str of a member.
static bool add_member(Vm *vm, Text *text, const char *what, Value member, bool as_repr)
{
    text_add(text, what);
    Value shown = value_is_unset(member) ? NONE : member;
    return as_repr ? text_add_repr(vm, text, shown) : text_add_str(vm, text, shown);
}

static bool os_error_str(Vm *vm, Value self, Value *result)
{
    Value number = exception_member(self, OS_ERROR_ERRNO);
    Value reason = exception_member(self, OS_ERROR_STRERROR);
    Value file = exception_member(self, OS_ERROR_FILENAME);
    Value file2 = exception_member(self, OS_ERROR_FILENAME2);
    bool has_reason = !value_is_unset(number) && !value_is_unset(reason);
    if (!has_reason && value_is_unset(file)) return exception_str(vm, self, result);

    Text text = {0};
    bool good = add_member(vm, &text, "[Errno ", number, false) &&
                add_member(vm, &text, "] ", reason, false);
    if (good && !value_is_unset(file)) good = add_member(vm, &text, ": ", file, true);
    if (good && !value_is_unset(file) && !value_is_unset(file2))
        good = add_member(vm, &text, " -> ", file2, true);
    if (good) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static const NativeSpec os_error_methods[] = {
    MEMBER_ROWS("errno", member_0),
    MEMBER_ROWS("strerror", member_1),
    MEMBER_ROWS("filename", member_2),
    MEMBER_ROWS("filename2", member_3),
    {0},
};

// -- SyntaxError -------------------------------------------------------------------

static bool syntax_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (!exception_init(vm, self, arguments)) return false;
    if (arguments->count >= 1)
        exception_set_member(vm, self, SYNTAX_ERROR_MSG, arguments->values[0]);
    if (arguments->count != 2) return true;

    Value place = UNSET;
    if (!tuple_from_iterable(vm, arguments->values[1], &place)) return false;
    uint32_t count = TUPLE(place)->count;
    for (uint32_t i = 0; i < count && i + 1 < SYNTAX_ERROR_MEMBERS; i++)
        exception_set_member(vm, self, (ExceptionMember)(SYNTAX_ERROR_FILENAME + i),
                             TUPLE(place)->items[i]);
    value_drop(vm, place);
    if (count == 4 || count == 6) return true;
    return raise_error(vm, TYPE_ERROR, "function takes %s 4 arguments (%d given)",
                       count < 4 ? "at least" : "at most", (int)count);
}

static bool syntax_error_str(Vm *vm, Value self, Value *result)
{
    Value message = exception_member(self, SYNTAX_ERROR_MSG);
    Value file = exception_member(self, SYNTAX_ERROR_FILENAME);
    Value line = exception_member(self, SYNTAX_ERROR_LINENO);
    Text text = {0};
    if (!add_member(vm, &text, "", message, false)) {
        text_free(&text);
        return false;
    }
    const char *slash = value_is_str(file) ? strrchr(STR(file)->bytes, '/') : NULL;
    const char *base = value_is_str(file) ? STR(file)->bytes : NULL;
    if (slash) base = slash + 1;
    if (base && value_is_int(line))
        text_addf(&text, " (%s, line %lld)", base, (long long)line.integer);
    else if (base)
        text_addf(&text, " (%s)", base);
    else if (value_is_int(line))
        text_addf(&text, " (line %lld)", (long long)line.integer);
    return str_from_text(vm, &text, result);
}

static const NativeSpec syntax_error_methods[] = {
    MEMBER_ROWS("msg", member_0),        MEMBER_ROWS("filename", member_1),
    MEMBER_ROWS("lineno", member_2),     MEMBER_ROWS("offset", member_3),
    MEMBER_ROWS("text", member_4),       MEMBER_ROWS("end_lineno", member_5),
    MEMBER_ROWS("end_offset", member_6), {0},
};

// -- UnicodeEncodeError, UnicodeDecodeError ----------------------------------------

static bool unicode_error_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (!exception_init(vm, self, arguments)) return false;
    if (arguments->count != UNICODE_ERROR_MEMBERS)
        return raise_error(vm, TYPE_ERROR,
                           "function takes exactly 5 arguments (%d given)",
                           arguments->count);
    const Value *values = arguments->values;
    if (!value_is_str(values[UNICODE_ERROR_ENCODING]) ||
        !value_is_str(values[UNICODE_ERROR_REASON]))
        return raise_error(vm, TYPE_ERROR, "argument 1 must be str, not %s",
                           value_type_name(vm, values[UNICODE_ERROR_ENCODING]));
    for (int i = UNICODE_ERROR_START; i <= UNICODE_ERROR_END; i++)
        if (!value_is_int(values[i]))
            return raise_error(vm, TYPE_ERROR,
                               "'%s' object cannot be interpreted as an integer",
                               value_type_name(vm, values[i]));
    for (int i = 0; i < UNICODE_ERROR_MEMBERS; i++)
        exception_set_member(vm, self, (ExceptionMember)i, values[i]);
    return true;
}

// Adds the code point as an escape: \xe9, \ud800, \U0001f600.
static void add_escape(Text *text, uint32_t codepoint)
{
    const char *format = codepoint <= 0xff     ? "\\x%02x"
                         : codepoint <= 0xffff ? "\\u%04x"
                                               : "\\U%08x";
    char escape[16];
    snprintf(escape, sizeof escape, format, codepoint);
    text_add(text, escape);
}

// The byte at [at] of what was decoded; false if there is none.
static bool byte_at(Vm *vm, Value bytes, int64_t at, unsigned *byte)
{
    Value found = UNSET;
    if (value_get_item(vm, bytes, value_int(at), &found) && value_is_int(found)) {
        *byte = (unsigned)found.integer & 0xff;
        return true;
    }
    value_drop(vm, exception_take(vm));
    value_drop(vm, found);
    return false;
}

static bool unicode_error_str(Vm *vm, Value self, Value *result)
{
    Value encoding = exception_member(self, UNICODE_ERROR_ENCODING);
    if (!value_is_str(encoding)) return exception_str(vm, self, result);
    Value object = exception_member(self, UNICODE_ERROR_OBJECT);
    Value reason = exception_member(self, UNICODE_ERROR_REASON);
    int64_t start = exception_member(self, UNICODE_ERROR_START).integer;
    int64_t end = exception_member(self, UNICODE_ERROR_END).integer;
    bool encodes = exception_is(vm, self, UNICODE_ENCODE_ERROR);
    unsigned byte;

    Text text = {0};
    text_addf(&text, "'%s' codec can't %s ", STR(encoding)->bytes,
              encodes ? "encode" : "decode");
    bool one = value_is_str(object) && start >= 0 && start < STR(object)->length &&
               end == start + 1;
    if (one) {
        const Str *str = STR(object);
        size_t size;
        size_t at = utf8_offset(str->bytes, str->size, (size_t)start);
        text_add(&text, "character '");
        add_escape(&text, utf8_decode(str->bytes + at, &size));
        text_addf(&text, "' in position %lld: ", (long long)start);
    } else if (!encodes && end == start + 1 && byte_at(vm, object, start, &byte)) {
        text_addf(&text, "byte 0x%02x in position %lld: ", byte, (long long)start);
    } else {
        text_addf(&text, "%s in position %lld-%lld: ", encodes ? "characters" : "bytes",
                  (long long)start, (long long)end - 1);
    }
    text_add(&text, STR(reason)->bytes);
    return str_from_text(vm, &text, result);
}

static const NativeSpec unicode_error_methods[] = {
    MEMBER_ROWS("encoding", member_0), MEMBER_ROWS("object", member_1),
    MEMBER_ROWS("start", member_2),    MEMBER_ROWS("end", member_3),
    MEMBER_ROWS("reason", member_4),   {0},
};

// -- Which class has what ----------------------------------------------------------

// The classes that differ from their base; all others inherit everything.
static const struct {
    ExceptionKind kind;
    Slots slots;
    const NativeSpec *methods;
} special_classes[] = {
    {BASE_EXCEPTION,
     {.create = exception_create,
      .init = exception_init,
      .release = exception_release,
      .repr = exception_repr,
      .str = exception_str},
     base_exception_methods},
    {STOP_ITERATION, {.init = stop_iteration_init}, stop_iteration_methods},
    {SYSTEM_EXIT, {.init = system_exit_init}, system_exit_methods},
    {KEY_ERROR, {.str = key_error_str}, NULL},
    {NAME_ERROR, {.init = name_error_init}, name_error_methods},
    {ATTRIBUTE_ERROR, {.init = attribute_error_init}, attribute_error_methods},
    {IMPORT_ERROR,
     {.init = import_error_init, .str = import_error_str},
     import_error_methods},
    {OS_ERROR,
     {.create = os_error_create, .init = os_error_init, .str = os_error_str},
     os_error_methods},
    {SYNTAX_ERROR,
     {.init = syntax_error_init, .str = syntax_error_str},
     syntax_error_methods},
    {UNICODE_ENCODE_ERROR,
     {.init = unicode_error_init, .str = unicode_error_str},
     unicode_error_methods},
    {UNICODE_DECODE_ERROR,
     {.init = unicode_error_init, .str = unicode_error_str},
     unicode_error_methods},
};

void exception_type_spec(ExceptionKind kind, TypeSpec *spec)
{
    spec->layout = LAYOUT_EXCEPTION;
    // The pointer to further attributes, the last field, is added by type_new().
    spec->size = offsetof(Exception, attributes);
    static_assert(offsetof(Exception, attributes) + sizeof(Dict *) == sizeof(Exception),
                  "the attributes are the last field");
    spec->flags = TYPE_NATIVE | TYPE_EXCEPTION;
    spec->has_attributes = true;
    for (size_t i = 0; i < sizeof special_classes / sizeof *special_classes; i++) {
        if (special_classes[i].kind != kind) continue;
        spec->slots = special_classes[i].slots;
        spec->methods = special_classes[i].methods;
    }
    if (kind != BASE_EXCEPTION_GROUP) return;
    spec->slots = exception_group_slots;
    spec->methods = exception_group_methods;
}
