// str_case.c -- upper and lower case, and the questions isalpha() to isupper().
//
// ASCII is answered without the tables of unicode.c, by a loop over bytes.

#include "base/utf8.h"
#include "vm/str_methods.h"
#include "vm/strings.h"
#include "vm/unicode.h"
#include "vm/vm.h"

enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

// -- Changing case -----------------------------------------------------------------

static bool is_ascii(const Str *str)
{
    return str->size == str->length;
}

// The first character from [at] on in one direction that does not ignore case is cased.
static bool cased_after(const Str *str, size_t at)
{
    for (size_t size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (!unicode_is_case_ignorable(c)) return unicode_is_cased(c);
    }
    return false;
}

static bool cased_before(const Str *str, size_t at)
{
    while (at > 0) {
        do
            at--;
        while ((str->bytes[at] & 0xc0) == 0x80);
        size_t size;
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (!unicode_is_case_ignorable(c)) return unicode_is_cased(c);
    }
    return false;
}

// Adds the character at byte [at] in that case. A capital sigma becomes another small one
// at the end of a word.
static void add_cased(Text *text, const Str *str, size_t at, uint32_t c, UnicodeCase to)
{
    if (c == CAPITAL_SIGMA && to == UNICODE_LOWER) {
        bool final = cased_before(str, at) && !cased_after(str, at + 2);
        text_add_codepoint(text, final ? FINAL_SIGMA : SMALL_SIGMA);
        return;
    }
    uint32_t mapped[3];
    int count = unicode_to_case(c, to, mapped);
    for (int i = 0; i < count; i++)
        text_add_codepoint(text, mapped[i]);
}

static bool all_to(Vm *vm, const Str *str, UnicodeCase to, Value *result)
{
    if (is_ascii(str) && str->size != 1) {
        if (str->size == 0) return str_new(vm, "", 0, result);
        Str *made = str_alloc(vm, str->size);
        if (!made) return false;
        for (uint32_t i = 0; i < str->size; i++) {
            char c = str->bytes[i];
            bool changes =
                to == UNICODE_UPPER ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
            made->bytes[i] = changes ? c ^ 0x20 : c;
        }
        *result = value_object(made);
        return true;
    }
    Text text = {0};
    for (size_t at = 0, size; at < str->size; at += size)
        add_cased(&text, str, at, utf8_decode(str->bytes + at, &size), to);
    return str_from_text(vm, &text, result);
}

bool str_method_lower(Vm *vm, Value *args, Value *result)
{
    return all_to(vm, STR(args[0]), UNICODE_LOWER, result);
}

bool str_method_upper(Vm *vm, Value *args, Value *result)
{
    return all_to(vm, STR(args[0]), UNICODE_UPPER, result);
}

bool str_method_casefold(Vm *vm, Value *args, Value *result)
{
    return all_to(vm, STR(args[0]), UNICODE_FOLD, result);
}

bool str_method_title(Vm *vm, Value *args, Value *result)
{
    const Str *str = STR(args[0]);
    Text text = {0};
    bool in_word = false;
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        add_cased(&text, str, at, c, in_word ? UNICODE_LOWER : UNICODE_TITLE);
        in_word = unicode_is_cased(c);
    }
    return str_from_text(vm, &text, result);
}

bool str_method_capitalize(Vm *vm, Value *args, Value *result)
{
    const Str *str = STR(args[0]);
    Text text = {0};
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        add_cased(&text, str, at, c, at ? UNICODE_LOWER : UNICODE_TITLE);
    }
    return str_from_text(vm, &text, result);
}

bool str_method_swapcase(Vm *vm, Value *args, Value *result)
{
    const Str *str = STR(args[0]);
    Text text = {0};
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (unicode_is_upper(c))
            add_cased(&text, str, at, c, UNICODE_LOWER);
        else if (unicode_is_lower(c))
            add_cased(&text, str, at, c, UNICODE_UPPER);
        else
            text_add_codepoint(&text, c);
    }
    return str_from_text(vm, &text, result);
}

// -- Questions ---------------------------------------------------------------------

// True if there are characters and all of them pass.
static bool all_pass(Value self, bool (*test)(uint32_t), Value *result)
{
    const Str *str = STR(self);
    *result = value_bool(str->size > 0);
    for (size_t at = 0, size; at < str->size; at += size) {
        if (test(utf8_decode(str->bytes + at, &size))) continue;
        *result = FALSE;
        break;
    }
    return true;
}

static bool is_alphanumeric(uint32_t c)
{
    return unicode_is_alpha(c) || unicode_is_decimal(c) || unicode_is_digit(c) ||
           unicode_is_numeric(c);
}

#define QUESTION(name, test)                                                             \
    bool str_method_##name(Vm *vm, Value *args, Value *result)                           \
    {                                                                                    \
        (void)vm;                                                                        \
        return all_pass(args[0], test, result);                                          \
    }
QUESTION(isalnum, is_alphanumeric)
QUESTION(isalpha, unicode_is_alpha)
QUESTION(isdecimal, unicode_is_decimal)
QUESTION(isdigit, unicode_is_digit)
QUESTION(isnumeric, unicode_is_numeric)
QUESTION(isspace, unicode_is_space)
#undef QUESTION

bool str_method_isascii(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(is_ascii(STR(args[0])));
    return true;
}

bool str_method_isprintable(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    all_pass(args[0], unicode_is_printable, result);
    if (STR(args[0])->size == 0) *result = TRUE;
    return true;
}

bool str_method_isidentifier(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Str *str = STR(args[0]);
    *result = value_bool(str->size > 0);
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (at ? unicode_continues_identifier(c) : unicode_starts_identifier(c)) continue;
        *result = FALSE;
        break;
    }
    return true;
}

// All cased characters are of one case, and there is one.
static bool one_case(Value self, bool (*wanted)(uint32_t), bool (*refused)(uint32_t),
                     Value *result)
{
    const Str *str = STR(self);
    bool any = false;
    *result = FALSE;
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (refused(c) || unicode_is_title(c)) return true;
        any = any || wanted(c);
    }
    *result = value_bool(any);
    return true;
}

bool str_method_islower(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return one_case(args[0], unicode_is_lower, unicode_is_upper, result);
}

bool str_method_isupper(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    return one_case(args[0], unicode_is_upper, unicode_is_lower, result);
}

bool str_method_istitle(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Str *str = STR(args[0]);
    bool any = false, in_word = false;
    *result = FALSE;
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        bool begins = unicode_is_upper(c) || unicode_is_title(c);
        bool goes_on = unicode_is_lower(c);
        if ((begins && in_word) || (goes_on && !in_word)) return true;
        in_word = begins || goes_on;
        any = any || in_word;
    }
    *result = value_bool(any);
    return true;
}
