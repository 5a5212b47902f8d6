// comparison_show.c -- the table of machines, the chart of a sweep, and what stands below
// them: what went wrong, where the outputs part, and what the numbers mean.

#include "output/comparison.h"

#include "base/sentences.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 2, COLUMNS_MOST = 10 };

typedef struct Column {
    Sentence heading;
    bool left;  // aligned to the left
    int width;  // columns of the terminal
    bool shown; // false: there is nothing to say in it
    void (*write)(const Comparison *, const ComparedRun *, const Paint *, Text *);
    Ink (*ink)(const Comparison *, const ComparedRun *);
} Column;

// ---- Cells ----

static const char *times_sign(const Paint *paint)
{
    return paint->ascii ? "x" : "×";
}

static void write_label(const Comparison *comparison, const ComparedRun *run,
                        const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    text_add(cell, run->label);
}

static void write_value(const Comparison *comparison, const ComparedRun *run,
                        const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    paint_add_visible(cell, run->value, strlen(run->value));
}

static void write_time(const Comparison *comparison, const ComparedRun *run,
                       const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    simtime_add_text(cell, run->makespan);
}

static void write_speedup(const Comparison *comparison, const ComparedRun *run,
                          const Paint *paint, Text *cell)
{
    (void)comparison;
    if (run->speedup > 0)
        text_addf(cell, "%.2f%s", run->speedup, times_sign(paint));
    else
        text_add(cell, "-");
}

static void write_busy(const Comparison *comparison, const ComparedRun *run,
                       const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    text_addf(cell, "%.0f %%", run->busy * 100);
}

static void write_alive(const Comparison *comparison, const ComparedRun *run,
                        const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    text_add_int(cell, run->most_alive);
}

static void write_running(const Comparison *comparison, const ComparedRun *run,
                          const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    text_add_int(cell, run->most_running);
}

static void write_hold(const Comparison *comparison, const ComparedRun *run,
                       const Paint *paint, Text *cell)
{
    (void)comparison, (void)paint;
    simtime_add_text(cell, run->longest_hold);
}

static bool is_base(const Comparison *comparison, const ComparedRun *run)
{
    return &comparison->runs[run->base] == run;
}

static void write_output(const Comparison *comparison, const ComparedRun *run,
                         const Paint *paint, Text *cell)
{
    Sentence sentence = is_base(comparison, run) ? SENTENCE_COMPARE_BASE
                        : run->difference.line   ? SENTENCE_COMPARE_DIFFERS
                                                 : SENTENCE_COMPARE_SAME;
    text_add(cell, sentence_pattern(paint->language, sentence));
}

static Sentence end_sentence(TraceOutcomeEnd end)
{
    static const Sentence sentences[] = {
        [OUTCOME_OK] = SENTENCE_COMPARE_END_OK,
        [OUTCOME_ERROR] = SENTENCE_COMPARE_END_ERROR,
        [OUTCOME_DEADLOCK] = SENTENCE_COMPARE_END_DEADLOCK,
        [OUTCOME_LIMIT] = SENTENCE_COMPARE_END_LIMIT,
    };
    return sentences[end];
}

static void write_end(const Comparison *comparison, const ComparedRun *run,
                      const Paint *paint, Text *cell)
{
    (void)comparison;
    text_add(cell, sentence_pattern(paint->language, end_sentence(run->end)));
}

static Ink ink_of_label(const Comparison *comparison, const ComparedRun *run)
{
    (void)comparison, (void)run;
    return INK_STRONG;
}

static Ink ink_of_speedup(const Comparison *comparison, const ComparedRun *run)
{
    (void)comparison;
    if (run->speedup >= 1.05) return INK_GREEN;
    return run->speedup > 0 && run->speedup <= 0.95 ? INK_VERMILLION : INK_PLAIN;
}

static Ink ink_of_output(const Comparison *comparison, const ComparedRun *run)
{
    (void)comparison;
    return run->difference.line ? INK_VERMILLION : INK_PLAIN;
}

static Ink ink_of_end(const Comparison *comparison, const ComparedRun *run)
{
    (void)comparison;
    return run->end == OUTCOME_OK ? INK_PLAIN : INK_VERMILLION;
}

// ---- Lines ----

