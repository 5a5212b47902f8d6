// timeline.c -- each lane is a row of cells; a cell shows what the task did for most of
// the time that it stands for, but a step, however short, is never lost.

#include "output/timeline.h"

#include "base/sentences.h"
#include "base/utf8.h"
#include "output/core_lanes.h"
#include "output/ruler.h"
#include "output/task_label.h"
#include "output/thread_lanes.h"
#include "trace/spans.h"
#include "trace/summary.h"

enum {
    LANES_MOST = 60,  // more lanes than this are only counted
    NAME_MOST = 30,   // columns for the names
    CELLS_LEAST = 20, // columns for the lanes, however narrow the terminal
    CELLS_MOST = 400,
};

// No run gets further than 2^53 nanoseconds; a forged trace may say so, and is drawn up
// to there.
#define LENGTH_MOST (INT64_C(1) << 53)

// What a cell shows.
typedef enum Glyph {
    GLYPH_NOTHING,
    GLYPH_STEP,
    GLYPH_RUNNING,
    GLYPH_BLOCKING,
    GLYPH_HOLDING,
    GLYPH_READY,
    GLYPH_SLEEPING,
    GLYPH_AWAITING,
    GLYPH_QUEUEING,
    GLYPH_DONE,
    GLYPH_CANCELLED,
    GLYPH_FAILED,
    GLYPH_STUCK,
    GLYPH_COUNT
} Glyph;

static const struct {
    const char *unicode, *ascii;
    Ink ink;
    Sentence meaning;
} glyphs[GLYPH_COUNT] = {
    [GLYPH_NOTHING] = {" ", " ", INK_PLAIN, SENTENCE_GLYPH_STEP},
    [GLYPH_STEP] = {"┃", "|", INK_BLUE, SENTENCE_GLYPH_STEP},
    [GLYPH_RUNNING] = {"█", "#", INK_BLUE, SENTENCE_GLYPH_RUNNING},
    [GLYPH_BLOCKING] = {"▓", "B", INK_VERMILLION, SENTENCE_GLYPH_BLOCKING},
    [GLYPH_HOLDING] = {"▒", "b", INK_SKY, SENTENCE_GLYPH_HOLDING},
    [GLYPH_READY] = {"░", ":", INK_ORANGE, SENTENCE_GLYPH_READY},
    [GLYPH_SLEEPING] = {"─", "-", INK_SKY, SENTENCE_GLYPH_SLEEPING},
    [GLYPH_AWAITING] = {"╌", "~", INK_PURPLE, SENTENCE_GLYPH_AWAITING},
    [GLYPH_QUEUEING] = {"═", "=", INK_YELLOW, SENTENCE_GLYPH_QUEUEING},
    [GLYPH_DONE] = {"●", "o", INK_PLAIN, SENTENCE_GLYPH_DONE},
    [GLYPH_CANCELLED] = {"✕", "x", INK_PLAIN, SENTENCE_GLYPH_CANCELLED},
    [GLYPH_FAILED] = {"!", "!", INK_VERMILLION, SENTENCE_GLYPH_FAILED},
    [GLYPH_STUCK] = {"∞", "?", INK_VERMILLION, SENTENCE_GLYPH_STUCK},
};

typedef struct Picture {
    const Trace *trace;
    const Paint *paint;
    OutFile *file;
    Arena *arena;
    Lanes *lanes;
    bool has_threads;          // tasks are threads
    bool by_event;             // no time passes: the axis counts events
    int64_t length;            // of the axis: nanoseconds or events, at least 1
    int cells;                 // columns of the lanes
    int names;                 // columns of the names
    uint32_t *child, *sibling; // of task N: the first made by it, the next of its maker
    bool used[GLYPH_COUNT];
    ThreadRows *threads; // those that are no tasks'
    Text line;
} Picture;

