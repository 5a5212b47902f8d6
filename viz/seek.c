// seek.c -- walks along the log.

#include "viz/seek.h"

static bool is_of_kind(const TracePacked *record, SeekKind kind, uint32_t task)
{
    switch (kind) {
    case SEEK_SWITCH: return record->type == TRACE_TASK_RESUME;
    case SEEK_TURN: return record->type == TRACE_TURN;
    case SEEK_PRINT: return record->type == TRACE_PRINT || record->type == TRACE_STDERR;
    case SEEK_STEP: return record->type == TRACE_TASK_RESUME && record->task == task;
    }
    return false;
}

uint32_t seek_next(const Trace *trace, SeekKind kind, uint32_t task, uint32_t event)
{
    uint32_t count = trace_count(trace);
    for (uint32_t number = event + 1; number <= count; number++)
        if (is_of_kind(trace_packed(trace, number), kind, task)) return number;
    return 0;
}

uint32_t seek_last(const Trace *trace, SeekKind kind, uint32_t task, uint32_t event)
{
    for (uint32_t number = event; number-- > 1;)
        if (is_of_kind(trace_packed(trace, number), kind, task)) return number;
    return 0;
}

uint32_t seek_cause(const Trace *trace, uint32_t event)
{
    if (!event) return 0;
    TraceRecord record = trace_event(trace, event);
    return record.type == TRACE_TIMER_SET || record.cause >= event ? 0 : record.cause;
}

uint32_t seek_effect(const Trace *trace, uint32_t event)
{
    uint32_t count = trace_count(trace);
    for (uint32_t number = event + 1; event && number <= count; number++)
        if (seek_cause(trace, number) == event) return number;
    return 0;
}

uint32_t seek_line(const Trace *trace, const uint8_t *lines, uint32_t line_count,
                   uint32_t event)
{
    uint32_t count = trace_count(trace);
    for (uint32_t number = event + 1; number <= count; number++) {
        uint32_t line = trace_event_place(trace, number).line;
        if (line && line <= line_count && lines[line]) return number;
    }
    return 0;
}

uint32_t seek_task(const Trace *trace, uint32_t event)
{
    for (uint32_t number = event; number; number--) {
        TraceRecord record = trace_event(trace, number);
        bool has_task = record.type != TRACE_TIMER_SET && record.type != TRACE_TURN;
        if (has_task && record.task && record.task <= trace->task_count)
            return record.task;
        if (record.type == TRACE_TURN) return 0;
    }
    return 0;
}

const Span *seek_slice(const DrawnRun *run, uint32_t task, uint32_t event, bool ahead)
{
    if (!task || task > run->lanes->task_count) return NULL;
    const Span *from = run->lanes->spans + run->lanes->first[task - 1];
    const Span *past = run->lanes->spans + run->lanes->first[task];
    const Span *low = from, *high = past;
    while (low < high) { // the first one that begins behind [event]
        const Span *middle = low + (high - low) / 2;
        if (middle->event <= event)
            low = middle + 1;
        else
            high = middle;
    }
    if (ahead) return low < past ? low : NULL;
    while (low > from && low[-1].event >= event)
        low--;
    return low > from ? low - 1 : NULL;
}
