// perfetto.c -- names first, then the slices of each task, then what points at slices.

#include "output/perfetto.h"

#include "base/arena.h"
#include "output/json.h"
#include "trace/spans.h"

#include <string.h>

enum { PROCESS = 1 };

typedef struct Writer {
    const Trace *trace;
    OutFile *file;
    const Lanes *lanes;
    SimTime *starts; // of each span, as it is written
    SimTime *ends;   // equal to the start: it is left out
    bool has_events;
} Writer;

// ---- Words ----

static void begin_event(Writer *w, const char *phase, uint32_t task)
{
    file_add(w->file, w->has_events ? ",\n" : "");
    w->has_events = true;
    file_addf(w->file, "{\"ph\": \"%s\", \"pid\": %d, \"tid\": %u", phase, PROCESS, task);
}

static void add_text(Writer *w, const char *key, const char *bytes, size_t size)
{
    file_addf(w->file, ", \"%s\": ", key);
    json_add_string(w->file, bytes, size);
}

static void add_string(Writer *w, const char *key, const char *string)
{
    add_text(w, key, string, strlen(string));
}

// Nanoseconds in the format's microseconds, exactly.
static void add_time(Writer *w, const char *key, SimTime time)
{
    file_addf(w->file, ", \"%s\": %lld.%03lld", key, (long long)(time / 1000),
              (long long)(time % 1000));
}

static void end_event(Writer *w)
{
    file_add(w->file, "}");
}

// ---- Names ----

static void write_name(Writer *w, const char *what, uint32_t task, const char *name,
                       size_t size)
{
    begin_event(w, "M", task);
    add_string(w, "name", what);
    file_add(w->file, ", \"args\": {\"name\": ");
    json_add_string(w->file, name, size);
    file_add(w->file, "}");
    end_event(w);
}

static void write_names(Writer *w)
{
    const char *title = trace_title(w->trace, LANGUAGE_ENGLISH);
    write_name(w, "process_name", 0, title, strlen(title));
    for (uint32_t task = 1; task <= w->trace->task_count; task++) {
        Text name = {0};
        trace_add_task_name(w->trace, task, &name);
        text_addf(&name, " %s",
                  trace_text_bytes(w->trace, w->trace->tasks[task - 1].coroutine, NULL));
        write_name(w, "thread_name", task, text_string(&name), name.size);
        text_free(&name);
        begin_event(w, "M", task);
        file_addf(w->file,
                  ", \"name\": \"thread_sort_index\", \"args\": {\"sort_index\": %u}",
                  task);
        end_event(w);
    }
}

// ---- Slices ----

static bool is_step(const Span *span)
{
    return span->state == SPAN_RUNNING || span->state == SPAN_COMPUTING ||
           span->state == SPAN_BLOCKING;
}

// Sets where the spans of a task lie, one behind the other.
static void place_spans(Writer *w, uint32_t task)
{
    SimTime cursor = 0;
    for (uint32_t i = w->lanes->first[task - 1]; i < w->lanes->first[task]; i++) {
        const Span *span = &w->lanes->spans[i];
        w->starts[i] = span->start > cursor ? span->start : cursor;
        w->ends[i] = span->end > w->starts[i] ? span->end : w->starts[i];
        if (is_step(span) && w->ends[i] == w->starts[i]) w->ends[i]++;
        cursor = w->ends[i];
    }
}

static const char *name_of(const Span *span)
{
    switch ((SpanState)span->state) {
    case SPAN_READY: return "ready";
    case SPAN_RUNNING: return "step";
    case SPAN_COMPUTING: return "cpu";
    case SPAN_BLOCKING: return span_waits_in_thread(span) ? "waits" : "time.sleep";
    default: return trace_wait_word((TraceWait)span->wait);
    }
}

static void write_spans(Writer *w, uint32_t task)
{
    for (uint32_t i = w->lanes->first[task - 1]; i < w->lanes->first[task]; i++) {
        if (w->ends[i] == w->starts[i]) continue;
        const Span *span = &w->lanes->spans[i];
        begin_event(w, "X", task);
        add_string(w, "name", name_of(span));
        add_string(w, "cat", is_step(span) ? "step" : "wait");
        add_time(w, "ts", w->starts[i]);
        add_time(w, "dur", w->ends[i] - w->starts[i]);
        TracePlace place = trace_event_place(w->trace, span->event);
        file_addf(w->file, ", \"args\": {\"event\": %u", span->event);
        if (place.line) file_addf(w->file, ", \"line\": %u", place.line);
        file_add(w->file, "}");
        end_event(w);
    }
}

