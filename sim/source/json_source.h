// json_source.h -- JSON read strictly, with the place of every value and key.
//
// cJSON gives the values; our own walk over the same text gives the places, and refuses
// what cJSON lets pass: keys given twice, 01, 1., line breaks in texts, bad UTF-8, what
// stands after the end, numbers that no double or 64-bit integer holds, texts with \u0000
// or half a surrogate pair. All mistakes are reported, not only the first.

#ifndef SOURCE_JSON_SOURCE_H
#define SOURCE_JSON_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    JSON_DEPTH_MAX = 64,  // levels of lists and objects
    JSON_NUMBER_MAX = 60, // characters of a number
};

typedef enum JsonKind {
    JSON_NULL,
    JSON_BOOLEAN,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_LIST,
    JSON_OBJECT
} JsonKind;

typedef struct JsonValue JsonValue;

typedef struct JsonMember {
    AstText key;
    Place key_place; // with its quotes
    JsonValue *value;
} JsonMember;

struct JsonValue {
    JsonKind kind;
    Place place; // a text's with its quotes
    bool boolean;
    bool is_integer; // written without "." and "e", and fits 64 bits
    int64_t integer; // then
    double number;
    AstText text;
    JsonValue **items;   // of a list
    JsonMember *members; // of an object, in the order of the file
    int count;           // of items or members
};

// The value of the [size] bytes at [bytes], which must have a zero byte behind. NULL if
// anything is wrong, after reporting all that is to [diag]. Lives in [arena].
JsonValue *json_read(Arena *arena, const char *bytes, size_t size, Diag *diag,
                     const DiagFile *file);

// The member's value, or NULL.
const JsonValue *json_member(const JsonValue *object, const char *key);

// "text", "list" and so on, as messages name it.
const char *json_kind_name(JsonKind kind);

// Calls [add] for each stretch of a text: from decoded offset [from] on its bytes stand,
// byte for byte, at source offset [to], until the next call. The last call gives the
// closing quote.
void json_text_segments(const char *bytes, const JsonValue *text,
                        void (*add)(void *owner, uint32_t from, uint32_t to),
                        void *owner);

#endif
