// lane_facts.c -- sentences from what the log says of a slice.

#include "draw/lane_facts.h"

#include "draw/slices.h"

#include <string.h>

enum { NAMES_SHOWN = 6, ROWS_LOOKED_AT = 256 };

bool facts_is_late(const DrawnRun *run, const Span *span)
{
    return span->state == SPAN_READY && span->end > span->start && !run->has_threads;
}

// ---- Names ----

// Some names with commas between them; how many more there are, behind them.
typedef struct Names {
    Text text;
    uint32_t count;
} Names;

// Where the next name goes; NULL if enough are there.
static Text *next_name(Names *names)
{
    if (names->count++ >= NAMES_SHOWN) return NULL;
    if (names->count > 1) text_add(&names->text, ", ");
    return &names->text;
}

static void add_task(const DrawnRun *run, Names *names, uint32_t task)
{
    if (!task || task > run->trace->task_count) return;
    Text *name = next_name(names);
    if (name) trace_add_task_name(run->trace, task, name);
}

static void add_thread(const LanePlace *p, Names *names, uint32_t thread)
{
    uint32_t task = run_thread_task(p->run, thread);
    if (task) {
        add_task(p->run, names, task);
        return;
    }
    Text *name = next_name(names);
    if (name) run_add_thread_label(p->run, thread, p->view->language, name);
}

static void end_names(Names *names)
{
    if (names->count > NAMES_SHOWN) text_addf(&names->text, " … %u", names->count);
}

// A sentence with one place, {who}, for names; nothing without any.
static void add_who(const LanePlace *p, Sentence sentence, Names *names, Text *out)
{
    end_names(names);
    if (names->count) {
        const SentenceWord words[] = {SENTENCE_WORD("who", text_string(&names->text))};
        text_add(out, "; ");
        sentence_add(out, p->view->language, sentence, words, 1);
    }
    text_free(&names->text);
}

static void add_period(SimTime from, SimTime to, Text *out)
{
    text_add(out, ", ");
    simtime_add_text(out, from);
    text_add(out, " – ");
    simtime_add_text(out, to);
}

static const char *keep(const LanePlace *p, Text *facts)
{
    const char *copy = drawing_copy(p->drawing, text_string(facts));
    text_free(facts);
    return copy;
}

// ---- Who is late ----

// How late a task is between two positions of the axis: 0 if it is not.
static SimTime late_between(const DrawnRun *run, uint32_t task, int64_t from, int64_t to)
{
    Slices slices = slices_of_task(run, task);
    for (uint32_t i = slices_first(&slices, from + 1); i < slices.count; i++) {
        if (slices_from(&slices, i) >= to) break;
        if (facts_is_late(run, &slices.spans[i]))
            return slices.spans[i].end - slices.spans[i].start;
    }
    return 0;
}

static void add_victims(const LanePlace *p, uint32_t holder, int64_t from, int64_t to,
                        Text *out)
{
    const DrawnRun *run = p->run;
    Names names = {0};
    for (uint32_t row = 0; row < run->task_count && row < ROWS_LOOKED_AT; row++) {
        uint32_t task = run->tasks[row];
        SimTime late = task != holder ? late_between(run, task, from, to) : 0;
        if (!late) continue;
        add_task(run, &names, task);
        if (names.count > NAMES_SHOWN) continue;
        text_add(&names.text, " (");
        axis_add_time(&names.text, late);
        text_add(&names.text, ")");
    }
    add_who(p, SENTENCE_PICTURE_HOLDS_UP, &names, out);
}

// The loop's strip, which is the first one; NULL where every task has a thread.
static const Strip *loop_of(const DrawnRun *run)
{
    bool has_loop = run->strip_count && run->strips[0].kind == SUBJECT_THREAD &&
                    !run->strips[0].number;
    return has_loop ? &run->strips[0] : NULL;
}

const char *facts_of_late(const LanePlace *p, uint32_t task, const Span *span)
{
    Text facts = {0}, who = {0}, late = {0};
    Names holders = {0};
    trace_add_task_name(p->run->trace, task, &who);
    axis_add_time(&late, span->end - span->start);
    const SentenceWord words[] = {SENTENCE_WORD("task", text_string(&who)),
                                  SENTENCE_WORD("late", text_string(&late))};
    sentence_add(&facts, p->view->language, SENTENCE_PICTURE_IS_LATE, words, 2);
    const Strip *loop = loop_of(p->run);
    if (loop) {
        Slices slices = slices_of_strip(p->run, loop);
        int64_t from = run_span_from(p->run, span), to = run_span_to(p->run, task, span);
        uint32_t i = slices_first(&slices, from + 1), last = 0;
        for (; i < slices.count && slices_from(&slices, i) < to; i++) {
            const Segment *segment = &loop->segments[i];
            if (holders.count > NAMES_SHOWN) break;
            if (segment->takes_time && segment->task && segment->task != last)
                add_task(p->run, &holders, last = segment->task);
        }
    }
    add_who(p, SENTENCE_PICTURE_HELD_BY_LOOP, &holders, &facts);
    text_free(&who);
    text_free(&late);
    return keep(p, &facts);
}

