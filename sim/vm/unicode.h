// unicode.h -- what CPython's str methods know of a code point.
//
// The tables are made from CPython 3.13's own answers by unicode_tables.py.

#ifndef VM_UNICODE_H
#define VM_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

bool unicode_is_alpha(uint32_t c);
bool unicode_is_decimal(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_space(uint32_t c);
bool unicode_is_printable(uint32_t c);
bool unicode_is_lower(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_title(uint32_t c);
bool unicode_is_cased(uint32_t c);
bool unicode_is_case_ignorable(uint32_t c);
bool unicode_starts_identifier(uint32_t c);
bool unicode_continues_identifier(uint32_t c);

// The value of a decimal digit of any script, -1 for anything else.
int unicode_decimal(uint32_t c);

typedef enum UnicodeCase {
    UNICODE_LOWER,
    UNICODE_UPPER,
    UNICODE_TITLE,
    UNICODE_FOLD,
} UnicodeCase;

// What [c] becomes in that case: writes one to three code points, returns how many.
int unicode_to_case(uint32_t c, UnicodeCase to, uint32_t mapped[3]);

#endif
