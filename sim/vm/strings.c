// strings.c -- the str type: making, interning, comparing, and its slots.
//
// A str is one piece of memory: the header and its UTF-8. Names are interned in a table
// of open addressing that lives as long as the run, so that dicts of names compare
// pointers. One-character ASCII strs are made once and shared, since indexing and
// iterating give them out all the time.

#include "vm/strings.h"

#include "base/utf8.h"
#include "vm/numbers.h"
#include "vm/str_methods.h"
#include "vm/unicode.h"
#include "vm/vm.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TABLE_FIRST = 1024, ASCII_COUNT = 128 };

typedef struct StrTable {
    Str **slots; // size is a power of two; NULL where free
    uint32_t size, count;
    Str *ascii[ASCII_COUNT]; // one character each; NULL until asked for
} StrTable;

// -- Making ------------------------------------------------------------------------

Str *str_alloc(Vm *vm, size_t size)
{
    if (size > UINT32_MAX - 64) {
        vm_halt(vm, HALT_LIMIT, "memory_mb");
        return NULL;
    }
    if (size > 512 && !heap_allows(vm, size)) return NULL;
    Str *str = heap_new(vm, sizeof(Str) + size + 1);
    *str = (Str){.object = {.references = 1, .type = vm->types.str},
                 .size = (uint32_t)size,
                 .length = (uint32_t)size};
    str->bytes[size] = 0;
    return str;
}

static bool is_ascii(const char *bytes, size_t size)
{
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if (word & UINT64_C(0x8080808080808080)) return false;
    }
    for (; at < size; at++)
        if (bytes[at] & 0x80) return false;
    return true;
}

static Str *ascii_char(Vm *vm, char c)
{
    Str **slot = &vm->strs->ascii[(unsigned char)c];
    if (!*slot) *slot = str_intern_bytes(vm, &c, 1);
    return *slot;
}

bool str_new(Vm *vm, const char *bytes, size_t size, Value *result)
{
    if (size == 1) {
        *result = value_keep(value_object(ascii_char(vm, bytes[0])));
        return true;
    }
    if (size == 0) {
        *result = value_keep(value_object(str_intern_bytes(vm, "", 0)));
        return true;
    }
    Str *str = str_alloc(vm, size);
    if (!str) return false;
    memcpy(str->bytes, bytes, size);
    if (!is_ascii(bytes, size)) str->length = (uint32_t)utf8_count(bytes, size);
    *result = value_object(str);
    return true;
}

// For short texts of our own, which cannot pass a limit that a run starts within.
static Value str_short(Vm *vm, const char *bytes, size_t size)
{
    Str *str = heap_new(vm, sizeof(Str) + size + 1);
    *str = (Str){.object = {.references = 1, .type = vm->types.str},
                 .size = (uint32_t)size,
                 .length = (uint32_t)utf8_count(bytes, size)};
    if (size) memcpy(str->bytes, bytes, size);
    str->bytes[size] = 0;
    return value_object(str);
}

Value str_from(Vm *vm, const char *string)
{
    return str_short(vm, string, strlen(string));
}

bool str_from_text(Vm *vm, Text *text, Value *result)
{
    bool ok = str_new(vm, text_string(text), text->size, result);
    text_free(text);
    return ok;
}

Value str_format(Vm *vm, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);

    Text text = {0};
    vsnprintf(text_room(&text, (size_t)size), (size_t)size + 1, format, again);
    va_end(again);
    Value result = str_short(vm, text_string(&text), (size_t)size);
    text_free(&text);
    return result;
}

// -- Hashing and interning ---------------------------------------------------------

// Eight bytes a step, little end first on every computer, so that it is the same
// everywhere and from run to run.
static uint32_t hash_bytes(const char *bytes, size_t size)
{
    const uint64_t prime = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = size * prime;
    for (; size >= 8; bytes += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        hash = (hash ^ word) * prime;
        hash ^= hash >> 29;
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < size; i++)
        rest |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    hash = (hash ^ rest) * prime;
    hash ^= hash >> 32;
    return (uint32_t)hash ? (uint32_t)hash : 1;
}

uint32_t str_hash(Str *str)
{
    if (!str->hash) str->hash = hash_bytes(str->bytes, str->size);
    return str->hash;
}

// The slot where the bytes are, or where they belong.
static Str **table_slot(const StrTable *table, const char *bytes, size_t size,
                        uint32_t hash)
{
    for (uint32_t at = hash;; at++) {
        Str **slot = &table->slots[at & (table->size - 1)];
        if (!*slot) return slot;
        if ((*slot)->hash == hash && (*slot)->size == size &&
            memcmp((*slot)->bytes, bytes, size) == 0)
            return slot;
    }
}