static Glyph glyph_of(const Picture *p, const Span *span)
{
    if (span->state == SPAN_READY) return GLYPH_READY;
    if (p->has_threads && span_waits_in_thread(span)) return GLYPH_QUEUEING;
    if (span->state == SPAN_BLOCKING)
        return p->has_threads ? GLYPH_HOLDING : GLYPH_BLOCKING;
    if (span->state != SPAN_WAITING) return GLYPH_RUNNING;
    switch (trace_wait_refers((TraceWait)span->wait)) {
    case REFERS_TIMER: return GLYPH_SLEEPING;
    case REFERS_OBJECT: return GLYPH_QUEUEING;
    default: return span->wait == WAIT_YIELD ? GLYPH_READY : GLYPH_AWAITING;
    }
}

static void end_line(Picture *p)
{
    // Nobody wants the blanks at the end of a line.
    while (p->line.size && p->line.bytes[p->line.size - 1] == ' ')
        p->line.bytes[--p->line.size] = 0;
    text_add_char(&p->line, '\n');
    file_add_bytes(p->file, p->line.bytes, p->line.size);
    text_clear(&p->line);
}

// Adds [text] in so many columns: cut with a mark if it is wider, padded if narrower.
static void add_padded(Picture *p, Ink ink, const char *text, int columns)
{
    int used = 0;
    size_t size = strlen(text), at = 0;
    bool fits = utf8_columns(text, size) <= (size_t)columns;
    paint_begin(p->paint, &p->line, ink);
    while (at < size) {
        size_t length;
        int width = utf8_width(utf8_decode(text + at, &length));
        if (used + width > columns - !fits) break;
        text_add_bytes(&p->line, text + at, length);
        at += length;
        used += width;
    }
    if (!fits) {
        text_add(&p->line, p->paint->ascii ? "~" : "…");
        used++;
    }
    paint_end(p->paint, &p->line, ink);
    text_add_repeated(&p->line, ' ', (size_t)(columns - used));
}

// ---- Cells ----

// The axis is measured in parts, of which every cell has [length] and every nanosecond
// (or event) has [cells]: so cells of any width share it out exactly.
static int cell_of_part(const Picture *p, int64_t part)
{
    int64_t cell = part / p->length;
    return cell < p->cells ? (int)cell : p->cells - 1;
}

// Where on the axis an instant lies: a cell.
static int cell_of(const Picture *p, int64_t position)
{
    return position < p->length ? cell_of_part(p, position * p->cells) : p->cells - 1;
}

// One lane while it is filled: for each cell, how long each glyph holds in it.
typedef struct Row {
    int64_t (*shares)[GLYPH_COUNT];
    bool *step; // a step begins in this cell
    Glyph *shown;
} Row;

static Row new_row(Picture *p)
{
    Row row;
    row.shares = arena_alloc(p->arena, sizeof *row.shares * (size_t)p->cells, 8);
    row.step = ARENA_ARRAY(p->arena, bool, p->cells);
    row.shown = ARENA_ARRAY(p->arena, Glyph, p->cells);
    return row;
}

static void clear_row(const Picture *p, Row *row)
{
    memset(row->shares, 0, sizeof *row->shares * (size_t)p->cells);
    memset(row->step, 0, (size_t)p->cells);
    memset(row->shown, 0, sizeof *row->shown * (size_t)p->cells);
}

static void add_share(const Picture *p, Row *row, int64_t from, int64_t to, Glyph glyph)
{
    if (to > p->length) to = p->length;
    if (to <= from) return;
    from *= p->cells;
    to *= p->cells;
    for (int cell = cell_of_part(p, from); cell <= cell_of_part(p, to - 1); cell++) {
        int64_t start = cell * p->length, end = start + p->length;
        row->shares[cell][glyph] += (end < to ? end : to) - (start > from ? start : from);
    }
}

static bool is_step(Glyph glyph)
{
    return glyph == GLYPH_RUNNING || glyph == GLYPH_BLOCKING || glyph == GLYPH_HOLDING;
}

