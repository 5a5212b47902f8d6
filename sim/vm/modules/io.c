// io.c -- the module io: StringIO, a text that is written and read like a file.
//
// Positions are code points, as in CPython; what stands at one is found anew each time,
// which is quick for ASCII and at the end. There are no newlines to translate.

#include "base/arena.h"
#include "base/utf8.h"
#include "vm/copying.h"
#include "vm/iterators.h"
#include "vm/modules/modules.h"
#include "vm/strings.h"

#include <string.h>

typedef struct StringFile {
    Object object;
    char *text; // NULL: nothing was ever written
    size_t size, room;
    int64_t length; // of the text, in code points
    int64_t at;     // the position, perhaps behind the end
    bool closed;
} StringFile;

#define FILE_OF(value) ((StringFile *)(value).object)

static bool check_open(Vm *vm, const StringFile *file)
{
    return !file->closed || raise_error(vm, VALUE_ERROR, "I/O operation on closed file");
}

static const char *text_of(const StringFile *file)
{
    return file->text ? file->text : "";
}

// Makes room for [more] bytes behind the text. False over the memory limit.
static bool add_room(Vm *vm, StringFile *file, size_t more)
{
    size_t needed = file->size + more;
    if (needed <= file->room) return true;
    size_t room = needed < 64 ? 64 : needed + needed / 2;
    char *text = heap_buffer_resize(vm, file->text, file->room, room);
    if (!text) return false;
    file->text = text;
    file->room = room;
    return true;
}

static void drop_text(Vm *vm, StringFile *file)
{
    if (file->text) heap_buffer_free(vm, file->text, file->room);
    file->text = NULL;
    file->size = file->room = 0;
}

// The byte where the code point [at] begins; the end if it lies behind.
static size_t byte_at(const StringFile *file, int64_t at)
{
    if (at >= file->length) return file->size;
    if ((size_t)file->length == file->size) return (size_t)at; // ASCII
    return utf8_offset(text_of(file), file->size, (size_t)at);
}

static void file_release(Vm *vm, Object *self)
{
    drop_text(vm, (StringFile *)self);
}

// ---- Writing ----

// Writes [str] at the position, over what is there.
static bool write_str(Vm *vm, StringFile *file, const Str *str)
{
    if (!str->size) return true;
    if (file->at > file->length) {
        int64_t gap = file->at - file->length;
        if (!add_room(vm, file, (size_t)gap)) return false;
        memset(file->text + file->size, 0, (size_t)gap);
        file->size += (size_t)gap;
        file->length = file->at;
    }
    size_t from = byte_at(file, file->at), to = byte_at(file, file->at + str->length);
    size_t behind = file->size - to;
    if (!add_room(vm, file, str->size)) return false;
    memmove(file->text + from + str->size, file->text + to, behind);
    memcpy(file->text + from, str->bytes, str->size);
    file->size = from + str->size + behind;
    file->at += str->length;
    if (file->length < file->at) file->length = file->at;
    return true;
}

static bool file_write(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "string argument expected, got '%s'",
                           value_type_name(vm, args[1]));
    if (!check_open(vm, FILE_OF(args[0]))) return false;
    *result = value_int(STR(args[1])->length);
    return write_str(vm, FILE_OF(args[0]), STR(args[1]));
}

static bool file_writelines(Vm *vm, Value *args, Value *result)
{
    Value lines;
    if (!list_from_iterable(vm, args[1], &lines)) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < LIST(lines)->count; i++) {
        Value pair[] = {args[0], LIST(lines)->items[i]}, count;
        ok = file_write(vm, pair, &count);
    }
    value_drop(vm, lines);
    *result = NONE;
    return ok;
}

// ---- Reading ----

static bool file_getvalue(Vm *vm, Value *args, Value *result)
{
    const StringFile *file = FILE_OF(args[0]);
    return check_open(vm, file) && str_new(vm, text_of(file), file->size, result);
}