static void table_grow(Vm *vm)
{
    StrTable *table = vm->strs, old = *table;
    size_t bytes = old.size * sizeof(Str *);
    table->size = old.size * 2;
    table->slots = heap_new(vm, bytes * 2);
    memset(table->slots, 0, bytes * 2);
    for (uint32_t i = 0; i < old.size; i++)
        if (old.slots[i])
            *table_slot(table, old.slots[i]->bytes, old.slots[i]->size,
                        old.slots[i]->hash) = old.slots[i];
    heap_free(vm, old.slots, bytes);
}

static StrTable *table(Vm *vm)
{
    if (vm->strs) return vm->strs;
    StrTable *made = heap_new(vm, sizeof *made);
    *made = (StrTable){.size = TABLE_FIRST,
                       .slots = heap_new(vm, TABLE_FIRST * sizeof(Str *))};
    memset(made->slots, 0, TABLE_FIRST * sizeof(Str *));
    vm->strs = made;
    return made;
}

// The table takes over the reference of [str], which it does not have yet.
static Str *table_add(Vm *vm, Str **slot, Str *str)
{
    *slot = str;
    str->interned = true;
    if (++vm->strs->count * 2 > vm->strs->size) table_grow(vm);
    return str;
}

Str *str_intern_bytes(Vm *vm, const char *bytes, size_t size)
{
    uint32_t hash = hash_bytes(bytes, size);
    Str **slot = table_slot(table(vm), bytes, size, hash);
    if (*slot) return *slot;
    Str *str = STR(str_short(vm, bytes, size));
    str->hash = hash;
    return table_add(vm, slot, str);
}

Str *str_intern(Vm *vm, const char *string)
{
    return str_intern_bytes(vm, string, strlen(string));
}

Str *str_intern_str(Vm *vm, Str *str)
{
    if (str->interned) return str;
    Str **slot = table_slot(table(vm), str->bytes, str->size, str_hash(str));
    if (*slot) return *slot;
    if (str->object.type != vm->types.str)
        return str_intern_bytes(vm, str->bytes, str->size);
    return table_add(vm, slot, object_keep(str));
}

void strings_set_type(Vm *vm)
{
    for (uint32_t i = 0; i < table(vm)->size; i++)
        if (vm->strs->slots[i]) vm->strs->slots[i]->object.type = vm->types.str;
}

// -- Comparing and taking apart ----------------------------------------------------

bool str_equal(const Str *a, const Str *b)
{
    if (a == b) return true;
    if (a->size != b->size || (a->interned && b->interned)) return false;
    if (a->hash && b->hash && a->hash != b->hash) return false;
    return memcmp(a->bytes, b->bytes, a->size) == 0;
}

bool str_is(const Str *str, const char *string)
{
    return strlen(string) == str->size && memcmp(str->bytes, string, str->size) == 0;
}