// The glyph with the largest share; a step that has less than half of its cell is a mark.
static Glyph shown_in(const Row *row, int cell)
{
    Glyph best = GLYPH_NOTHING;
    for (Glyph g = 0; g < GLYPH_COUNT; g++)
        if (row->shares[cell][g] > row->shares[cell][best]) best = g;
    bool ran = row->step[cell] ||
               (best != GLYPH_READY &&
                (row->shares[cell][GLYPH_RUNNING] || row->shares[cell][GLYPH_BLOCKING]));
    return ran && !is_step(best) ? GLYPH_STEP : best;
}

static void show_row(const Picture *p, Row *row)
{
    for (int cell = 0; cell < p->cells; cell++)
        row->shown[cell] = shown_in(row, cell);
}

static void add_cells(Picture *p, const Row *row)
{
    for (int cell = 0; cell < p->cells;) {
        Glyph glyph = row->shown[cell];
        p->used[glyph] = true;
        paint_begin(p->paint, &p->line, glyphs[glyph].ink);
        for (; cell < p->cells && row->shown[cell] == glyph; cell++)
            text_add(&p->line,
                     p->paint->ascii ? glyphs[glyph].ascii : glyphs[glyph].unicode);
        paint_end(p->paint, &p->line, glyphs[glyph].ink);
    }
}

// ---- Lanes ----

// Where a span begins and ends on the axis.
static int64_t span_from(const Picture *p, const Span *span)
{
    return p->by_event ? (int64_t)span->event - 1 : span->start;
}

static int64_t span_to(const Picture *p, uint32_t task, const Span *span)
{
    if (!p->by_event) return span->end;
    const Span *past = p->lanes->spans + p->lanes->first[task];
    if (span + 1 < past) return (int64_t)span[1].event - 1;
    bool pending = p->trace->tasks[task - 1].end == END_PENDING;
    return pending ? p->length : span_from(p, span) + 1;
}

static void fill_row(const Picture *p, Row *row, uint32_t task)
{
    bool in_step = false; // a step that goes on after computing is still the same one
    const Span *past = p->lanes->spans + p->lanes->first[task];
    for (const Span *s = p->lanes->spans + p->lanes->first[task - 1]; s < past; s++) {
        Glyph glyph = glyph_of(p, s);
        add_share(p, row, span_from(p, s), span_to(p, task, s), glyph);
        if (is_step(glyph) && !in_step) row->step[cell_of(p, span_from(p, s))] = true;
        // Ready in between: its thread had lost its core.
        in_step = is_step(glyph) || (s->state == SPAN_READY && in_step);
    }
}

static Glyph glyph_of_end(uint8_t end)
{
    return end == END_FINISHED ? GLYPH_DONE
           : end == END_FAILED ? GLYPH_FAILED
                               : GLYPH_CANCELLED;
}

static void mark_end(Picture *p, Row *row, uint32_t task)
{
    const TraceTask *row_of = &p->trace->tasks[task - 1];
    if (row_of->end == END_PENDING) {
        if (p->trace->outcome.end == OUTCOME_DEADLOCK)
            row->shown[p->cells - 1] = GLYPH_STUCK;
        return;
    }
    int cell = cell_of(p, row_of->ended);
    if (p->by_event) {
        const Span *last = p->lanes->spans + p->lanes->first[task] - 1;
        cell = cell_of_part(p, (span_from(p, last) + 1) * p->cells - 1);
    }
    row->shown[cell] = glyph_of_end(row_of->end);
}

static void write_lane(Picture *p, Row *row, uint32_t task, const char *branches)
{
    Text label = {0};
    text_add(&label, branches);
    task_label_add(p->trace, task, &label);
    add_padded(p, INK_PLAIN, text_string(&label), p->names);
    text_free(&label);
    clear_row(p, row);
    fill_row(p, row, task);
    show_row(p, row);
    mark_end(p, row, task);
    add_cells(p, row);
    end_line(p);
}

// Tasks that asyncio makes for itself while it closes are left out.
static uint32_t first_shown(const Picture *p, uint32_t task)
{
    while (task && p->trace->tasks[task - 1].internal)
        task = p->sibling[task];
    return task;
}

