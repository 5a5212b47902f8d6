// task_label.c -- a task's name and its coroutine.

#include "output/task_label.h"

#include "output/paint.h"

#include <string.h>

void task_label_add(const Trace *trace, uint32_t task, Text *out)
{
    const char *coroutine =
        trace_text_bytes(trace, trace->tasks[task - 1].coroutine, NULL);
    Text name = {0};
    trace_add_task_name(trace, task, &name);
    bool same = strcmp(text_string(&name), coroutine) == 0;
    paint_add_visible(out, text_string(&name), name.size);
    text_free(&name);
    if (same) return;
    const char *dot = strrchr(coroutine, '.');
    text_addf(out, " %s", dot ? dot + 1 : coroutine);
}