// The text from the position on, of [count] code points or up to and with a newline.
static bool take(Vm *vm, StringFile *file, int64_t count, bool one_line, Value *result)
{
    int64_t left = file->length > file->at ? file->length - file->at : 0;
    if (count < 0 || count > left) count = left;
    size_t from = byte_at(file, file->at), to = byte_at(file, file->at + count);
    const char *start = text_of(file) + from;
    const char *newline = one_line ? memchr(start, '\n', to - from) : NULL;
    if (newline) to = from + (size_t)(newline - start) + 1;
    file->at += (int64_t)utf8_count(start, to - from);
    return str_new(vm, start, to - from, result);
}

// size=: None and negative numbers mean all that is left.
static bool size_argument(Vm *vm, Value given, int64_t *size)
{
    *size = -1;
    return value_is_none(given) || arg_int(vm, given, size);
}

static bool file_read(Vm *vm, Value *args, Value *result)
{
    int64_t size;
    return check_open(vm, FILE_OF(args[0])) && size_argument(vm, args[1], &size) &&
           take(vm, FILE_OF(args[0]), size, false, result);
}

static bool file_readline(Vm *vm, Value *args, Value *result)
{
    int64_t size;
    return check_open(vm, FILE_OF(args[0])) && size_argument(vm, args[1], &size) &&
           take(vm, FILE_OF(args[0]), size, true, result);
}

static bool file_next(Vm *vm, Value self, Value *result)
{
    Value line;
    if (!check_open(vm, FILE_OF(self)) || !take(vm, FILE_OF(self), -1, true, &line))
        return false;
    bool ended = STR(line)->size == 0;
    if (ended) value_drop(vm, line);
    *result = ended ? UNSET : line;
    return true;
}

static bool file_readlines(Vm *vm, Value *args, Value *result)
{
    List *lines = list_new(vm);
    *result = value_object(lines);
    for (;;) {
        Value line = UNSET;
        bool ok = file_next(vm, args[0], &line);
        if (ok && value_is_unset(line)) return true;
        if (ok && list_take(vm, lines, line)) continue;
        object_drop(vm, lines);
        return false;
    }
}

// ---- The position ----

static bool file_tell(Vm *vm, Value *args, Value *result)
{
    *result = value_int(FILE_OF(args[0])->at);
    return check_open(vm, FILE_OF(args[0]));
}

static bool file_seek(Vm *vm, Value *args, Value *result)
{
    StringFile *file = FILE_OF(args[0]);
    int64_t at, whence;
    if (!check_open(vm, file) || !arg_int(vm, args[1], &at) ||
        !arg_int(vm, args[2], &whence))
        return false;
    if (whence < 0 || whence > 2)
        return raise_error(vm, VALUE_ERROR, "Invalid whence (%lld, should be 0, 1 or 2)",
                           (long long)whence);
    if (whence == 0 && at < 0)
        return raise_error(vm, VALUE_ERROR, "Negative seek position %lld", (long long)at);
    if (whence != 0 && at != 0)
        return raise_error(vm, OS_ERROR, "Can't do nonzero cur-relative seeks");
    if (whence == 1) at = file->at;
    if (whence == 2) at = file->length;
    file->at = at;
    *result = value_int(at);
    return true;
}

static bool file_truncate(Vm *vm, Value *args, Value *result)
{
    StringFile *file = FILE_OF(args[0]);
    int64_t size = file->at;
    if (!check_open(vm, file)) return false;
    if (!value_is_none(args[1]) && !arg_int(vm, args[1], &size)) return false;
    if (size < 0)
        return raise_error(vm, VALUE_ERROR, "Negative size value %lld", (long long)size);
    file->size = byte_at(file, size);
    if (file->length > size) file->length = size;
    *result = value_int(size);
    return true;
}

// ---- The rest of a file ----

static bool file_close(Vm *vm, Value *args, Value *result)
{
    FILE_OF(args[0])->closed = true;
    drop_text(vm, FILE_OF(args[0]));
    *result = NONE;
    return true;
}