// Calls [visit] for the lanes in order: every task, then what it made. At most
// LANES_MOST; returns how many there were.
typedef void LaneVisit(Picture *p, void *owner, uint32_t task, const char *branches);

static int visit_lanes(Picture *p, LaneVisit *visit, void *owner)
{
    const char *const in[] = {p->paint->ascii ? "|-" : "├ ",
                              p->paint->ascii ? "`-" : "└ "};
    const char *const under[] = {p->paint->ascii ? "| " : "│ ", "  "};
    Text branches = {0};
    uint32_t path[NAME_MOST]; // the tasks above, and how long the branches were there
    size_t sizes[NAME_MOST];
    int depth = 0, shown = 0;
    uint32_t task = first_shown(p, p->child[0]);
    while (task && shown < LANES_MOST) {
        bool is_last = !first_shown(p, p->sibling[task]);
        size_t size = branches.size;
        if (depth) text_add(&branches, in[is_last]);
        visit(p, owner, task, text_string(&branches));
        shown++;
        branches.size = size;
        uint32_t child = first_shown(p, p->child[task]);
        if (child && depth < NAME_MOST) {
            path[depth] = task;
            sizes[depth] = size;
            if (depth) text_add(&branches, under[is_last]);
            depth++;
            task = child;
            continue;
        }
        task = first_shown(p, p->sibling[task]);
        while (!task && depth) {
            depth--;
            branches.size = sizes[depth];
            task = first_shown(p, p->sibling[path[depth]]);
        }
        if (branches.bytes) branches.bytes[branches.size] = 0;
    }
    text_free(&branches);
    return shown;
}

// Children in the order in which they were made: from the last to the first, each put
// in front. Task 0 stands for the program itself.
static void link_tasks(Picture *p)
{
    uint32_t count = p->trace->task_count;
    p->child = ARENA_ARRAY(p->arena, uint32_t, count + 1);
    p->sibling = ARENA_ARRAY(p->arena, uint32_t, count + 1);
    for (uint32_t task = count; task; task--) {
        uint32_t parent = p->trace->tasks[task - 1].parent;
        p->sibling[task] = p->child[parent];
        p->child[parent] = task;
    }
}

static void measure_name(Picture *p, void *owner, uint32_t task, const char *branches)
{
    (void)owner;
    Text label = {0};
    text_add(&label, branches);
    task_label_add(p->trace, task, &label);
    int columns = (int)utf8_columns(text_string(&label), label.size);
    if (columns > NAME_MOST) columns = NAME_MOST;
    if (columns > p->names) p->names = columns;
    text_free(&label);
}

static void draw_lane(Picture *p, void *owner, uint32_t task, const char *branches)
{
    write_lane(p, owner, task, branches);
}

// ---- The loop's own lane ----

// Adds the steps of a task to the loop's lane, and to [late] when it was ready although
// the loop had not come to it. What it waits for is not looked at: there may be many.
static void add_steps(const Picture *p, Row *row, Row *late, uint32_t task)
{
    bool in_step = false;
    const Span *past = p->lanes->spans + p->lanes->first[task];
    for (const Span *s = p->lanes->spans + p->lanes->first[task - 1]; s < past; s++) {
        Glyph glyph = glyph_of(p, s);
        int64_t from = span_from(p, s), to = span_to(p, task, s);
        if (s->state == SPAN_READY && !p->by_event)
            add_share(p, late, from, to, GLYPH_READY);
        if (is_step(glyph)) add_share(p, row, from, to, glyph);
        if (is_step(glyph) && !in_step) row->step[cell_of(p, from)] = true;
        in_step = is_step(glyph);
    }
}

