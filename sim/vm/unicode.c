// unicode.c -- looks up the tables of unicode_tables.inc.

#include "vm/unicode.h"

#include "base/assert.h"

// How a code point changes: by a difference, or (length > 0) to some of long_mappings.
typedef struct Mapping {
    int32_t by;
    uint8_t length;
} Mapping;

typedef struct Record {
    uint16_t flags;
    uint8_t decimal;
    Mapping mappings[4]; // by UnicodeCase
} Record;

#include "vm/unicode_tables.inc"

static const Record *record(uint32_t c)
{
    if (c > 0x10ffff) c = 0x10ffff;
    uint32_t block = block_of[c >> UNICODE_SHIFT];
    uint32_t low = c & ((1u << UNICODE_SHIFT) - 1);
    return &records[record_of[(block << UNICODE_SHIFT) + low]];
}

#define TEST(name, flag)                                                                 \
    bool unicode_##name(uint32_t c)                                                      \
    {                                                                                    \
        return record(c)->flags & (flag);                                                \
    }
TEST(is_alpha, IS_ALPHA)
TEST(is_decimal, IS_DECIMAL)
TEST(is_digit, IS_DIGIT)
TEST(is_numeric, IS_NUMERIC)
TEST(is_space, IS_SPACE)
TEST(is_printable, IS_PRINTABLE)
TEST(is_lower, IS_LOWER)
TEST(is_upper, IS_UPPER)
TEST(is_title, IS_TITLE)
TEST(is_cased, IS_LOWER | IS_UPPER | IS_TITLE)
TEST(is_case_ignorable, IS_CASE_IGNORABLE)
TEST(starts_identifier, IS_IDENTIFIER_START)
TEST(continues_identifier, IS_IDENTIFIER_CONTINUE)
#undef TEST

int unicode_decimal(uint32_t c)
{
    if (c < 0x80) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    const Record *r = record(c);
    return r->flags & IS_DECIMAL ? r->decimal : -1;
}

int unicode_to_case(uint32_t c, UnicodeCase to, uint32_t mapped[3])
{
    const Mapping *mapping = &record(c)->mappings[to];
    if (!mapping->length) {
        mapped[0] = c + (uint32_t)mapping->by;
        return 1;
    }
    ASSERT(mapping->length <= 3, "Unicode maps no code point to more than three");
    for (int i = 0; i < mapping->length; i++)
        mapped[i] = long_mappings[mapping->by + i];
    return mapping->length;
}
