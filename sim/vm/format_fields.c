// format_fields.c -- str.format() and str.format_map(): the grammar of fields.
//
// text    := (literal | "{{" | "}}" | field)*
// field   := "{" [first ("." name | "[" item "]")*] ["!" conversion] [":" spec] "}"
// spec    := may hold fields itself, one level deep
// Mistakes are found where string_format.h of CPython finds them: a field is formatted
// before the text behind it is looked at.

#include "base/utf8.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/operators.h"
#include "vm/str_methods.h"
#include "vm/vm.h"

typedef enum Numbering {
    NUMBERING_OPEN,
    NUMBERING_AUTOMATIC,
    NUMBERING_MANUAL
} Numbering;

typedef struct Formatter {
    Vm *vm;
    const Tuple *args; // NULL for format_map
    Value names;       // a mapping, or UNSET
    Numbering numbering;
    int64_t next; // of automatic numbers
} Formatter;

typedef struct Part {
    const char *at, *end;
} Part;

typedef struct Field {
    Part name, spec;
    uint32_t conversion; // 0 if none
    bool spec_has_fields;
} Field;

static bool wrong(Formatter *f, const char *message)
{
    return raise_error(f->vm, VALUE_ERROR, "%s", message);
}

// -- Finding the value -------------------------------------------------------------

static Value part_str(Vm *vm, Part part)
{
    return value_keep(
        value_object(str_intern_bytes(vm, part.at, (size_t)(part.end - part.at))));
}

// The number that the whole part is, -1 if it is none, -2 (raised) if it is too large.
static int64_t part_number(Formatter *f, Part part)
{
    const char *at = part.at;
    int64_t number = format_number(&at, part.end, true);
    if (number == -2) wrong(f, "Too many decimal digits in format string");
    return number == -2 || at == part.end ? number : -1;
}

static bool check_numbering(Formatter *f, bool automatic)
{
    if (f->numbering == NUMBERING_OPEN)
        f->numbering = automatic ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    if (f->numbering == NUMBERING_MANUAL && automatic)
        return wrong(f,
                     "cannot switch from manual field specification to automatic field "
                     "numbering");
    if (f->numbering == NUMBERING_AUTOMATIC && !automatic)
        return wrong(f, "cannot switch from automatic field numbering to manual field "
                        "specification");
    return true;
}

static bool argument_numbered(Formatter *f, int64_t number, Value *result)
{
    if (!f->args) return wrong(f, "Format string contains positional fields");
    if (number >= (int64_t)f->args->count)
        return raise_error(
            f->vm, INDEX_ERROR,
            "Replacement index %lld out of range for positional args tuple",
            (long long)number);
    *result = value_keep(f->args->items[number]);
    return true;
}

static bool argument_named(Formatter *f, Part name, Value *result)
{
    Value key = part_str(f->vm, name);
    bool ok = value_get_item(f->vm, f->names, key, result);
    value_drop(f->vm, key);
    return ok;
}

// first := a number | a name | nothing (the next number)
static bool first_value(Formatter *f, Part first, Value *result)
{
    int64_t number = part_number(f, first);
    if (number == -2) return false;
    bool automatic = first.at == first.end;
    if (!automatic && number == -1) return argument_named(f, first, result);
    if (!check_numbering(f, automatic)) return false;
    return argument_numbered(f, automatic ? f->next++ : number, result);
}

// "." name: replaces [*value].
static bool take_attribute(Formatter *f, const char **at, const char *end, Value *value)
{
    Part name = {*at, *at};
    while (name.end < end && *name.end != '.' && *name.end != '[')
        name.end++;
    *at = name.end;
    if (name.at == name.end) return wrong(f, "Empty attribute in format string");
    Value key = part_str(f->vm, name), found;
    bool ok = value_get_attribute(f->vm, *value, STR(key), &found);
    value_drop(f->vm, key);
    if (ok) value_set(f->vm, value, found);
    return ok;
}

// "[" item "]": replaces [*value].
static bool take_item(Formatter *f, const char **at, const char *end, Value *value)
{
    Part name = {*at, *at};
    while (name.end < end && *name.end != ']')
        name.end++;
    if (name.end == end) return wrong(f, "Missing ']' in format string");
    *at = name.end + 1;
    int64_t number = part_number(f, name);
    if (number == -2) return false;
    if (name.at == name.end) return wrong(f, "Empty attribute in format string");
    Value key = number >= 0 ? value_int(number) : part_str(f->vm, name), found;
    bool ok = value_get_item(f->vm, *value, key, &found);
    value_drop(f->vm, key);
    if (ok) value_set(f->vm, value, found);
    return ok;
}

static bool field_value(Formatter *f, Part name, Value *result)
{
    Part first = {name.at, name.at};
    while (first.end < name.end && *first.end != '.' && *first.end != '[')
        first.end++;
    Value value;
    if (!first_value(f, first, &value)) return false;

    bool ok = true;
    for (const char *at = first.end; ok && at < name.end;) {
        char c = *at++;
        if (c == '.')
            ok = take_attribute(f, &at, name.end, &value);
        else if (c == '[')
            ok = take_item(f, &at, name.end, &value);
        else
            ok = wrong(f, "Only '.' or '[' may follow ']' in format field specifier");
    }
    if (ok)
        *result = value;
    else
        value_drop(f->vm, value);
    return ok;
}