// A step that takes time while others are late blocks the loop.
static void fill_loop(Picture *p, Row *row)
{
    Row late = new_row(p);
    for (uint32_t task = 1; task <= p->trace->task_count; task++)
        add_steps(p, row, &late, task);
    for (int cell = 0; cell < p->cells; cell++) {
        int64_t *shares = row->shares[cell];
        int64_t busy = shares[GLYPH_RUNNING] + shares[GLYPH_BLOCKING];
        bool blocked = shares[GLYPH_BLOCKING] || late.shares[cell][GLYPH_READY];
        row->shown[cell] = busy * 2 >= p->length
                               ? blocked ? GLYPH_BLOCKING : GLYPH_RUNNING
                           : busy || row->step[cell] ? GLYPH_STEP
                                                     : GLYPH_NOTHING;
    }
}

// Threads share the cores. Where tasks are threads all of them are shown.
static void write_cores(Picture *p)
{
    if (p->by_event) return;
    CoreLanes *lanes = core_lanes_new(p->arena, p->trace, p->cells, p->length);
    int count = p->has_threads ? lanes->core_count : lanes->used_count;
    for (int core = 0; core < count; core++) {
        Text label = {0};
        text_addf(&label, "core %d", core);
        add_padded(p, INK_STRONG, text_string(&label), p->names);
        text_free(&label);
        core_lanes_add(lanes, core, p->paint, &p->line);
        end_line(p);
    }
}

// ---- Threads that are no tasks ----

static bool shows_threads(const Picture *p)
{
    return !p->by_event && p->threads->lanes->count > 0;
}

static void measure_threads(Picture *p)
{
    Text label = {0};
    for (uint32_t i = 0; i < p->threads->lanes->count && i < LANES_MOST; i++) {
        text_clear(&label);
        thread_rows_label(p->threads, i, &label);
        int columns = (int)utf8_columns(text_string(&label), label.size);
        if (columns > NAME_MOST) columns = NAME_MOST;
        if (columns > p->names) p->names = columns;
    }
    text_free(&label);
}

static void write_process(Picture *p, uint32_t process)
{
    Text number = {0}, heading = {0};
    text_add_int(&number, process);
    const SentenceWord words[] = {SENTENCE_WORD("process", text_string(&number))};
    sentence_add(&heading, p->paint->language, SENTENCE_THREADS_HEADING, words, 1);
    paint_add(p->paint, &p->line, INK_DIM, text_string(&heading));
    end_line(p);
    text_free(&number);
    text_free(&heading);
}

static void write_more_threads(Picture *p)
{
    uint32_t all = p->threads->lanes->count;
    if (all <= LANES_MOST) return;
    Text count = {0};
    text_add_int(&count, all - LANES_MOST);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&count))};
    sentence_add(&p->line, p->paint->language, SENTENCE_MORE_THREADS, words, 1);
    end_line(p);
    text_free(&count);
}

// Grouped by process, if there is more than one.
static void write_threads(Picture *p)
{
    const ThreadLanes *lanes = p->threads->lanes;
    if (!shows_threads(p)) return;
    bool many = lanes->lanes[0].process != lanes->lanes[lanes->count - 1].process;
    for (uint32_t i = 0; i < lanes->count && i < LANES_MOST; i++) {
        uint32_t process = lanes->lanes[i].process;
        if (many && (!i || lanes->lanes[i - 1].process != process))
            write_process(p, process);
        Text label = {0};
        thread_rows_label(p->threads, i, &label);
        add_padded(p, INK_PLAIN, text_string(&label), p->names);
        text_free(&label);
        thread_rows_add(p->threads, i, &p->line);
        end_line(p);
    }
    write_more_threads(p);
}

static void write_loop(Picture *p, Row *row)
{
    if (p->has_threads || shows_threads(p)) write_cores(p);
    write_threads(p);
    if (p->has_threads || !first_shown(p, p->child[0])) return;
    clear_row(p, row);
    fill_loop(p, row);
    add_padded(p, INK_STRONG, "loop", p->names);
    add_cells(p, row);
    end_line(p);
}

// ---- Around the lanes ----