static bool file_flush(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return check_open(vm, FILE_OF(args[0]));
}

static bool file_enter(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(args[0]);
    return check_open(vm, FILE_OF(args[0]));
}

static bool file_is_able(Vm *vm, Value *args, Value *result)
{
    *result = TRUE;
    return check_open(vm, FILE_OF(args[0]));
}

static bool file_isatty(Vm *vm, Value *args, Value *result)
{
    *result = FALSE;
    return check_open(vm, FILE_OF(args[0]));
}

// encoding, errors and newlines: it holds text, not bytes.
static bool file_none(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return check_open(vm, FILE_OF(args[0]));
}

static bool file_closed(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(FILE_OF(args[0])->closed);
    return true;
}

static const NativeSpec file_methods[] = {
    {"write", "self, s, /", file_write, 0},
    {"writelines", "self, lines, /", file_writelines, 0},
    {"getvalue", "self, /", file_getvalue, 0},
    {"read", "self, size=None, /", file_read, 0},
    {"readline", "self, size=None, /", file_readline, 0},
    {"readlines", "self, hint=None, /", file_readlines, 0},
    {"tell", "self, /", file_tell, 0},
    {"seek", "self, pos, whence=0, /", file_seek, 0},
    {"truncate", "self, pos=None, /", file_truncate, 0},
    {"close", "self, /", file_close, 0},
    {"flush", "self, /", file_flush, 0},
    {"readable", "self, /", file_is_able, 0},
    {"writable", "self, /", file_is_able, 0},
    {"seekable", "self, /", file_is_able, 0},
    {"isatty", "self, /", file_isatty, 0},
    {"closed", "self", file_closed, NATIVE_PROPERTY},
    {"encoding", "self", file_none, NATIVE_PROPERTY},
    {"errors", "self", file_none, NATIVE_PROPERTY},
    {"newlines", "self", file_none, NATIVE_PROPERTY},
    {"line_buffering", "self", file_isatty, NATIVE_PROPERTY},
    {"__enter__", "self, /", file_enter, 0},
    {"__exit__", "self, /, *args", file_close, 0},
    {0},
};

static bool file_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"StringIO", "initial_value='', newline=", NULL, 0};
    Value args[2];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    StringFile *file = object_new(vm, type);
    bool ok = true;
    if (value_is_str(args[0])) {
        ok = write_str(vm, file, STR(args[0]));
        file->at = 0;
    } else if (!value_is_none(args[0])) {
        ok = raise_error(vm, TYPE_ERROR, "initial_value must be str or None, not %s",
                         value_type_name(vm, args[0]));
    }
    arguments_unbind(vm, &spec, args);
    *result = value_object(file);
    if (!ok) object_drop(vm, file);
    return ok;
}

static void file_copy(Copying *copying, Object *copy)
{
    StringFile *file = (StringFile *)copy;
    const char *text = file->text;
    size_t size = file->size;
    file->text = NULL;
    file->size = file->room = 0;
    if (!size || !add_room(copying_vm(copying), file, size)) return;
    memcpy(file->text, text, size);
    file->size = size;
}

static const TypeSpec file_spec = {
    .name = "StringIO",
    .module = "_io",
    .layout = LAYOUT_OTHER,
    .size = sizeof(StringFile),
    .flags = TYPE_DOTTED,
    .slots = {.create = file_create,
              .copy = file_copy,
              .release = file_release,
              .iter = iterator_iter,
              .next = file_next},
    .methods = file_methods,
};

Module *io_module(Vm *vm)
{
    Module *module = module_new(vm, "io", NULL);
    module_set(vm, module, "StringIO", value_object(type_new(vm, &file_spec, NULL)));
    module_set(vm, module, "SEEK_SET", value_int(0));
    module_set(vm, module, "SEEK_CUR", value_int(1));
    module_set(vm, module, "SEEK_END", value_int(2));
    return module;
}