static void end_line(Text *out)
{
    // Nobody wants the blanks at the end of a line.
    while (out->size && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = 0;
    text_add_char(out, '\n');
}

static void add_cell(const Paint *paint, const Column *column, Ink ink, const char *text,
                     Text *out)
{
    size_t width = utf8_columns(text, strlen(text));
    size_t blanks = (size_t)column->width > width ? (size_t)column->width - width : 0;
    if (!column->left) text_add_repeated(out, ' ', blanks);
    paint_add(paint, out, ink, text);
    text_add_repeated(out, ' ', (column->left ? blanks : 0) + GAP);
}

static void measure_column(const Comparison *comparison, const Paint *paint,
                           Column *column)
{
    const char *heading = sentence_pattern(paint->language, column->heading);
    if (column->heading == SENTENCE_COMPARE_VALUE) heading = comparison->sweep;
    column->width = (int)utf8_columns(heading, strlen(heading));
    Text cell = {0};
    for (int i = 0; i < comparison_count(comparison); i++) {
        text_clear(&cell);
        column->write(comparison, &comparison->runs[i], paint, &cell);
        int width = (int)utf8_columns(text_string(&cell), cell.size);
        if (width > column->width) column->width = width;
    }
    text_free(&cell);
}

static void add_heading(const Comparison *comparison, const Paint *paint,
                        const Column *column, Text *out)
{
    const char *heading = sentence_pattern(paint->language, column->heading);
    if (column->heading == SENTENCE_COMPARE_VALUE) heading = comparison->sweep;
    add_cell(paint, column, INK_DIM, heading, out);
}

static void add_run_cell(const Comparison *comparison, const ComparedRun *run,
                         const Paint *paint, const Column *column, Text *out)
{
    Text cell = {0};
    column->write(comparison, run, paint, &cell);
    Ink ink = column->ink ? column->ink(comparison, run) : INK_PLAIN;
    add_cell(paint, column, ink, text_string(&cell), out);
    text_free(&cell);
}

static bool is_unit(const char *word)
{
    bool is_longer = (word[0] && word[1] >= 'a' && word[1] <= 'z');
    return (word[0] == 's' && !is_longer) || word[0] == '%';
}

// How long the next word is: a number and its unit stay together.
static size_t word_size(const char *text)
{
    size_t size = strcspn(text, " ");
    bool is_number = size && text[size - 1] >= '0' && text[size - 1] <= '9';
    if (!is_number || !text[size] || !is_unit(text + size + 1)) return size;
    return size + 1 + strcspn(text + size + 1, " ");
}

// Adds [text] in as many lines as it takes, broken at blanks.
static void add_wrapped(const Paint *paint, const char *text, Text *out)
{
    size_t used = 0;
    for (bool first = true; *text; first = false) {
        size_t size = word_size(text);
        size_t columns = utf8_columns(text, size);
        if (!first && used + 1 + columns > (size_t)paint->width) {
            text_add_char(out, '\n');
            used = 0;
        } else if (!first) {
            text_add_char(out, ' ');
            used++;
        }
        text_add_bytes(out, text, size);
        used += columns;
        text += size + strspn(text + size, " ");
    }
    text_add_char(out, '\n');
}

// ---- The table ----

// A program of threads alone has no tasks and no loop to tell of.
static bool has_tasks(const Comparison *comparison)
{
    bool has_threads = false;
    for (int i = 0; i < comparison_count(comparison); i++) {
        const ComparedRun *run = &comparison->runs[i];
        if (run->most_alive) return true;
        has_threads |= run->beside.threads + run->beside.processes > 0;
    }
    return !has_threads;
}

static void add_legend(const Comparison *comparison, const Paint *paint, Text *out)
{
    Text legend = {0};
    const SentenceWord words[] = {SENTENCE_WORD("base", comparison->runs[0].label)};
    sentence_add(&legend, paint->language,
                 has_tasks(comparison) ? SENTENCE_COMPARE_LEGEND
                                       : SENTENCE_COMPARE_LEGEND_THREADS,
                 words, 1);
    text_add_char(out, '\n');
    paint_begin(paint, out, INK_DIM);
    add_wrapped(paint, text_string(&legend), out);
    paint_end(paint, out, INK_DIM);
    text_free(&legend);
}

static void add_table(const Comparison *comparison, const Paint *paint, Text *out)
{
    bool all_well = comparison_all_well(comparison), tasks = has_tasks(comparison);
    Column columns[] = {
        {SENTENCE_COMPARE_MACHINE, true, 0, true, write_label, ink_of_label},
        {SENTENCE_COMPARE_TIME, false, 0, true, write_time, NULL},
        {SENTENCE_COMPARE_SPEEDUP, false, 0, true, write_speedup, ink_of_speedup},
        {SENTENCE_COMPARE_BUSY, false, 0, true, write_busy, NULL},
        {SENTENCE_COMPARE_ALIVE, false, 0, tasks, write_alive, NULL},
        {SENTENCE_COMPARE_RUNNING, false, 0, true, write_running, NULL},
        {SENTENCE_COMPARE_HOLD, false, 0, tasks, write_hold, NULL},
        {SENTENCE_COMPARE_OUTPUT, true, 0, true, write_output, ink_of_output},
        {SENTENCE_COMPARE_END, true, 0, !all_well, write_end, ink_of_end},
    };
    enum { COUNT = sizeof columns / sizeof *columns };
    for (int c = 0; c < COUNT; c++)
        measure_column(comparison, paint, &columns[c]);
    for (int c = 0; c < COUNT; c++)
        if (columns[c].shown) add_heading(comparison, paint, &columns[c], out);
    end_line(out);
    for (int i = 0; i < comparison_count(comparison); i++) {
        for (int c = 0; c < COUNT; c++)
            if (columns[c].shown)
                add_run_cell(comparison, &comparison->runs[i], paint, &columns[c], out);
        end_line(out);
    }
    add_legend(comparison, paint, out);
}

// ---- The chart of a sweep ----

// A bar of [share] (0 to 1) of so many columns, in eighths of a column where Unicode has
// them. What is above 0 is seen.
static void add_bar(const Paint *paint, Ink ink, double share, int columns, Text *out)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int parts = (int)(share * columns * 8 + 0.5);
    if (parts == 0 && share > 0) parts = 1;
    int used = 0;
    paint_begin(paint, out, ink);
    if (paint->ascii) parts = parts ? (parts + 7) / 8 * 8 : 0;
    for (; parts >= 8; parts -= 8, used++)
        text_add(out, paint->ascii ? "#" : "█");
    if (parts > 0) {
        text_add(out, eighths[parts]);
        used++;
    }
    paint_end(paint, out, ink);
    text_add_repeated(out, ' ', (size_t)(columns - used) + GAP);
}

