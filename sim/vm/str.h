// str.h -- text: immutable UTF-8 with its length in code points.
//
// A str whose length equals its size is ASCII and is indexed directly. Lone surrogates
// are kept as three bytes. Names (attributes, variables, keywords) are interned: equal
// interned strs are one object.

#ifndef VM_STR_H
#define VM_STR_H

#include "base/text.h"
#include "vm/object.h"

struct Str {
    Object object;
    uint32_t size;   // bytes
    uint32_t length; // code points
    uint32_t hash;   // 0 until computed; never 0 after
    bool interned;
    bool roomy; // its memory is a power of two, so that more can be added; see str_append()
    char bytes[];    // a zero byte behind the last one
};

// The Str of a value that is one (value_is_str).
#define STR(value) ((Str *)(value).object)

static inline bool value_is_str(Value v)
{
    return value_has_layout(v, LAYOUT_STR);
}

// A new str of [size] bytes of valid UTF-8 (surrogates allowed). False if over the limit.
bool str_new(Vm *vm, const char *bytes, size_t size, Value *result);

// The same from a C string or from a Text, for texts of our own that are short: never
// fails. The Text is freed.
Value str_from(Vm *vm, const char *string);
bool str_from_text(Vm *vm, Text *text, Value *result);
Value str_format(Vm *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The one interned str with this text; borrowed, lives as long as the run.
Str *str_intern(Vm *vm, const char *string);
Str *str_intern_bytes(Vm *vm, const char *bytes, size_t size);
Str *str_intern_str(Vm *vm, Str *str);

uint32_t str_hash(Str *str);
bool str_equal(const Str *a, const Str *b);
bool str_is(const Str *str, const char *string);

// Code-point order, as Python compares: < 0, 0, > 0.
int str_compare(const Str *a, const Str *b);

// The str of the code point at [index] (0 <= index < length).
Value str_at(Vm *vm, const Str *str, int64_t index);

// a + b.
bool str_concat(Vm *vm, const Str *a, const Str *b, Value *result);

// a + b where the caller's reference to [a] is the only one and goes next: [*result] may be
// [a] itself, grown in its place. Makes "s += t" in a loop linear.
bool str_append(Vm *vm, Str *a, const Str *b, Value *result);

// Adds the repr of the bytes as CPython writes it ('it\'s', "it's", \n, \x00, ...).
void str_add_repr(Text *text, const Str *str);

// The repr of a float as CPython writes it (shortest that reads back the same).
void float_add_repr(Text *text, double number);

// format(v, spec) for int, float, bool and str.
bool format_value(Vm *vm, Value v, Str *spec, Value *result);

// A str's % operator; [right] is a tuple, a dict or one value.
bool str_percent(Vm *vm, Str *format, Value right, Value *result);

#endif
