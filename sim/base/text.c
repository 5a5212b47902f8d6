// text.c -- a growing buffer; it doubles, so adding is cheap however often it is done.

#include "base/text.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(Text *text)
{
    free(text->bytes);
    *text = (Text){0};
}

void text_clear(Text *text)
{
    text->size = 0;
    if (text->bytes) text->bytes[0] = 0;
}

const char *text_string(const Text *text)
{
    return text->bytes ? text->bytes : "";
}

char *text_room(Text *text, size_t more)
{
    size_t needed = text->size + more + 1;
    if (needed > text->capacity) {
        size_t capacity = text->capacity ? text->capacity * 2 : 64;
        while (capacity < needed)
            capacity *= 2;
        text->bytes = memory_grow(text->bytes, capacity);
        text->capacity = capacity;
    }
    return text->bytes + text->size;
}

void text_add_bytes(Text *text, const char *bytes, size_t size)
{
    char *room = text_room(text, size);
    if (size) memcpy(room, bytes, size);
    room[size] = 0;
    text->size += size;
}

void text_add(Text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_add_char(Text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_add_repeated(Text *text, char c, size_t count)
{
    char *room = text_room(text, count);
    memset(room, c, count);
    room[count] = 0;
    text->size += count;
}

void text_add_int(Text *text, int64_t number)
{
    char digits[20];
    char *end = digits + sizeof digits, *start = end;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--start = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (number < 0) *--start = '-';
    text_add_bytes(text, start, (size_t)(end - start));
}

void text_add_codepoint(Text *text, uint32_t codepoint)
{
    char bytes[4];
    text_add_bytes(text, bytes, utf8_encode(codepoint, bytes));
}

void text_addf(Text *text, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);

    ASSERT(size >= 0, "our own formats are well formed");
    vsnprintf(text_room(text, (size_t)size), (size_t)size + 1, format, again);
    text->size += (size_t)size;
    va_end(again);
}

char *text_take(Text *text)
{
    text_room(text, 0)[0] = 0;
    char *bytes = text->bytes;
    *text = (Text){0};
    return bytes;
}

bool text_equals(const Text *text, const char *string)
{
    return strcmp(text_string(text), string) == 0;
}
