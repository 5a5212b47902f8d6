// trace_reader.h -- a trace file back into a Trace, so that it can be shown.
//
// A file is taken only whole and only if it fits together: keys in their order, times
// that never go down, causes that exist, tasks that were created. A cut or forged file is
// refused with a line number.

#ifndef OUTPUT_TRACE_READER_H
#define OUTPUT_TRACE_READER_H

#include "base/language.h"
#include "trace/trace.h"

#include <signal.h>

// Reads the trace whose first [size] bytes are at [head] and whose rest comes from [fd]
// (-1: there is no rest). NULL if something is wrong: [message] then says what, and in
// which line of [name]. [stop], which may be NULL, is looked at before every block of the
// file: once it is not 0 the answer is NULL, with no message. The caller closes the trace.
Trace *trace_read(int fd, const char *head, size_t size, const char *name,
                  Language language, const volatile sig_atomic_t *stop, Text *message);

#endif