typedef struct Chart {
    Column value, time, speedup, busy, end;
    int bar; // columns of each of the two bars
    bool shows_end;
    SimTime longest;
    double fastest;
} Chart;

static Chart chart_of(const Comparison *comparison, const Paint *paint)
{
    Chart chart = {
        .value = {SENTENCE_COMPARE_VALUE, false, 0, true, write_value, ink_of_label},
        .time = {SENTENCE_COMPARE_TIME, false, 0, true, write_time, NULL},
        .speedup = {SENTENCE_COMPARE_SPEEDUP, false, 0, true, write_speedup, NULL},
        .busy = {SENTENCE_COMPARE_BUSY, false, 0, true, write_busy, NULL},
        .end = {SENTENCE_COMPARE_END, true, 0, true, write_end, ink_of_end},
        .shows_end = !comparison_all_well(comparison),
    };
    Column *columns[] = {&chart.value, &chart.time, &chart.speedup, &chart.busy,
                         &chart.end};
    int used = 0;
    for (int c = 0; c < 5; c++) {
        measure_column(comparison, paint, columns[c]);
        if (c < 4 || chart.shows_end) used += columns[c]->width + GAP;
    }
    int rest = (paint->width - used) / 2 - GAP;
    chart.bar = rest < 8 ? 8 : rest > 40 ? 40 : rest;
    for (int i = 0; i < comparison_count(comparison); i++) {
        const ComparedRun *run = &comparison->runs[i];
        if (run->makespan > chart.longest) chart.longest = run->makespan;
        if (run->speedup > chart.fastest) chart.fastest = run->speedup;
    }
    return chart;
}

static void add_chart_row(const Comparison *comparison, const ComparedRun *run,
                          const Paint *paint, const Chart *chart, Text *out)
{
    add_run_cell(comparison, run, paint, &chart->value, out);
    add_run_cell(comparison, run, paint, &chart->time, out);
    double time_share =
        chart->longest ? (double)run->makespan / (double)chart->longest : 0;
    add_bar(paint, INK_BLUE, time_share, chart->bar, out);
    add_run_cell(comparison, run, paint, &chart->speedup, out);
    double speed_share = chart->fastest > 0 ? run->speedup / chart->fastest : 0;
    add_bar(paint, INK_GREEN, speed_share, chart->bar, out);
    add_run_cell(comparison, run, paint, &chart->busy, out);
    if (chart->shows_end) add_run_cell(comparison, run, paint, &chart->end, out);
    end_line(out);
}

static void add_chart_heading(const Comparison *comparison, const Paint *paint,
                              const Chart *chart, Text *out)
{
    add_heading(comparison, paint, &chart->value, out);
    add_heading(comparison, paint, &chart->time, out);
    text_add_repeated(out, ' ', (size_t)chart->bar + GAP);
    add_heading(comparison, paint, &chart->speedup, out);
    text_add_repeated(out, ' ', (size_t)chart->bar + GAP);
    add_heading(comparison, paint, &chart->busy, out);
    if (chart->shows_end) add_heading(comparison, paint, &chart->end, out);
    end_line(out);
}