static void write_title(Picture *p)
{
    const TraceOutcome *outcome = &p->trace->outcome;
    paint_add(p->paint, &p->line, INK_STRONG, trace_title(p->trace, p->paint->language));
    paint_begin(p->paint, &p->line, INK_DIM);
    text_addf(&p->line, "  (%s, ", machine_model_name(p->trace->scenario.machine.model));
    simtime_add_text(&p->line, outcome->time);
    text_addf(&p->line, ", %s)", trace_outcome_word(outcome->end));
    paint_end(p->paint, &p->line, INK_DIM);
    end_line(p);
    end_line(p);
}

static void write_axis(Picture *p)
{
    const char *unit = sentence_pattern(p->paint->language, SENTENCE_AXIS_EVENT);
    add_padded(p, INK_DIM, p->by_event ? unit : "", p->names);
    ruler_add_labels(&p->line, p->length, p->cells, p->by_event);
    end_line(p);
    text_add_repeated(&p->line, ' ', (size_t)p->names);
    paint_begin(p->paint, &p->line, INK_DIM);
    ruler_add_line(&p->line, p->length, p->cells, p->by_event, p->paint->ascii);
    paint_end(p->paint, &p->line, INK_DIM);
    end_line(p);
}

// Adds a glyph and what it means; a new line when one is full.
static void add_meaning(Picture *p, int *used, Ink ink, const char *glyph,
                        Sentence sentence)
{
    const char *meaning = sentence_pattern(p->paint->language, sentence);
    int width = 4 + (int)utf8_columns(meaning, strlen(meaning));
    if (*used && *used + width > p->paint->width) {
        end_line(p);
        *used = 0;
    }
    paint_add(p->paint, &p->line, ink, glyph);
    text_addf(&p->line, " %s  ", meaning);
    *used += width;
}

// Only what the picture shows is explained, the lanes of threads first.
static void write_legend(Picture *p)
{
    int used = 0;
    for (int i = 0; i < THREAD_DOING_COUNT; i++) {
        const ThreadGlyph *glyph = thread_glyph((ThreadDoing)i);
        if (p->threads->used[i])
            add_meaning(p, &used, glyph->ink,
                        p->paint->ascii ? glyph->ascii : glyph->unicode, glyph->meaning);
    }
    if (used) end_line(p);
    bool has_lanes = first_shown(p, p->child[0]);
    used = 0;
    for (Glyph g = GLYPH_STEP; g < GLYPH_COUNT && has_lanes; g++)
        if (p->used[g])
            add_meaning(p, &used, glyphs[g].ink,
                        p->paint->ascii ? glyphs[g].ascii : glyphs[g].unicode,
                        glyphs[g].meaning);
    if (has_lanes) end_line(p);
    if (p->by_event || (!p->has_threads && !shows_threads(p))) return;
    text_add(&p->line,
             sentence_pattern(p->paint->language, p->has_threads && !shows_threads(p)
                                                      ? SENTENCE_CORE_LANES
                                                      : SENTENCE_THREAD_LANES));
    end_line(p);
}

static void write_rest_count(Picture *p, int shown)
{
    int all = 0;
    for (uint32_t i = 0; i < p->trace->task_count; i++)
        all += !p->trace->tasks[i].internal;
    if (all == shown) return;
    Text count = {0};
    text_add_int(&count, all - shown);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&count))};
    sentence_add(&p->line, p->paint->language, SENTENCE_MORE_LANES, words, 1);
    end_line(p);
    text_free(&count);
}

// A sentence in as many lines as it takes, broken at blanks.
static void write_wrapped(Picture *p, const char *sentence)
{
    size_t used = 0;
    while (*sentence) {
        size_t size = strcspn(sentence, " ");
        size_t columns = utf8_columns(sentence, size);
        if (used && used + 1 + columns > (size_t)p->paint->width) {
            end_line(p);
            used = 0;
        }
        if (used) text_add_char(&p->line, ' ');
        text_add_bytes(&p->line, sentence, size);
        used += columns + (used != 0);
        sentence += size + strspn(sentence + size, " ");
    }
    end_line(p);
}

