// ruler.h -- the axis above a timeline: round numbers at even distances.

#ifndef OUTPUT_RULER_H
#define OUTPUT_RULER_H

#include "base/text.h"

// Adds the labels of an axis of [length] nanoseconds (or events) over [cells] columns.
void ruler_add_labels(Text *out, int64_t length, int cells, bool by_event);

// Adds the line below them, with a mark under each label's first digit.
void ruler_add_line(Text *out, int64_t length, int cells, bool by_event, bool ascii);

#endif