static void add_chart(const Comparison *comparison, const Paint *paint, Text *out)
{
    Chart chart = chart_of(comparison, paint);
    for (int m = 0; m < comparison->machine_count; m++) {
        if (m) text_add_char(out, '\n');
        paint_add(paint, out, INK_STRONG, comparison_run(comparison, m, 0)->label);
        text_add_char(out, '\n');
        add_chart_heading(comparison, paint, &chart, out);
        for (int v = 0; v < comparison->value_count; v++)
            add_chart_row(comparison, comparison_run(comparison, m, v), paint, &chart,
                          out);
    }
    // With one machine a speed-up is over the first value, and everybody sees that.
    if (comparison->machine_count < 2) return;
    Text legend = {0};
    const SentenceWord words[] = {SENTENCE_WORD("base", comparison->runs[0].label)};
    sentence_add(&legend, paint->language, SENTENCE_COMPARE_SWEEP_LEGEND, words, 1);
    text_add_char(out, '\n');
    paint_begin(paint, out, INK_DIM);
    add_wrapped(paint, text_string(&legend), out);
    paint_end(paint, out, INK_DIM);
    text_free(&legend);
}

// ---- Below ----

// "parallel:4", in a sweep "parallel, JOBS=4".
static void add_name(const Comparison *comparison, const ComparedRun *run, Text *out)
{
    text_add(out, run->label);
    if (!run->value) return;
    text_addf(out, ", %s=", comparison->sweep);
    paint_add_visible(out, run->value, strlen(run->value));
}

static void add_side(const Paint *paint, const char *name, const char *line, Text *out)
{
    text_addf(out, "  %s: ", name);
    if (line) {
        text_add_char(out, '"');
        paint_add_visible(out, line, strlen(line));
        text_add(out, "\"\n");
    } else {
        text_addf(out, "%s\n",
                  sentence_pattern(paint->language, SENTENCE_EXPECT_NOTHING));
    }
}

static void add_difference(const Comparison *comparison, const ComparedRun *run,
                           const Paint *paint, Text *out)
{
    Text line = {0}, name = {0}, base = {0};
    text_add_int(&line, run->difference.line);
    add_name(comparison, run, &name);
    add_name(comparison, &comparison->runs[run->base], &base);
    const SentenceWord words[] = {SENTENCE_WORD("machine", text_string(&name)),
                                  SENTENCE_WORD("base", text_string(&base)),
                                  SENTENCE_WORD("line", text_string(&line))};
    text_add_char(out, '\n');
    sentence_add(out, paint->language, SENTENCE_COMPARE_FIRST_DIFFERENCE, words, 3);
    text_add_char(out, '\n');
    add_side(paint, text_string(&base), run->difference.base, out);
    add_side(paint, text_string(&name), run->difference.own, out);
    text_free(&line);
    text_free(&name);
    text_free(&base);
}

static void add_trouble(const Comparison *comparison, const ComparedRun *run,
                        const Paint *paint, Text *out)
{
    text_add_char(out, '\n');
    paint_begin(paint, out, INK_STRONG);
    add_name(comparison, run, out);
    paint_end(paint, out, INK_STRONG);
    text_addf(out, ":\n%s", run->trouble);
}

// Another output is worth words where machines differ; with another constant in the
// program it is what everybody expects.
static bool difference_matters(const Comparison *comparison, const ComparedRun *run)
{
    return run->difference.line &&
           (comparison->machine_count > 1 || strcmp(comparison->sweep, "cores") == 0);
}

static void add_notes(const Comparison *comparison, const Paint *paint, Text *out)
{
    for (int i = 0; i < comparison_count(comparison); i++) {
        const ComparedRun *run = &comparison->runs[i];
        if (*run->trouble) add_trouble(comparison, run, paint, out);
        if (difference_matters(comparison, run))
            add_difference(comparison, run, paint, out);
    }
}

void comparison_show(const Comparison *comparison, const Paint *paint, Text *out)
{
    paint_begin(paint, out, INK_STRONG);
    paint_add_visible(out, comparison->title, strlen(comparison->title));
    paint_end(paint, out, INK_STRONG);
    text_add(out, "\n\n");
    if (comparison->sweep)
        add_chart(comparison, paint, out);
    else
        add_table(comparison, paint, out);
    add_notes(comparison, paint, out);
    Text remark = {0};
    comparison_remark(comparison, paint->language, &remark);
    if (remark.size) {
        text_add_char(out, '\n');
        for (char *line = remark.bytes, *next; line; line = next) {
            next = strchr(line, '\n');
            if (next) *next++ = 0;
            add_wrapped(paint, line, out);
        }
    }
    text_free(&remark);
}
