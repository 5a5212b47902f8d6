// file.h -- a file that is written: whole, or not at all.
//
// What is written goes to a file without a name in the target's folder, which takes the
// target's name when it is closed. So nobody ever sees half a file, a failure leaves the
// old one, and not even a killed program leaves anything. (Where the file system has no
// such files it is called ".coroscope-..." until then.) A target that is no regular file
// (a device, a pipe) is written directly; a link is resolved first, so that it stays a
// link; "-" is standard output. For a long file, a thread can hand the bytes to the system
// while the next ones are made.

#ifndef OUTPUT_FILE_H
#define OUTPUT_FILE_H

#include "base/language.h"
#include "base/text.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct OutFile {
    char *buffer;
    size_t size; // bytes in the buffer
    size_t capacity;
    int fd;          // -1: in memory only
    int error;       // errno of the first failure, 0 while all is well
    char *name;      // as it was asked for
    char *target;    // what the file will be called, links resolved; NULL if not renamed
    char *temporary; // what it is called until then; NULL while it has no name
    Language language;           // of the messages
    volatile sig_atomic_t *stop; // not zero: no longer wait for a slow reader; or NULL
    struct WriteBehind *behind;  // NULL: the bytes are written by whoever makes them
} OutFile;

// Opens [path] for writing. NULL if that fails: [message] then says why in [language].
OutFile *file_open(const char *path, Language language, Text *message);

// The same, collecting in memory: file_text() has what was written.
OutFile *file_in_memory(void);
const char *file_text(const OutFile *file, size_t *size);

// True if writing may have to wait for somebody who reads: a pipe, a socket, a terminal.
bool file_waits_for_reader(const OutFile *file);

// From the first full buffer on a thread of its own does the writing, unless there is a
// reader to wait for. Closing, abandoning and file_settle() wait for it.
void file_write_behind(OutFile *file);

// Waits until all that was flushed is written; then [error] is up to date.
void file_settle(OutFile *file);

// Writes what is buffered out, when the file has somewhere to write it.
void file_flush(OutFile *file);

// For file_room().
void file_make_room(OutFile *file, size_t size);

// Room for [size] more bytes; the caller writes them and tells file_wrote() how far it
// came. Failures are kept until the file is closed.
static inline char *file_room(OutFile *file, size_t size)
{
    if (file->capacity - file->size < size) file_make_room(file, size);
    return file->buffer + file->size;
}

static inline void file_wrote(OutFile *file, const char *end)
{
    file->size = (size_t)(end - file->buffer);
}

static inline void file_add_bytes(OutFile *file, const char *bytes, size_t size)
{
    char *room = file_room(file, size);
    if (size) memcpy(room, bytes, size);
    file->size += size;
}

void file_add(OutFile *file, const char *string);
void file_addf(OutFile *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// True if nothing has failed so far.
bool file_is_well(const OutFile *file);

// The same, and [stop] is not set: a writer of much ends early when it is false.
bool file_is_wanted(const OutFile *file);

// Ends the writing and gives the file its name. False if anything failed: [message] then
// says what, the target is as it was, and nothing is left beside it. When standard output
// is a closed pipe, or [stop] was set while it waited, that is false with an empty
// message. Frees [file] in any case.
bool file_close(OutFile *file, Text *message);

// Gives up: nothing was written. Frees [file].
void file_abandon(OutFile *file);

#endif