int str_compare(const Str *a, const Str *b)
{
    // The order of UTF-8 bytes is the order of code points, surrogates included.
    uint32_t shorter = a->size < b->size ? a->size : b->size;
    int order = memcmp(a->bytes, b->bytes, shorter);
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

size_t str_offset(const Str *str, int64_t index)
{
    if (str->length == str->size) return (size_t)index;
    return utf8_offset(str->bytes, str->size, (size_t)index);
}

Value str_at(Vm *vm, const Str *str, int64_t index)
{
    if (str->length == str->size)
        return value_keep(value_object(ascii_char(vm, str->bytes[index])));
    vm_spend_bytes(vm, str->size);
    const char *bytes = str->bytes + str_offset(str, index);
    return str_short(vm, bytes, utf8_length(*bytes));
}

bool str_plain(Vm *vm, const Str *str, Value *result)
{
    if (str->object.type != vm->types.str)
        return str_new(vm, str->bytes, str->size, result);
    *result = value_keep(value_object((Str *)str));
    return true;
}

bool str_part(Vm *vm, const Str *str, size_t from, size_t to, Value *result)
{
    if (from == 0 && to == str->size) return str_plain(vm, str, result);
    return str_new(vm, str->bytes + from, to - from, result);
}

bool str_codepoint(Vm *vm, uint32_t codepoint, Value *result)
{
    char bytes[4];
    size_t size = utf8_encode(codepoint, bytes);
    *result = size == 1 ? value_keep(value_object(ascii_char(vm, bytes[0])))
                        : str_short(vm, bytes, size);
    return true;
}

bool str_concat(Vm *vm, const Str *a, const Str *b, Value *result)
{
    if (!b->size || !a->size) return str_plain(vm, b->size ? b : a, result);
    Str *sum = str_alloc(vm, (size_t)a->size + b->size);
    if (!sum) return false;
    sum->length = a->length + b->length;
    memcpy(sum->bytes, a->bytes, a->size);
    memcpy(sum->bytes + a->size, b->bytes, b->size);
    *result = value_object(sum);
    return true;
}

// What a roomy str of [size] bytes takes. As one only grows, and becomes another when it
// reaches a power of two, this is what it was made with.
static size_t roomy_memory(size_t size)
{
    size_t memory = 512;
    while (memory < sizeof(Str) + size + 1)
        memory *= 2;
    return memory;
}

bool str_append(Vm *vm, Str *a, const Str *b, Value *result)
{
    size_t size = (size_t)a->size + b->size;
    if (size < 256 || size > UINT32_MAX / 2) return str_concat(vm, a, b, result);
    Str *sum = a;
    if (a->roomy && sizeof(Str) + size + 1 <= roomy_memory(a->size)) {
        object_keep(a);
    } else {
        size_t memory = roomy_memory(size);
        if (!heap_allows(vm, memory)) return false;
        sum = heap_new(vm, memory);
        *sum = *a;
        sum->object = (Object){.references = 1, .type = vm->types.str};
        sum->interned = false;
        sum->roomy = true;
        memcpy(sum->bytes, a->bytes, a->size);
    }
    memcpy(sum->bytes + a->size, b->bytes, b->size);
    sum->bytes[size] = 0;
    sum->length += b->length;
    sum->size = (uint32_t)size;
    sum->hash = 0;
    *result = value_object(sum);
    return true;
}

bool str_repeat(Vm *vm, Str *str, int64_t times, Value *result)
{
    if (times <= 0 || !str->size) return str_new(vm, "", 0, result);
    if (times == 1) {
        *result = value_keep(value_object(str));
        return true;
    }
    int64_t size;
    if (__builtin_mul_overflow((int64_t)str->size, times, &size)) size = INT64_MAX;
    Str *product = str_alloc(vm, (size_t)size);
    if (!product) return false;
    product->length = (uint32_t)(str->length * times);
    if (str->size == 1) {
        memset(product->bytes, str->bytes[0], (size_t)size);
    } else {
        for (char *at = product->bytes; times--; at += str->size)
            memcpy(at, str->bytes, str->size);
    }
    *result = value_object(product);
    return true;
}

// -- repr --------------------------------------------------------------------------

// Quotes as CPython chooses them: single ones, unless only those stand in the text.
static char quote_for(const Str *str)
{
    bool single = memchr(str->bytes, '\'', str->size) != NULL;
    bool twofold = memchr(str->bytes, '"', str->size) != NULL;
    return single && !twofold ? '"' : '\'';
}

static void add_escape(Text *text, uint32_t c)
{
    if (c == '\t')
        text_add(text, "\\t");
    else if (c == '\n')
        text_add(text, "\\n");
    else if (c == '\r')
        text_add(text, "\\r");
    else if (c < 0x100)
        text_addf(text, "\\x%02x", c);
    else if (c < 0x10000)
        text_addf(text, "\\u%04x", c);
    else
        text_addf(text, "\\U%08x", c);
}

// [ascii_only] as ascii() wants it.
static void add_quoted(Text *text, const Str *str, bool ascii_only)
{
    char quote = quote_for(str);
    text_add_char(text, quote);
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (c == (uint32_t)quote || c == '\\') {
            text_add_char(text, '\\');
            text_add_char(text, (char)c);
        } else if (c < 0x80 ? c >= 0x20 && c < 0x7f
                            : !ascii_only && unicode_is_printable(c)) {
            text_add_bytes(text, str->bytes + at, size);
        } else {
            add_escape(text, c);
        }
    }
    text_add_char(text, quote);
}

void str_add_repr(Text *text, const Str *str)
{
    add_quoted(text, str, false);
}

void str_add_ascii(Text *text, const Str *str)
{
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (c < 0x80)
            text_add_char(text, (char)c);
        else
            add_escape(text, c);
    }
}

static bool str_repr_slot(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    str_add_repr(&text, STR(self));
    return str_from_text(vm, &text, result);
}

// -- Slots -------------------------------------------------------------------------

