// format_percent.c -- the % operator of str.
//
// item := "%" ["(" key ")"] flags [width | "*"] ["." (precision | "*")] [hlL] conversion
// As unicode_format_arg() of CPython, the order of its checks included.

#include "base/utf8.h"
#include "vm/call.h"
#include "vm/big.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/heap.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/strings.h"
#include "vm/vm.h"

#include <limits.h>
#include <math.h>
#include <string.h>

typedef struct Percent {
    Vm *vm;
    const Str *format;
    const char *at, *end;
    Value values;  // the right operand
    bool is_tuple; // its items are the arguments
    bool mapping;  // it can be asked by key
    int64_t next;  // argument to be taken
    bool by_key;   // a key was used: nothing need be left over
    Value keyed;   // owned: what the present key gave, or UNSET
    Text out;
} Percent;

typedef struct Item {
    bool left, sign, blank, alternate, zero;
    int64_t width;     // -1 if not given
    int64_t precision; // -1 if not given
    uint32_t conversion;
} Item;

// The next argument, borrowed.
static bool next_argument(Percent *p, Value *result)
{
    if (!value_is_unset(p->keyed)) {
        *result = p->keyed;
        return true;
    }
    int64_t count = p->by_key ? 0 : p->is_tuple ? TUPLE(p->values)->count : 1;
    if (p->next >= count) {
        raise_error(p->vm, TYPE_ERROR, "not enough arguments for format string");
        return false;
    }
    *result = p->is_tuple ? TUPLE(p->values)->items[p->next] : p->values;
    p->next++;
    return true;
}

// -- Reading an item ---------------------------------------------------------------

// "(" key ")", with balanced brackets inside.
static bool read_key(Percent *p)
{
    if (p->at == p->end || *p->at != '(') return true;
    if (!p->mapping) return raise_error(p->vm, TYPE_ERROR, "format requires a mapping");
    const char *start = ++p->at;
    int depth = 1;
    while (depth > 0 && p->at < p->end) {
        if (*p->at == ')') depth--;
        if (*p->at == '(') depth++;
        p->at++;
    }
    if (depth > 0) return raise_error(p->vm, VALUE_ERROR, "incomplete format key");

    Value key, value;
    if (!str_new(p->vm, start, (size_t)(p->at - 1 - start), &key)) return false;
    bool ok = value_get_item(p->vm, p->values, key, &value);
    value_drop(p->vm, key);
    if (!ok) return false;
    value_set(p->vm, &p->keyed, value);
    p->by_key = true;
    return true;
}

static void read_flags(Percent *p, Item *item)
{
    for (; p->at < p->end; p->at++) {
        switch (*p->at) {
        case '-': item->left = true; break;
        case '+': item->sign = true; break;
        case ' ': item->blank = true; break;
        case '#': item->alternate = true; break;
        case '0': item->zero = true; break;
        default: return;
        }
    }
}

// A number or "*", which takes the next argument. [too_big] is the message's first word.
static bool read_number(Percent *p, const char *what, int64_t *number)
{
    if (p->at < p->end && *p->at == '*') {
        p->at++;
        Value value;
        if (!next_argument(p, &value)) return false;
        if (!value_is_int(value)) return raise_error(p->vm, TYPE_ERROR, "* wants int");
        *number = value.integer;
        return true;
    }
    int64_t read = format_number(&p->at, p->end, false);
    if (read == -2) return raise_error(p->vm, VALUE_ERROR, "%s too big", what);
    if (read >= 0) *number = read;
    return true;
}

static bool read_item(Percent *p, Item *item)
{
    *item = (Item){.width = -1, .precision = -1};
    if (!read_key(p)) return false;
    read_flags(p, item);
    int64_t width = -1;
    if (!read_number(p, "width", &width)) return false;
    if (width < -1) item->left = true;
    item->width = width < -1 ? -width : width;
    if (p->at < p->end && *p->at == '.') {
        p->at++;
        item->precision = 0;
        if (!read_number(p, "precision", &item->precision)) return false;
        if (item->precision < 0) item->precision = 0;
    }
    if (p->at < p->end && (*p->at == 'h' || *p->at == 'l' || *p->at == 'L')) p->at++;
    if (p->at == p->end) return raise_error(p->vm, VALUE_ERROR, "incomplete format");
    size_t size;
    item->conversion = utf8_decode(p->at, &size);
    p->at += size;
    return true;
}

