// json_reader.h -- JSON from a file, one token after the other, in constant memory.
//
// The caller says what has to come next. The first thing that is otherwise is reported
// with its line; from then on every function returns nothing at once, so the caller
// needs to look at [failed] only where it loops.

#ifndef OUTPUT_JSON_READER_H
#define OUTPUT_JSON_READER_H

#include "base/language.h"
#include "base/sentences.h"
#include "base/text.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

enum { JSON_READER_BUFFER = 64 * 1024 };

typedef struct JsonReader {
    int fd; // -1: what is in the buffer is all there is
    const char *name;
    Language language;
    Text *message; // where the first error goes
    bool failed;
    const volatile sig_atomic_t *stop; // NULL; or reading ends once it is not 0
    int64_t line;                      // from 1
    Text string;                       // the string read last
    size_t at, end;
    char *buffer; // JSON_READER_BUFFER bytes
} JsonReader;

// Begins to read: first the [size] bytes at [head], then what [fd] still has (-1: no
// more). [name] and [message] are borrowed. Who sets reader->stop then can end it from
// another thread; nothing is reported about that.
void json_reader_open(JsonReader *reader, int fd, const char *head, size_t size,
                      const char *name, Language language, Text *message);
void json_reader_close(JsonReader *reader);

// Reports a mistake at the present line, if it is the first one.
void json_reader_fail(JsonReader *reader, Sentence sentence, const SentenceWord *words,
                      int count);

// Reports that [what] was expected here.
void json_reader_expected(JsonReader *reader, const char *what);

// Takes one of { } [ ] : , which has to come next.
void json_read_mark(JsonReader *reader, char mark);

// True, and takes it, if [mark] comes next.
bool json_read_mark_if(JsonReader *reader, char mark);

// True if [mark] comes next; takes nothing.
bool json_next_is(JsonReader *reader, char mark);

// True, and takes them, if exactly these bytes come next, none of which ends a line. Where
// it is false they may still be there in another form: with other white space.
bool json_take_if(JsonReader *reader, const char *bytes, size_t size);

// A loop over the entries of a list whose "[" was taken:
//     for (bool first = true; json_read_entry(&r, &first);)
bool json_read_entry(JsonReader *reader, bool *first);

// The key [key] and its colon; json_read_next_key() takes a comma before.
void json_read_key(JsonReader *reader, const char *key);
void json_read_next_key(JsonReader *reader, const char *key);

// Any key and its colon, which is then in reader->string.
void json_read_any_key(JsonReader *reader);

// A string: it is in reader->string, and returned, until the next one is read.
const char *json_read_string(JsonReader *reader);

// An integer from [least] to [most].
int64_t json_read_number(JsonReader *reader, int64_t least, int64_t most);

bool json_read_bool(JsonReader *reader);

// True, and takes it, if null comes next.
bool json_read_null_if(JsonReader *reader);

// Passes over one value of any kind.
void json_skip_value(JsonReader *reader);

// Nothing but white space may be left.
void json_read_end(JsonReader *reader);

#endif