static bool str_str_slot(Vm *vm, Value self, Value *result)
{
    return str_plain(vm, STR(self), result);
}

static bool str_hash_slot(Vm *vm, Value self, int64_t *hash)
{
    (void)vm;
    *hash = str_hash(STR(self));
    return true;
}

static bool str_compare_slot(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    (void)vm;
    if (!value_is_str(left) || !value_is_str(right)) {
        *result = NOT_IMPLEMENTED;
    } else if (op == COMPARE_EQ || op == COMPARE_NE) {
        *result = value_bool(str_equal(STR(left), STR(right)) == (op == COMPARE_EQ));
    } else {
        *result = value_bool(order_holds(op, str_compare(STR(left), STR(right))));
    }
    return true;
}

static bool str_truth_slot(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = STR(self)->size > 0;
    return true;
}

static size_t str_memory_size(const Object *self)
{
    const Str *str = (const Str *)self;
    size_t size = str->roomy ? roomy_memory(str->size) : sizeof(Str) + str->size + 1;
    return object_size_with_attributes(self->type, size);
}

static bool str_len_slot(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = STR(self)->length;
    return true;
}

static bool str_binary_slot(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                            Value *result)
{
    (void)inplace;
    bool on_left = value_is_str(left);
    if (op == BINARY_ADD && on_left && value_is_str(right))
        return str_concat(vm, STR(left), STR(right), result);
    if (op == BINARY_MOD && on_left) return str_percent(vm, STR(left), right, result);
    if (op == BINARY_MUL && on_left && value_is_int(right))
        return str_repeat(vm, STR(left), right.integer, result);
    if (op == BINARY_MUL && !on_left && value_is_int(left))
        return str_repeat(vm, STR(right), left.integer, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool str_slice(Vm *vm, Str *str, const Slice *slice, Value *result)
{
    int64_t start, step, count;
    if (!slice_resolve(vm, slice, str->length, &start, &step, &count)) return false;
    if (count == 0) return str_new(vm, "", 0, result);
    if (step == 1) {
        size_t from = str_offset(str, start);
        size_t to =
            start + count == str->length ? str->size : str_offset(str, start + count);
        return str_part(vm, str, from, to, result);
    }
    if (str->length == str->size) {
        Str *part = str_alloc(vm, (size_t)count);
        if (!part) return false;
        for (int64_t i = 0; i < count; i++)
            part->bytes[i] = str->bytes[start + i * step];
        *result = value_object(part);
        return true;
    }

    // Walk by bytes: each step moves |step| code points to one side.
    Text text = {0};
    const char *at = str->bytes + str_offset(str, start);
    while (true) {
        text_add_bytes(&text, at, utf8_length(*at));
        if (--count == 0) break;
        for (int64_t i = 0; i < step; i++)
            at += utf8_length(*at);
        for (int64_t i = 0; i > step; i--)
            do
                at--;
            while ((*at & 0xc0) == 0x80);
    }
    return str_from_text(vm, &text, result);
}

static bool str_get_item_slot(Vm *vm, Value self, Value key, Value *result)
{
    Str *str = STR(self);
    if (value_has_layout(key, LAYOUT_SLICE))
        return str_slice(vm, str, (Slice *)key.object, result);
    bool indexes = value_is_int(key) ||
                   (key.kind == VALUE_OBJECT &&
                    !value_is_unset(type_lookup(vm, key.object->type, vm->names.index)));
    if (!indexes)
        return raise_error(vm, TYPE_ERROR, "string indices must be integers, not '%s'",
                           value_type_name(vm, key));
    int64_t index;
    if (!index_resolve(vm, key, str->length, "string index out of range", &index))
        return false;
    *result = str_at(vm, str, index);
    return true;
}

static bool str_contains_slot(Vm *vm, Value self, Value item, bool *result)
{
    if (!value_is_str(item))
        return raise_error(vm, TYPE_ERROR,
                           "'in <string>' requires string as left operand, not %s",
                           value_type_name(vm, item));
    *result = memmem(STR(self)->bytes, STR(self)->size, STR(item)->bytes,
                     STR(item)->size) != NULL;
    return true;
}

static bool str_format_slot(Vm *vm, Value self, Str *spec, Value *result)
{
    return format_value(vm, self, spec, result);
}

static const NativeSpec str_signature = {"str", "object=, encoding=, errors=", NULL, 0};

static bool str_of_arguments(Vm *vm, const Arguments *arguments, Value *result)
{
    if (arguments->count == 1 && !arguments->names)
        return value_str(vm, arguments->values[0], result);
    if (arguments->count > 3 && !arguments->names)
        return raise_error(vm, TYPE_ERROR, "str expected at most 3 arguments, got %d",
                           arguments->count);
    Value args[3];
    if (!arguments_bind(vm, &str_signature, arguments, args)) return false;
    if (!value_is_unset(args[1]) || !value_is_unset(args[2])) {
        Value encoding = value_is_unset(args[1]) ? args[2] : args[1];
        if (!value_is_str(encoding))
            return raise_error(vm, TYPE_ERROR, "str() argument '%s' must be str, not %s",
                               value_is_unset(args[1]) ? "errors" : "encoding",
                               value_type_name(vm, encoding));
        if (value_is_str(args[0]))
            return raise_error(vm, TYPE_ERROR, "decoding str is not supported");
        return raise_error(
            vm, TYPE_ERROR, "decoding to str: need a bytes-like object, %s found",
            value_is_unset(args[0]) ? "NoneType" : value_type_name(vm, args[0]));
    }
    if (value_is_unset(args[0])) return str_new(vm, "", 0, result);
    return value_str(vm, args[0], result);
}

static bool str_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value text;
    if (!str_of_arguments(vm, arguments, &text)) return false;
    if (type == vm->types.str) {
        *result = text;
        return true;
    }
    const Str *from = STR(text);
    size_t size = sizeof(Str) + from->size + 1;
    Str *str = object_new_sized(vm, type, object_size_with_attributes(type, size));
    Object header = str->object;
    memcpy((void *)str, from, size);
    str->object = header;
    str->interned = str->roomy = false;
    value_drop(vm, text);
    *result = value_object(str);
    return true;
}

// -- Iterating ---------------------------------------------------------------------

typedef struct StrIterator {
    Object object;
    Str *str;  // NULL when exhausted
    size_t at; // byte offset
} StrIterator;

static bool str_iter_slot(Vm *vm, Value self, Value *result)
{
    StrIterator *iterator = object_new(vm, vm->types.str_iterator);
    iterator->str = object_keep(STR(self));
    *result = value_object(iterator);
    return true;
}

static bool iterator_next(Vm *vm, Value self, Value *result)
{
    StrIterator *iterator = (StrIterator *)self.object;
    Str *str = iterator->str;
    if (!str || iterator->at >= str->size) {
        iterator->str = NULL;
        object_drop(vm, str);
        *result = UNSET;
        return true;
    }
    const char *bytes = str->bytes + iterator->at;
    size_t size = utf8_length(*bytes);
    iterator->at += size;
    return str_new(vm, bytes, size, result);
}

static void iterator_release(Vm *vm, Object *self)
{
    object_drop(vm, ((StrIterator *)self)->str);
}

static bool iterator_iter(Vm *vm, Value self, Value *result)
{
    (void)vm;
    *result = value_keep(self);
    return true;
}

static bool iterator_length_hint(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    StrIterator *iterator = (StrIterator *)args[0].object;
    size_t left = 0;
    if (iterator->str)
        left = utf8_count(iterator->str->bytes + iterator->at,
                          iterator->str->size - iterator->at);
    *result = value_int((int64_t)left);
    return true;
}

static const NativeSpec iterator_methods[] = {
    {"__length_hint__", "self, /", iterator_length_hint, 0},
    {0},
};

static const TypeSpec str_iterator_spec = {
    .name = "str_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(StrIterator),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = iterator_release, .iter = iterator_iter, .next = iterator_next},
    .methods = iterator_methods,
};

const TypeSpec str_type_spec = {
    .name = "str",
    .module = "builtins",
    .layout = LAYOUT_STR,
    .size = sizeof(Str),
    .flags = TYPE_NATIVE,
    .slots =
        {
            .create = str_create,
            .size = str_memory_size,
            .repr = str_repr_slot,
            .str = str_str_slot,
            .format = str_format_slot,
            .hash = str_hash_slot,
            .compare = str_compare_slot,
            .truth = str_truth_slot,
            .len = str_len_slot,
            .binary = str_binary_slot,
            .get_item = str_get_item_slot,
            .contains = str_contains_slot,
            .iter = str_iter_slot,
        },
    .methods = str_methods,
};

void strings_init(Vm *vm)
{
    strings_set_type(vm);
    vm->types.str_iterator = type_new(vm, &str_iterator_spec, NULL);
    dict_set_str(vm, vm->builtins, str_intern(vm, "str"), value_object(vm->types.str));
}