// -- Writing -----------------------------------------------------------------------

// Adds [body] (a sign or prefix of [front] bytes first) padded to the width.
static bool add_padded(Percent *p, const Item *item, const char *body, size_t size,
                       size_t front, bool zeros)
{
    int64_t missing = item->width - (int64_t)utf8_count(body, size);
    if (missing < 0) missing = 0;
    if (missing > 1000 && !heap_allows(p->vm, (size_t)missing)) return false;
    if (!item->left && !zeros) text_add_repeated(&p->out, ' ', (size_t)missing);
    text_add_bytes(&p->out, body, front);
    if (!item->left && zeros) text_add_repeated(&p->out, '0', (size_t)missing);
    text_add_bytes(&p->out, body + front, size - front);
    if (item->left) text_add_repeated(&p->out, ' ', (size_t)missing);
    return true;
}

static bool add_sign(Text *body, const Item *item, bool negative)
{
    char sign = negative ? '-' : item->sign ? '+' : item->blank ? ' ' : 0;
    if (sign) text_add_char(body, sign);
    return sign != 0;
}

static bool add_as_text(Percent *p, const Item *item, Value value)
{
    Value str;
    bool ok = item->conversion == 's'   ? value_str(p->vm, value, &str)
              : item->conversion == 'r' ? value_repr(p->vm, value, &str)
                                        : value_ascii(p->vm, value, &str);
    if (!ok) return false;
    size_t size = STR(str)->size;
    if (item->precision >= 0 && item->precision < (int64_t)STR(str)->length)
        size = str_offset(STR(str), item->precision);
    ok = add_padded(p, item, STR(str)->bytes, size, 0, false);
    value_drop(p->vm, str);
    return ok;
}

