// json.c -- digits two at a time, strings eight bytes at a time.

#include "output/json.h"

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930"
    "31323334353637383940414243444546474849505152535455565758596061"
    "62636465666768697071727374757677787980818283848586878889909192"
    "93949596979899";

// How many decimal digits a number above 0 has: from the place of its highest bit, then
// corrected by one comparison.
static unsigned digits_of(uint64_t number)
{
    static const uint64_t powers[] = {
        1u,
        10u,
        100u,
        1000u,
        10000u,
        100000u,
        1000000u,
        10000000u,
        100000000u,
        1000000000u,
        10000000000u,
        100000000000u,
        1000000000000u,
        10000000000000u,
        100000000000000u,
        1000000000000000u,
        10000000000000000u,
        100000000000000000u,
        1000000000000000000u,
        10000000000000000000u,
    };
    unsigned bits = 64 - (unsigned)__builtin_clzll(number);
    unsigned digits = bits * 1233 >> 12; // log10(2) is 1233 / 4096
    return digits + (digits < 20 && number >= powers[digits]);
}

// Exactly eight digits: four independent pairs, with divisions of 32 bits only.
static void put_eight(char *at, uint32_t number)
{
    uint32_t high = number / 10000, low = number % 10000;
    memcpy(at, pairs + high / 100 * 2, 2);
    memcpy(at + 2, pairs + high % 100 * 2, 2);
    memcpy(at + 4, pairs + low / 100 * 2, 2);
    memcpy(at + 6, pairs + low % 100 * 2, 2);
}

char *json_put_number(char *at, int64_t number)
{
    uint64_t left = (uint64_t)number;
    if (number < 0) {
        *at++ = '-';
        left = 0 - left;
    }
    if (left < 10) {
        *at = (char)('0' + left);
        return at + 1;
    }
    char *end = at + digits_of(left), *start = end;
    for (; left >= 100000000; left /= 100000000)
        put_eight(start -= 8, (uint32_t)(left % 100000000));
    uint32_t rest = (uint32_t)left;
    for (; rest >= 100; rest /= 100)
        memcpy(start -= 2, pairs + rest % 100 * 2, 2);
    if (rest >= 10)
        memcpy(start - 2, pairs + rest * 2, 2);
    else if (start > at)
        start[-1] = (char)('0' + rest);
    return end;
}

// True if none of the eight bytes is a quote, a backslash or a control.
static bool is_plain(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    uint64_t control = (word - ones * 0x20) & ~word;
    return !((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | control) & tops);
}

static char *put_escape(char *at, unsigned char c)
{
    static const char names[] = "\"\"\\\\\nn\rr\tt\bb\ff";
    for (const char *name = names; *name; name += 2) {
        if ((unsigned char)name[0] != c) continue;
        *at++ = '\\';
        *at++ = name[1];
        return at;
    }
    memcpy(at, "\\u00", 4);
    at[4] = "0123456789abcdef"[c >> 4];
    at[5] = "0123456789abcdef"[c & 15];
    return at + 6;
}

char *json_put_string(char *at, const char *bytes, size_t size)
{
    const char *end = bytes + size;
    *at++ = '"';
    while (bytes < end) {
        uint64_t word;
        while (end - bytes >= 8 && (memcpy(&word, bytes, 8), is_plain(word))) {
            memcpy(at, &word, 8);
            at += 8;
            bytes += 8;
        }
        if (bytes == end) break;
        unsigned char c = (unsigned char)*bytes++;
        if (c < 0x20 || c == '"' || c == '\\')
            at = put_escape(at, c);
        else
            *at++ = (char)c;
    }
    *at++ = '"';
    return at;
}

void json_add_number(OutFile *file, int64_t number)
{
    file_wrote(file, json_put_number(file_room(file, JSON_NUMBER_MOST), number));
}

void json_add_string(OutFile *file, const char *bytes, size_t size)
{
    file_wrote(file, json_put_string(file_room(file, 6 * size + 2), bytes, size));
}

void json_add_text(OutFile *file, const char *string)
{
    json_add_string(file, string, strlen(string));
}

void json_add_maybe(OutFile *file, const char *string)
{
    if (string)
        json_add_text(file, string);
    else
        file_add(file, "null");
}

void json_add_id(OutFile *file, uint32_t id)
{
    if (id)
        json_add_number(file, id);
    else
        file_add(file, "null");
}
