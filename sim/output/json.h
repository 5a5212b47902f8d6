// json.h -- pieces of JSON as Python's json.dumps(x, ensure_ascii=False) writes them.
//
// Nothing here knows what a file contains: it turns numbers and texts into bytes, fast.

#ifndef OUTPUT_JSON_H
#define OUTPUT_JSON_H

#include "output/file.h"

#include <stdint.h>

// The most bytes that a number takes.
enum { JSON_NUMBER_MOST = 20 };

// Writes the digits to [at], where there is room for JSON_NUMBER_MOST bytes, and returns
// the byte behind the last.
char *json_put_number(char *at, int64_t number);

// Writes a quoted string to [at], where there is room for 6 * size + 2 bytes.
char *json_put_string(char *at, const char *bytes, size_t size);

void json_add_number(OutFile *file, int64_t number);
void json_add_string(OutFile *file, const char *bytes, size_t size);

// "null" for NULL, else the string, which ends at its zero.
void json_add_maybe(OutFile *file, const char *string);

// A string, and "null" or a number for 0 or else.
void json_add_text(OutFile *file, const char *string);
void json_add_id(OutFile *file, uint32_t id);

#endif
