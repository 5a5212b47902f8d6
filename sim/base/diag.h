// diag.h -- what is wrong with a file: collected, sorted, and shown with its place.
//
// A loader reports every mistake it finds and goes on, so one run shows them all:
//
//   shop.json:14:43: error: unknown name "qunatity"
//      14 |     {"assign": "total", "value": "price * qunatity"},
//         |                                           ^^^^^^^^
//      help: did you mean "quantity"? (assigned at 9:17)
//
// Places are byte offsets into a DiagFile. A program inside a JSON file is a view of
// that file: its offsets are first mapped to the file's, so that line and column are
// always those of the file as it is on disk. Columns count code points from 1.

#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/language.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Diag Diag;
typedef struct DiagFile DiagFile;

// From offset [from] of a view on, byte for byte, stands what begins at [to] in the file.
// Where two begin at the same offset, the first tells where the stretch before it ends.
typedef struct DiagSegment {
    uint32_t from;
    uint32_t to;
} DiagSegment;

// How many messages diag_print() shows before it only counts.
enum { DIAG_SHOWN = 50 };

// An empty collection, speaking [language]. Lives in [arena].
Diag *diag_new(Arena *arena, Language language);

// The file called [name] with its bytes, which must outlive the Diag. Several files may
// be added; messages are printed in the order of the files.
const DiagFile *diag_file(Diag *diag, const char *name, const char *bytes, size_t size);

// A view of [file], whose segments are sorted by [from] and must outlive the Diag.
const DiagFile *diag_view(Diag *diag, const DiagFile *file, const DiagSegment *segments,
                          size_t count);

// Reports a mistake at the bytes [start, end) of [file]; with [file] NULL, a message
// without a place. [english] is a printf format that is looked up in the language table.
void diag_error(Diag *diag, const DiagFile *file, size_t start, size_t end,
                const char *english, ...) __attribute__((format(printf, 5, 6)));
void diag_warning(Diag *diag, const DiagFile *file, size_t start, size_t end,
                  const char *english, ...) __attribute__((format(printf, 5, 6)));

// Adds a line of help to the message reported last.
void diag_hint(Diag *diag, const char *english, ...)
    __attribute__((format(printf, 2, 3)));

int diag_error_count(const Diag *diag);
int diag_warning_count(const Diag *diag);
// True if there are so many messages that further ones are only counted: costly hints
// need not be made.
bool diag_is_full(const Diag *diag);

Language diag_language(const Diag *diag);

// Line and column, both from 1, of byte [offset] of [file], as the messages give them.
void diag_position(const DiagFile *file, size_t offset, int *line, int *column);

// The line alone, which does not take longer in a long line.
int diag_line(const DiagFile *file, size_t offset);

// Adds all messages to [out], sorted by file and place; beyond DIAG_SHOWN a line says how
// many more there are. Nothing is added if there are none.
void diag_print(Diag *diag, Text *out);

#endif