// ---- Tasks ----

// "; await in one another: main → fetch"
static void add_chain(const LanePlace *p, const Span *span, Text *out)
{
    Text chain = {0};
    lane_add_awaits(p->run, span, &chain);
    const SentenceWord words[] = {SENTENCE_WORD("coroutine", text_string(&chain))};
    if (chain.size)
        sentence_add(out, p->view->language, SENTENCE_EXPLAIN_AWAITS, words, 1);
    text_free(&chain);
}

static bool holds_loop(const DrawnRun *run, const Span *span)
{
    bool takes = span->state == SPAN_COMPUTING || span->state == SPAN_BLOCKING ||
                 span->state == SPAN_RUNNING;
    return takes && span->end > span->start && !run->has_threads;
}

const char *facts_of_span(const LanePlace *p, uint32_t task, const Span *span,
                          DrawnState state)
{
    Text facts = {0};
    run_add_label(p->run, task, &facts);
    text_addf(&facts, ": %s %s", state_form(state)->code,
              sentence_pattern(p->view->language, state_form(state)->meaning));
    if (span->state == SPAN_WAITING || span_waits_in_thread(span)) {
        text_add(&facts, ", ");
        lane_add_wait(p->run, span, &facts);
        add_chain(p, span, &facts);
    }
    add_period(span->start, span->end, &facts);
    if (holds_loop(p->run, span))
        add_victims(p, task, run_span_from(p->run, span), run_span_to(p->run, task, span),
                    &facts);
    return keep(p, &facts);
}

// ---- Processors ----

// The job of a thread, with its pool, or what it waits for, with the object.
static void add_what(const LanePlace *p, const Segment *segment, Text *out)
{
    text_add(out, trace_text_bytes(p->run->trace, segment->what, NULL));
    if (!segment->object) return;
    text_add(out, segment->state == STATE_LCK ? " " : " · ");
    run_add_object_label(p->run, segment->object, out);
}

// When a slice was, which its positions do not tell on every axis.
static void add_segment_period(const LanePlace *p, const Strip *strip, uint32_t index,
                               Text *out)
{
    const DrawnRun *run = p->run;
    SimTime from = trace_event_time(run->trace, strip->segments[index].event);
    if (run->axis == AXIS_TIME) {
        add_period(from, strip->segments[index].to, out);
        return;
    }
    text_add(out, ", ");
    simtime_add_text(out, from);
}

static void label_core(const LanePlace *p, const Segment *segment, Text *label,
                       Text *brief)
{
    if (segment->task)
        trace_add_task_name(p->run->trace, segment->task, label);
    else
        run_add_thread_label(p->run, segment->thread, p->view->language, label);
    // Where the name has no room, its number may have.
    const char *number = text_string(label) + label->size;
    while (number > text_string(label) && number[-1] >= '0' && number[-1] <= '9')
        number--;
    text_add(brief, number);
    if (!segment->what) return;
    text_add_char(label, ' ');
    text_add(label, trace_text_bytes(p->run->trace, segment->what, NULL));
}

void facts_add_processor_label(const LanePlace *p, const Strip *strip,
                               const Segment *segment, Text *label, Text *brief)
{
    bool is_thread = strip->kind == SUBJECT_THREAD && (strip->number || !segment->task);
    if (!is_thread) {
        label_core(p, segment, label, brief);
        return;
    }
    const char *code = state_form((DrawnState)segment->state)->code;
    text_addf(label, "%s ", code);
    text_addf(brief, "%s %s", code, trace_text_bytes(p->run->trace, segment->what, NULL));
    if (segment->what)
        add_what(p, segment, label);
    else if (p->run->axis == AXIS_TIME)
        axis_add_time(label, segment->to - segment->from);
}

