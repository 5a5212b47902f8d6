// texts.h -- the texts of a trace: each one a number, equal ones stored once.

#ifndef TRACE_TEXTS_H
#define TRACE_TEXTS_H

#include <stddef.h>
#include <stdint.h>

typedef struct TraceTexts TraceTexts;

TraceTexts *texts_open(void);
void texts_close(TraceTexts *texts);

// The number of the text with this content; a new one if there is none yet.
uint32_t texts_find(TraceTexts *texts, const char *bytes, size_t size);

// The same, but 0 if there is none yet.
uint32_t texts_look_up(const TraceTexts *texts, const char *bytes, size_t size);

// A new text, without looking for an equal one.
uint32_t texts_add(TraceTexts *texts, const char *bytes, size_t size);

// The bytes with a zero behind them, "" for number 0. They never move.
const char *texts_bytes_of(const TraceTexts *texts, uint32_t text, size_t *size);

// Bytes that the texts use.
size_t texts_bytes(const TraceTexts *texts);

#endif
