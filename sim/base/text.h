// text.h -- bytes that grow: the buffer in which every message, repr and file is built.
//
// A Text is UTF-8 by convention and always has a zero byte behind its last one, so
// text.bytes is a C string too. A zeroed Text is empty and valid.

#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
    char *bytes;     // owned by the Text; NULL while nothing was ever added
    size_t size;     // bytes in use, the final zero apart
    size_t capacity; // bytes allocated
} Text;

// Frees the bytes and makes the Text empty again.
void text_free(Text *text);

// Forgets the content and keeps the memory.
void text_clear(Text *text);

// The content as a C string, "" for an empty Text. Borrowed until the next change.
const char *text_string(const Text *text);

// Makes room for [more] bytes beyond the present ones and returns where they go. The
// caller writes them and then adds what it wrote to [text->size].
char *text_room(Text *text, size_t more);

// Each adds behind what is there.
void text_add_bytes(Text *text, const char *bytes, size_t size);
void text_add(Text *text, const char *string);
void text_add_char(Text *text, char c);
void text_add_repeated(Text *text, char c, size_t count);
void text_add_int(Text *text, int64_t number);
void text_add_codepoint(Text *text, uint32_t codepoint); // surrogates as three bytes
void text_addf(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Takes the bytes over: the caller frees them with free(). The Text is empty after.
char *text_take(Text *text);

// True if both are the same bytes; [string] ends at its zero.
bool text_equals(const Text *text, const char *string);

#endif