// ---- What points at slices ----

// The span of [task] in which [event] happened: the last one that had begun; its number, or
// UINT32_MAX.
static uint32_t span_of(const Writer *w, uint32_t task, uint32_t event)
{
    uint32_t from = w->lanes->first[task - 1], past = w->lanes->first[task];
    if (from == past || w->lanes->spans[from].event > event) return UINT32_MAX;
    while (past - from > 1) {
        uint32_t middle = from + (past - from) / 2;
        if (w->lanes->spans[middle].event <= event)
            from = middle;
        else
            past = middle;
    }
    // What ends a step is its own: the span that it begins is the next one.
    if (w->lanes->spans[from].event == event && !is_step(&w->lanes->spans[from]) &&
        from > w->lanes->first[task - 1])
        from--;
    return w->ends[from] > w->starts[from] ? from : UINT32_MAX;
}

static void write_flow(Writer *w, uint32_t number, uint32_t from_task,
                       uint32_t from_event, uint32_t to_task, uint32_t to_event)
{
    uint32_t from = span_of(w, from_task, from_event), to = span_of(w, to_task, to_event);
    if (from == UINT32_MAX || to == UINT32_MAX || from_task == to_task) return;
    if (w->starts[to] < w->starts[from]) return;
    begin_event(w, "s", from_task);
    file_addf(w->file, ", \"name\": \"cause\", \"cat\": \"flow\", \"id\": %u", number);
    add_time(w, "ts", w->starts[from]);
    end_event(w);
    begin_event(w, "f", to_task);
    file_addf(w->file,
              ", \"name\": \"cause\", \"cat\": \"flow\", \"id\": %u, \"bp\": \"e\"",
              number);
    add_time(w, "ts", w->starts[to]);
    end_event(w);
}

static void write_print(Writer *w, const TraceRecord *record, uint32_t number)
{
    uint32_t span = span_of(w, record->task, number);
    size_t size;
    const char *text = trace_text_bytes(w->trace, record->a, &size);
    begin_event(w, "i", record->task);
    add_text(w, "name", text, size);
    add_string(w, "cat", "print");
    add_string(w, "s", "t");
    add_time(w, "ts", span == UINT32_MAX ? record->time : w->starts[span]);
    end_event(w);
}

static void write_links(Writer *w)
{
    uint32_t count = trace_count(w->trace);
    for (uint32_t number = 1; number <= count && file_is_wanted(w->file); number++) {
        const TraceRecord record = trace_event(w->trace, number);
        if (record.type == TRACE_PRINT && record.task) write_print(w, &record, number);
        if (record.type != TRACE_TASK_RESUME || !record.cause) continue;
        const TraceRecord cause = trace_event(w->trace, record.cause);
        uint32_t by = cause.type == TRACE_TASK_CREATE ? cause.a : cause.task;
        bool has_task = cause.type != TRACE_TIMER_FIRE &&
                        cause.type != TRACE_CALLBACK_RUN && by &&
                        by <= w->trace->task_count;
        if (has_task) write_flow(w, number, by, record.cause, record.task, number);
    }
}

void perfetto_write(const Trace *trace, OutFile *file)
{
    Arena *arena = arena_open();
    Writer w = {.trace = trace, .file = file, .lanes = lanes_new(arena, trace)};
    uint32_t spans = w.lanes->first[w.lanes->task_count];
    w.starts = ARENA_ARRAY(arena, SimTime, spans + 1);
    w.ends = ARENA_ARRAY(arena, SimTime, spans + 1);
    file_add(file, "{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n");
    write_names(&w);
    for (uint32_t task = 1; task <= trace->task_count && file_is_wanted(file); task++) {
        place_spans(&w, task);
        write_spans(&w, task);
    }
    write_links(&w);
    file_add(file, "\n]}\n");
    arena_close(arena);
}
