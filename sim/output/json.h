// json.h -- pieces of JSON as Python's json.dumps(x, ensure_ascii=False) writes them.
//
// Nothing here knows what a file contains: it turns numbers and texts into bytes, fast.

#ifndef OUTPUT_JSON_H
#define OUTPUT_JSON_H

#include "base/machine_spec.h"
#include "output/file.h"

#include <endian.h>
#include <stdint.h>

// The most bytes that a number takes, and how many may be written behind it: digits are
// stored eight at a time.
enum { JSON_NUMBER_MOST = 20, JSON_NUMBER_ROOM = 28 };

// "00000000"
#define JSON_ZEROS UINT64_C(0x3030303030303030)

// The eight digits of a number below 10^8, a byte each, the first one lowest: first two
// halves of four digits side by side, then four pairs, then eight digits.
static inline uint64_t json_digits(uint32_t number)
{
    uint64_t halves = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t hundreds = (halves * 10486 >> 20) & UINT64_C(0x0000007f0000007f);
    uint64_t pairs = hundreds + ((halves - hundreds * 100) << 16);
    uint64_t tens = (pairs * 103 >> 10) & UINT64_C(0x000f000f000f000f);
    return tens + ((pairs - tens * 10) << 8);
}

// A number below 10^8, without branches: how many digits there are cannot be foretold.
static inline char *json_put_short(char *at, uint32_t number)
{
    uint64_t digits = json_digits(number);
    unsigned zeros = (unsigned)__builtin_ctzll(digits | UINT64_C(1) << 56) / 8;
    digits = htole64((digits | JSON_ZEROS) >> 8 * zeros);
    memcpy(at, &digits, 8);
    return at + 8 - zeros;
}

// A number that has more digits.
char *json_put_long(char *at, uint64_t number);

// Any number that is not negative, where there is room for JSON_NUMBER_ROOM bytes.
static inline char *json_put_positive(char *at, uint64_t number)
{
    if (number < 100000000) return json_put_short(at, (uint32_t)number);
    return json_put_long(at, number);
}

// Writes the digits to [at], where there is room for JSON_NUMBER_ROOM bytes, and returns
// the byte behind the last.
char *json_put_number(char *at, int64_t number);

// Writes a quoted string to [at], where there is room for 6 * size + 2 bytes.
char *json_put_string(char *at, const char *bytes, size_t size);

void json_add_number(OutFile *file, int64_t number);
void json_add_string(OutFile *file, const char *bytes, size_t size);

// "null" for NULL, else the string, which ends at its zero.
void json_add_maybe(OutFile *file, const char *string);

// [key], which is written as it stands, then the number: ", \"cores\": " and 4.
void json_add_key(OutFile *file, const char *key, int64_t number);

// A machine as the trace file has it, times in nanoseconds.
void json_add_machine(OutFile *file, const Machine *machine);

// A string, and "null" or a number for 0 or else.
void json_add_text(OutFile *file, const char *string);
void json_add_id(OutFile *file, uint32_t id);

#endif
