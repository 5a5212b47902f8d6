// task_label.h -- how a task is called in lists and pictures.

#ifndef OUTPUT_TASK_LABEL_H
#define OUTPUT_TASK_LABEL_H

#include "base/text.h"
#include "trace/trace.h"

// Appends "Task-2 worker", or the name alone where the program chose the coroutine's.
// Control characters of the name are made visible.
void task_label_add(const Trace *trace, uint32_t task, Text *out);

#endif