static void add_processor_facts(const LanePlace *p, const Strip *strip, uint32_t index,
                                Text *out)
{
    const Segment *segment = &strip->segments[index];
    DrawnState state = (DrawnState)segment->state;
    bool is_own = strip->kind == SUBJECT_THREAD && strip->number;
    text_addf(out, ": %s %s", state_form(state)->code,
              sentence_pattern(p->view->language, state_form(state)->meaning));
    if (segment->task) {
        text_add(out, ", ");
        run_add_label(p->run, segment->task, out);
    } else if (!is_own && segment->thread) {
        text_add(out, ", ");
        run_add_thread_label(p->run, segment->thread, p->view->language, out);
    }
    if (segment->what) {
        text_add(out, ", ");
        add_what(p, segment, out);
    }
    add_segment_period(p, strip, index, out);
    if (segment->state == STATE_BLK)
        add_victims(p, segment->task, segment->from, segment->to, out);
}

// ---- Resources ----

void facts_add_resource_label(const LanePlace *p, const Segment *segment, Text *label,
                              Text *brief)
{
    if (segment->level == 1 && segment->task)
        trace_add_task_name(p->run->trace, segment->task, brief);
    else if (segment->level == 1 && segment->thread)
        run_add_thread_label(p->run, segment->thread, p->view->language, brief);
    else
        text_addf(brief, "%u", segment->level);
    text_add(label, text_string(brief));
    if (!segment->waiting) return;
    Text count = {0};
    text_add_int(&count, segment->waiting);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&count))};
    text_add(label, " · ");
    sentence_add(label, p->view->language, SENTENCE_PICTURE_WAITERS, words, 1);
    text_free(&count);
}

// The tasks or threads of a list.
static void add_list(const LanePlace *p, Names *names, const uint32_t *list,
                     uint32_t count, bool threads)
{
    for (uint32_t i = 0; i < count; i++)
        if (threads)
            add_thread(p, names, list[i]);
        else
            add_task(p->run, names, list[i]);
}

// Those who began to wait since the event that tells all.
static void add_latest_waiters(const LanePlace *p, Names *names, const Strip *strip,
                               uint32_t index, uint32_t lists)
{
    uint32_t first = index;
    while (first && index - first < NAMES_SHOWN && strip->segments[first].event != lists)
        first--;
    for (uint32_t i = first; i <= index; i++) {
        uint32_t event = strip->segments[i].event;
        const TracePacked *record = trace_packed(p->run->trace, event);
        if (event <= lists) continue;
        if (record->type == TRACE_TASK_SUSPEND) add_task(p->run, names, record->task);
        if (record->type == TRACE_THREAD_WAIT) add_thread(p, names, record->a);
    }
}

// Who has the object and who waits for it, as the event of a segment lists them.
static void add_listed(const LanePlace *p, const Strip *strip, uint32_t index,
                       Names *holders, Names *waiters)
{
    const Trace *trace = p->run->trace;
    const TraceRecord record = trace_event(trace, strip->segments[index].object);
    bool are_woken = record.type == TRACE_NOTIFY || record.type == TRACE_SET ||
                     record.type == TRACE_THREAD_SET;
    uint32_t count, waiting;
    const uint32_t *list = trace_holder_list(trace, record.b, &count);
    const uint32_t *queue = trace_waiting_list(trace, record.b, &waiting);
    if (!queue || are_woken) waiting = 0;
    // Between threads the object stands in front.
    bool threads = record.type >= TRACE_THREAD_ACQUIRE;
    if (threads && count) list++, count--;
    add_list(p, holders, list, count, threads);
    add_list(p, waiters, queue, waiting, threads);
}

static void add_resource_facts(const LanePlace *p, const Strip *strip, uint32_t index,
                               Text *out)
{
    const Segment *segment = &strip->segments[index];
    const Trace *trace = p->run->trace;
    Names holders = {0}, waiters = {0};
    if (segment->object) add_listed(p, strip, index, &holders, &waiters);
    add_latest_waiters(p, &waiters, strip, index, segment->object);
    text_addf(out, ": %u", segment->level);
    int64_t capacity = trace->objects[strip->number - 1].capacity;
    if (capacity > 0) text_addf(out, " / %lld", (long long)capacity);
    add_who(p, SENTENCE_PICTURE_HELD_BY, &holders, out);
    add_who(p, SENTENCE_PICTURE_WAIT_FOR, &waiters, out);
    add_segment_period(p, strip, index, out);
}

const char *facts_of_segment(const LanePlace *p, const Strip *strip, uint32_t index)
{
    Text facts = {0};
    run_add_strip_label(p->run, strip, p->view->language, &facts);
    if (strip->kind == SUBJECT_OBJECT)
        add_resource_facts(p, strip, index, &facts);
    else
        add_processor_facts(p, strip, index, &facts);
    return keep(p, &facts);
}