// -- Reading a field ---------------------------------------------------------------

// Everything up to the brace that closes the spec; fields may stand in it.
static bool read_spec(Formatter *f, const char **at, const char *end, Field *field)
{
    int depth = 1;
    field->spec.at = *at;
    for (; *at < end; ++*at) {
        if (**at == '{') {
            field->spec_has_fields = true;
            depth++;
        } else if (**at == '}' && --depth == 0) {
            field->spec.end = (*at)++;
            return true;
        }
    }
    return wrong(f, "unmatched '{' in format spec");
}

// "!" is read: the conversion and, behind it, "}" or ":" and the spec.
static bool read_conversion(Formatter *f, const char **at, const char *end, Field *field)
{
    if (*at == end)
        return wrong(f, "end of string while looking for conversion specifier");
    size_t size;
    field->conversion = utf8_decode(*at, &size);
    *at += size;
    if (*at < end) {
        char c = *(*at)++;
        if (c == '}') return true;
        if (c != ':') return wrong(f, "expected ':' after conversion specifier");
    }
    return read_spec(f, at, end, field);
}

// "{" is read.
static bool read_field(Formatter *f, const char **at, const char *end, Field *field)
{
    *field = (Field){.name = {*at, *at}};
    char c = 0;
    while (*at < end) {
        c = *(*at)++;
        if (c == '{') return wrong(f, "unexpected '{' in field name");
        if (c == '[') {
            while (*at < end && **at != ']')
                ++*at;
            continue;
        }
        if (c == '}' || c == ':' || c == '!') break;
    }
    field->name.end = *at - 1;
    field->spec = (Part){*at, *at};
    if (c == '!') return read_conversion(f, at, end, field);
    if (c == ':') return read_spec(f, at, end, field);
    return c == '}' || wrong(f, "expected '}' before end of string");
}

// -- Writing -----------------------------------------------------------------------

static bool add_text(Formatter *f, Text *text, Part part, int depth);

static bool convert(Formatter *f, uint32_t conversion, Value *value)
{
    Value converted;
    bool ok;
    switch (conversion) {
    case 0: return true;
    case 'r': ok = value_repr(f->vm, *value, &converted); break;
    case 's': ok = value_str(f->vm, *value, &converted); break;
    case 'a': ok = value_ascii(f->vm, *value, &converted); break;
    default:
        if (conversion > 32 && conversion < 127)
            return raise_error(f->vm, VALUE_ERROR, "Unknown conversion specifier %c",
                               (int)conversion);
        return raise_error(f->vm, VALUE_ERROR, "Unknown conversion specifier \\x%x",
                           conversion);
    }
    if (ok) value_set(f->vm, value, converted);
    return ok;
}

static bool spec_str(Formatter *f, const Field *field, int depth, Value *result)
{
    if (!field->spec_has_fields)
        return str_new(f->vm, field->spec.at, (size_t)(field->spec.end - field->spec.at),
                       result);
    Text text = {0};
    if (add_text(f, &text, field->spec, depth - 1))
        return str_from_text(f->vm, &text, result);
    text_free(&text);
    return false;
}

static bool add_field(Formatter *f, Text *text, const Field *field, int depth)
{
    Value value, spec, formatted;
    if (!field_value(f, field->name, &value)) return false;
    bool ok = convert(f, field->conversion, &value) && spec_str(f, field, depth, &spec);
    if (ok) {
        ok = value_format(f->vm, value, spec, &formatted);
        value_drop(f->vm, spec);
    }
    value_drop(f->vm, value);
    if (!ok) return false;
    text_add_bytes(text, STR(formatted)->bytes, STR(formatted)->size);
    value_drop(f->vm, formatted);
    return text_fits(f->vm, text);
}

static bool add_text(Formatter *f, Text *text, Part part, int depth)
{
    if (depth <= 0) return wrong(f, "Max string recursion exceeded");
    const char *at = part.at, *end = part.end;
    while (at < end) {
        const char *start = at;
        while (at < end && *at != '{' && *at != '}')
            at++;
        text_add_bytes(text, start, (size_t)(at - start));
        if (at == end) break;

        char c = *at++;
        if (at < end && *at == c) {
            text_add_char(text, c);
            at++;
            continue;
        }
        if (c == '}') return wrong(f, "Single '}' encountered in format string");
        if (at == end) return wrong(f, "Single '{' encountered in format string");
        Field field;
        if (!read_field(f, &at, end, &field) || !add_field(f, text, &field, depth))
            return false;
    }
    return true;
}

static bool format_all(Formatter *f, const Str *format, Value *result)
{
    Text text = {0};
    if (add_text(f, &text, (Part){format->bytes, format->bytes + format->size}, 2))
        return str_from_text(f->vm, &text, result);
    text_free(&text);
    return false;
}

bool str_method_format(Vm *vm, Value *args, Value *result)
{
    Formatter formatter = {.vm = vm, .args = TUPLE(args[1]), .names = args[2]};
    return format_all(&formatter, STR(args[0]), result);
}

bool str_method_format_map(Vm *vm, Value *args, Value *result)
{
    Formatter formatter = {.vm = vm, .names = args[1]};
    return format_all(&formatter, STR(args[0]), result);
}