static bool add_character(Percent *p, const Item *item, Value value)
{
    char bytes[4];
    if (value_is_str(value)) {
        if (STR(value)->length == 1)
            return add_padded(p, item, STR(value)->bytes, STR(value)->size, 0, false);
        return raise_error(p->vm, TYPE_ERROR, "%%c requires int or char");
    }
    int64_t number = value.integer;
    if (!value_is_int(value)) {
        bool has_index =
            value.kind == VALUE_OBJECT &&
            !value_is_unset(type_lookup(p->vm, value.object->type, p->vm->names.index));
        if (!has_index) return raise_error(p->vm, TYPE_ERROR, "%%c requires int or char");
        if (!arg_int(p->vm, value, &number)) return false;
    }
    if (number < 0 || number > 0x10ffff)
        return raise_error(p->vm, OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    return add_padded(p, item, bytes, utf8_encode((uint32_t)number, bytes), 0, false);
}

static bool not_a_number(Percent *p, const Item *item, bool whole, Value value)
{
    return raise_error(p->vm, TYPE_ERROR, "%%%c format: %s is required, not %s",
                       (int)item->conversion, whole ? "an integer" : "a real number",
                       value_type_name(p->vm, value));
}

// The int that the conversions d i u (of any real number) and o x X (of ints) take.
static bool whole_number(Percent *p, const Item *item, Value value, Value *number)
{
    value = number_plain(value);
    bool only_ints = item->conversion == 'o' || (item->conversion | 32) == 'x';
    if (value_is_whole(value)) {
        *number = value_keep(value);
        return true;
    }
    if (value_is_float(value) && !only_ints)
        return whole_from_double(p->vm, value.number, number);

    Vm *vm = p->vm;
    Str *const names[] = {vm->names.int_, vm->names.index};
    for (int i = only_ints; value.kind == VALUE_OBJECT && i < 2; i++) {
        bool found;
        Value converted;
        if (!call_special(vm, value, names[i], NULL, 0, &found, &converted)) return false;
        if (!found) continue;
        if (value_is_whole(converted)) {
            *number = converted;
            return true;
        }
        value_drop(vm, converted);
        return raise_error(vm, TYPE_ERROR, "%s returned non-int", names[i]->bytes);
    }
    return not_a_number(p, item, only_ints, value);
}

static bool add_whole(Percent *p, const Item *item, Value value)
{
    Value number;
    if (!whole_number(p, item, value, &number)) return false;
    uint32_t conversion = item->conversion;
    int base = conversion == 'o' ? 8 : (conversion | 32) == 'x' ? 16 : 10;

    Text digits = {0}, body = {0};
    whole_add_digits(&digits, number, base);
    for (size_t i = 0; conversion == 'X' && i < digits.size; i++)
        if (digits.bytes[i] >= 'a') digits.bytes[i] ^= 0x20;
    bool ok = item->precision < 1000 || heap_allows(p->vm, (size_t)item->precision);
    if (ok) {
        add_sign(&body, item, big_is_negative(number));
        if (item->alternate && base != 10) {
            text_add_char(&body, '0');
            text_add_char(&body, (char)conversion);
        }
        size_t front = body.size;
        if (item->precision > (int64_t)digits.size)
            text_add_repeated(&body, '0', (size_t)item->precision - digits.size);
        text_add_bytes(&body, digits.bytes, digits.size);
        ok = add_padded(p, item, body.bytes, body.size, front, item->zero);
    }
    value_drop(p->vm, number);
    text_free(&digits);
    text_free(&body);
    return ok;
}

static bool real_number(Percent *p, Value value, double *number)
{
    if (value_is_number(value)) {
        *number = number_double(value);
        return true;
    }
    return arg_double(p->vm, value, number);
}

static bool add_real(Percent *p, const Item *item, Value value)
{
    double number;
    if (!real_number(p, value, &number)) return false;
    if (item->precision > INT_MAX)
        return raise_error(p->vm, VALUE_ERROR, "precision too big");
    int precision = item->precision < 0 ? 6 : (int)item->precision;
    Text body = {0};
    bool sign = add_sign(&body, item, signbit(number) && !isnan(number));
    bool ok = float_add_formatted(p->vm, &body, fabs(number), (char)item->conversion,
                                  precision, item->alternate) &&
              add_padded(p, item, body.bytes, body.size, sign, item->zero);
    text_free(&body);
    return ok;
}

static bool unsupported(Percent *p, uint32_t conversion)
{
    char c = conversion >= 31 && conversion < 126 ? (char)conversion : '?';
    size_t index = utf8_count(p->format->bytes, (size_t)(p->at - p->format->bytes)) - 1;
    return raise_error(p->vm, VALUE_ERROR,
                       "unsupported format character '%c' (0x%x) at index %zu", c,
                       conversion, index);
}

static bool add_item(Percent *p)
{
    if (p->at < p->end && *p->at == '%') {
        p->at++;
        text_add_char(&p->out, '%');
        return true;
    }
    Item item;
    Value value;
    if (!read_item(p, &item) || !next_argument(p, &value)) return false;
    switch (item.conversion) {
    case 's':
    case 'r':
    case 'a': return add_as_text(p, &item, value);
    case 'c': return add_character(p, &item, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return add_whole(p, &item, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return add_real(p, &item, value);
    default: return unsupported(p, item.conversion);
    }
}

static bool add_all(Percent *p)
{
    while (p->at < p->end) {
        const char *percent = memchr(p->at, '%', (size_t)(p->end - p->at));
        const char *stop = percent ? percent : p->end;
        text_add_bytes(&p->out, p->at, (size_t)(stop - p->at));
        if (!percent) break;
        p->at = percent + 1;
        bool ok = add_item(p);
        value_clear(p->vm, &p->keyed);
        if (!ok || !text_fits(p->vm, &p->out)) return false;
    }
    bool left_over =
        p->is_tuple ? p->next < (int64_t)TUPLE(p->values)->count : p->next == 0;
    if (left_over && !p->by_key && !p->mapping)
        return raise_error(p->vm, TYPE_ERROR,
                           "not all arguments converted during string formatting");
    return true;
}

bool str_percent(Vm *vm, Str *format, Value right, Value *result)
{
    bool is_tuple = value_is_tuple(right);
    Percent percent = {
        .vm = vm,
        .format = format,
        .at = format->bytes,
        .end = format->bytes + format->size,
        .values = right,
        .is_tuple = is_tuple,
        .mapping = !is_tuple && !value_is_str(right) &&
                   value_type(vm, right)->slots.get_item != NULL,
        .keyed = UNSET,
    };
    if (add_all(&percent)) return str_from_text(vm, &percent.out, result);
    text_free(&percent.out);
    return false;
}