static void write_totals(Picture *p)
{
    const Summary *s = summary_new(p->arena, p->trace);
    Text makespan = {0}, steps = {0}, turns = {0}, waiting = {0}, hold = {0};
    simtime_add_text(&makespan, s->makespan);
    text_add_int(&steps, (int64_t)s->steps);
    text_add_int(&turns, (int64_t)s->turns);
    text_add_int(&waiting, s->most_waiting);
    simtime_add_text(&hold, s->longest_hold);
    const SentenceWord words[] = {
        SENTENCE_WORD("makespan", text_string(&makespan)),
        SENTENCE_WORD("steps", text_string(&steps)),
        SENTENCE_WORD("turns", text_string(&turns)),
        SENTENCE_WORD("waiting", text_string(&waiting)),
        SENTENCE_WORD("hold", text_string(&hold)),
    };
    Text totals = {0};
    sentence_add(&totals, p->paint->language, SENTENCE_TOTALS, words, 5);
    write_wrapped(p, text_string(&totals));
    text_free(&totals);
    text_free(&makespan);
    text_free(&steps);
    text_free(&turns);
    text_free(&waiting);
    text_free(&hold);
}

// ---- Printed lines ----

void timeline_add_time(const Paint *paint, SimTime time, Text *out)
{
    Text text = {0};
    simtime_add_text(&text, time);
    enum { COLUMNS = 9 };
    if (text.size < COLUMNS) text_add_repeated(out, ' ', COLUMNS - text.size);
    paint_add(paint, out, INK_DIM, text_string(&text));
    text_add(out, "  ");
    text_free(&text);
}

void timeline_write_prints(const Trace *trace, const Paint *paint, OutFile *file)
{
    Text line = {0};
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count && file_is_wanted(file); number++) {
        const TracePacked *record = trace_packed(trace, number);
        if (record->type != TRACE_PRINT) continue;
        size_t size;
        const char *bytes = trace_text_bytes(trace, record->a, &size);
        text_clear(&line);
        timeline_add_time(paint, trace_event_time(trace, number), &line);
        text_add_bytes(&line, bytes, size);
        text_add_char(&line, '\n');
        file_add_bytes(file, line.bytes, line.size);
    }
    text_free(&line);
}

static bool has_prints(const Trace *trace)
{
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++)
        if (trace_packed(trace, number)->type == TRACE_PRINT) return true;
    return false;
}

static void set_measures(Picture *p)
{
    p->by_event = p->lanes->end == 0;
    p->length = p->by_event ? (int64_t)trace_count(p->trace) : p->lanes->end;
    if (p->length < 1) p->length = 1;
    if (p->length > LENGTH_MOST) p->length = LENGTH_MOST;
    p->names = (int)strlen("event");
    visit_lanes(p, measure_name, NULL);
    p->threads = thread_rows_new(p->arena, p->trace, p->paint, 0, p->length);
    measure_threads(p);
    p->names += 2;
    p->cells = p->paint->width - p->names - 1;
    if (p->cells < CELLS_LEAST) p->cells = CELLS_LEAST;
    if (p->cells > CELLS_MOST) p->cells = CELLS_MOST;
    p->threads->cells = p->cells;
}

void timeline_write(const Trace *trace, const Paint *paint, OutFile *file)
{
    Arena *arena = arena_open();
    Picture p = {.trace = trace, .paint = paint, .file = file, .arena = arena};
    p.has_threads = machine_has_threads(&trace->scenario.machine);
    p.lanes = lanes_new(arena, trace);
    link_tasks(&p);
    set_measures(&p);
    Row row = new_row(&p);

    write_title(&p);
    if (first_shown(&p, p.child[0]) || shows_threads(&p)) {
        write_axis(&p);
        write_loop(&p, &row);
        int shown = visit_lanes(&p, draw_lane, &row);
        write_rest_count(&p, shown);
        end_line(&p);
        write_legend(&p);
        if (has_prints(trace)) end_line(&p);
    }
    timeline_write_prints(trace, paint, file);
    end_line(&p);
    write_totals(&p);
    text_free(&p.line);
    arena_close(arena);
}
