// timeline.c -- shares the height out among the rows, and draws what lies over them.

#include "draw/timeline.h"

#include "draw/arrows.h"
#include "draw/measure.h"

#include <stdlib.h>
#include <string.h>

enum { STRIPS_MOST = 64 }; // cores and threads, and as many resources

typedef struct Layout {
    Drawing *drawing;
    const DrawnRun *run;
    const View *view;
    Timeline *timeline;
    Axis axis;
    Axis seen; // its part in which rows are drawn
    double u;
    double y;                              // where the next row begins
    double row;                            // height of a row
    double head;                           // height of a heading
    uint32_t processors, tasks, resources; // how many are shown
    double task_y;                         // of the first task's row
    double bottom;                         // of the area
    Numbers rows;                          // of the run, that are not folded away
    double branch[256];                    // by depth: where its next branch begins
    uint32_t drawn;                        // rows: every second has a stripe
} Layout;

static uint32_t resource_count(const DrawnRun *run)
{
    return run->strip_count - run->processor_count;
}

double timeline_labels(const DrawnRun *run, const View *view)
{
    double u = view_unit(view), most = 90 * u;
    for (uint32_t row = 0; row < run->task_count && row < 200; row++) {
        Text label = {0};
        run_add_label(run, run->tasks[row], &label);
        double width =
            measure_text(text_string(&label), label.size, 12 * u, false, false);
        width += 12 * u * (run->depths[row] < 6 ? run->depths[row] : 6);
        if (width > most) most = width;
        text_free(&label);
    }
    for (uint32_t i = 0; i < run->strip_count && i < STRIPS_MOST; i++) {
        Text label = {0};
        run_add_strip_label(run, &run->strips[i], view->language, &label);
        double width =
            measure_text(text_string(&label), label.size, 12 * u, false, false);
        if (width > most) most = width;
        text_free(&label);
    }
    most += (view->has_playhead ? 54 : 26) * u;
    double limit = view->width * 0.2;
    return most < limit ? most : limit;
}

enum {
    ROW_LEAST = 17,
    ROW_BARE = 13,
    ROW_BEST = 52,
    HEADING = 21,
    AXIS_HEIGHT = 25
}; // in units

double timeline_height(const DrawnRun *run, const View *view, bool is_bare)
{
    uint32_t processors =
        run->processor_count < STRIPS_MOST ? run->processor_count : STRIPS_MOST;
    uint32_t resources =
        resource_count(run) < STRIPS_MOST ? resource_count(run) : STRIPS_MOST;
    int heads = (processors > 0) + (run->task_count > 0) + (resources > 0);
    double rows = (double)processors + run->task_count + resources;
    double around = is_bare ? 0 : AXIS_HEIGHT + heads * HEADING;
    return (around + rows * ROW_BEST) * view_unit(view);
}

// ---- Folding ----

// The row behind [row] and all that its task made.
static uint32_t row_behind(const DrawnRun *run, uint32_t row)
{
    uint32_t depth = run->depths[row++];
    while (row < run->task_count && run->depths[row] > depth)
        row++;
    return row;
}

static bool is_folded(const DrawnRun *run, const uint8_t *folded, uint32_t row)
{
    return folded && folded[run->tasks[row] - 1];
}

static uint32_t row_after(const DrawnRun *run, const uint8_t *folded, uint32_t row)
{
    return is_folded(run, folded, row) ? row_behind(run, row) : row + 1;
}

uint32_t timeline_rows(const DrawnRun *run, const uint8_t *folded)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < run->task_count; row = row_after(run, folded, row))
        rows++;
    return rows;
}

uint32_t timeline_row(const DrawnRun *run, const uint8_t *folded, uint32_t task)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < run->task_count; row = row_after(run, folded, row)) {
        if (run->tasks[row] == task) return rows;
        rows++;
    }
    return UINT32_MAX;
}

uint32_t timeline_task(const DrawnRun *run, const uint8_t *folded, uint32_t row)
{
    uint32_t rows = 0;
    for (uint32_t at = 0; at < run->task_count; at = row_after(run, folded, at))
        if (rows++ == row) return run->tasks[at];
    return 0;
}

// Where nothing behind the playhead is shown, a task that is not made yet has no row.
static bool is_hidden(const Layout *l, uint32_t task)
{
    return l->timeline->hides_future && l->timeline->moment &&
           !task_at(l->run, task, l->timeline->moment->event).is_made;
}

static void find_rows(Layout *l)
{
    const uint8_t *folded = l->timeline->folded;
    uint32_t row = 0, rows = 0;
    for (; row < l->run->task_count; row = row_after(l->run, folded, row)) {
        if (is_hidden(l, l->run->tasks[row])) continue;
        if (rows++ >= l->timeline->first_row) numbers_add(&l->rows, row);
    }
    l->timeline->rows = rows;
}

// ---- Rows ----

// How many rows of each kind: all if they fit, else the tasks get what the others leave.
static void share_height(Layout *l, double height)
{
    const DrawnRun *run = l->run;
    l->processors =
        run->processor_count < STRIPS_MOST ? run->processor_count : STRIPS_MOST;
    l->resources = resource_count(run) < STRIPS_MOST ? resource_count(run) : STRIPS_MOST;
    l->tasks = l->rows.count;
    int heads = (l->processors > 0) + (l->tasks > 0) + (l->resources > 0);
    bool is_bare = l->timeline->is_bare;
    double room = height - (is_bare ? 0 : heads * l->head);
    double least = (is_bare ? ROW_BARE : ROW_LEAST) * l->u;
    double best = ROW_BEST * l->u;
    uint32_t fits = room > least ? (uint32_t)(room / least) : 1;
    uint32_t wanted = l->processors + l->tasks + l->resources;
    if (wanted > fits) {
        uint32_t third = fits / 3 ? fits / 3 : 1;
        if (l->processors > third) l->processors = third;
        if (l->resources > third) l->resources = third;
        uint32_t rest = fits - l->processors;
        if (l->resources > rest) l->resources = rest;
        rest -= rest > l->resources ? l->resources : rest;
        if (l->tasks > rest) l->tasks = rest;
        wanted = l->processors + l->tasks + l->resources;
    }
    l->row = wanted ? room / wanted : best;
    if (l->row > best) l->row = best;
    if (l->row < least) l->row = least;
}

static void draw_heading(Layout *l, Sentence heading)
{
    if (l->timeline->is_bare) return;
    const Theme *theme = l->view->theme;
    TextStyle style = {.size = 10 * l->u, .color = theme->dim, .bold = true};
    draw_text(l->drawing, l->timeline->area.x + 8 * l->u, l->y + l->head - 6 * l->u,
              l->timeline->area.w - 16 * l->u, style,
              sentence_pattern(l->view->language, heading));
    draw_line(l->drawing, l->timeline->area.x, l->y + l->head - 1, l->timeline->area.w, 0,
              1, theme->rule);
    l->y += l->head;
}

static void draw_stripe(Layout *l)
{
    if (l->drawn++ % 2)
        draw_box(l->drawing, l->timeline->area.x, l->y, l->timeline->area.w, l->row,
                 l->view->theme->stripe);
}

// The lane that is selected has a frame.
static void draw_selection(Layout *l, SubjectKind kind, uint32_t number)
{
    const Subject *selected = &l->timeline->selected;
    if (selected->kind != kind || selected->number != number) return;
    const Theme *theme = l->view->theme;
    Shape *frame = draw_box(l->drawing, l->timeline->area.x, l->y, l->timeline->area.w,
                            l->row, color_fade(theme->playhead, 0.07));
    frame->outline = color_fade(theme->playhead, 0.75);
}

static int64_t playhead_position(const Layout *l)
{
    const View *view = l->view;
    if (l->run->axis == AXIS_TIME)
        return view->time < l->axis.to ? view->time : l->axis.to;
    uint32_t event = l->timeline->moment->event;
    int64_t position = run_position(l->run, event, view->time);
    return l->run->axis == AXIS_EVENT && event ? position + 1 : position;
}

// Behind a playhead that hides the future nothing is drawn, so that no picture tells it.
static Axis seen_of(const Layout *l)
{
    Axis seen = l->axis;
    if (!l->timeline->hides_future || !l->timeline->moment) return seen;
    int64_t past = playhead_position(l);
    if (past <= seen.from) past = seen.from + 1;
    if (past >= seen.to) return seen;
    seen.w = axis_x(&l->axis, past) - seen.x;
    seen.to = past;
    return seen;
}

static LanePlace place_of(Layout *l)
{
    return (LanePlace){.drawing = l->drawing,
                       .run = l->run,
                       .view = l->view,
                       .axis = &l->seen,
                       .y = l->y,
                       .h = l->row,
                       .used = l->timeline->used,
                       .used_marks = l->timeline->used_marks,
                       .used_stair = &l->timeline->used_stair,
                       .past = l->timeline->hides_future && l->timeline->moment
                                   ? l->timeline->moment->event
                                   : UINT32_MAX};
}

static double text_y(const Layout *l)
{
    return l->y + l->row / 2 + 4.2 * l->u;
}

static void draw_strip(Layout *l, const Strip *strip)
{
    draw_stripe(l);
    draw_selection(l, strip->kind, strip->number);
    Text label = {0};
    run_add_strip_label(l->run, strip, l->view->language, &label);
    TextStyle style = {.size = 12 * l->u, .color = l->view->theme->text};
    Shape *text = draw_text(l->drawing, l->timeline->area.x + 10 * l->u, text_y(l),
                            l->timeline->labels - 16 * l->u, style, text_string(&label));
    if (text) text->subject = (Subject){strip->kind, strip->number};
    text_free(&label);
    LanePlace place = place_of(l);
    lane_draw_strip(&place, strip);
    l->y += l->row;
}

// A line from a maker, or from what it made before, to what it made.
static void draw_branch(Layout *l, uint32_t row, double x)
{
    uint32_t depth = l->run->depths[row] % 255;
    double middle = l->y + l->row / 2, from = l->branch[depth];
    if (depth && from > 0) {
        draw_line(l->drawing, x - 7 * l->u, from, 0, middle - from, 1,
                  l->view->theme->rule);
        draw_line(l->drawing, x - 7 * l->u, middle, 5 * l->u, 0, 1, l->view->theme->rule);
    }
    l->branch[depth] = middle;
    l->branch[depth + 1] = middle + 9 * l->u;
}

// The code of what a task is doing at the playhead, in the hue of its bar's outline.
static void draw_code(Layout *l, uint32_t task)
{
    if (!l->timeline->moment) return;
    TaskNow now = task_at(l->run, task, l->timeline->moment->event);
    const Theme *theme = l->view->theme;
    TextStyle style = {
        .size = 10.5 * l->u, .color = theme->dim, .mono = true, .align = ALIGN_RIGHT};
    const char *code = "";
    if (now.is_over) {
        static const char *const ends[] = {
            [END_FINISHED] = "DON", [END_FAILED] = "ERR", [END_CANCELLED] = "CAN"};
        code = ends[l->run->trace->tasks[task - 1].end];
    } else if (now.span) {
        DrawnState state = run_span_state(l->run, now.span);
        code = state_form(state)->code;
        style.color = theme->text;
        style.bold = true;
        draw_box(l->drawing, l->timeline->area.x + l->timeline->labels - 37 * l->u,
                 l->y + l->row / 2 - 7 * l->u, 3 * l->u, 14 * l->u,
                 theme->states[state].outline);
    }
    draw_text(l->drawing, l->timeline->area.x + l->timeline->labels - 34 * l->u,
              text_y(l), 27 * l->u, style, code);
}

static void draw_ghost(Layout *l, uint32_t task)
{
    const DrawnRun *ghost = l->timeline->ghost;
    if (!ghost || task > ghost->trace->task_count || !ghost->end_event[task - 1]) return;
    int64_t position = run_position(ghost, ghost->end_event[task - 1],
                                    ghost->trace->tasks[task - 1].ended);
    if (position > l->axis.to) return;
    Shape *line = draw_line(l->drawing, axis_x(&l->axis, position), l->y + 2 * l->u, 0,
                            l->row - 4 * l->u, 1.5 * l->u, l->view->theme->dim);
    line->dashed = true;
}

// A sign before the name of a task with others below it: are they folded away?
static void draw_fold(Layout *l, uint32_t row, double x)
{
    if (!l->timeline->folded || row_behind(l->run, row) == row + 1) return;
    bool folded = is_folded(l->run, l->timeline->folded, row);
    Shape *sign = draw_mark(l->drawing, folded ? MARK_RIGHT : MARK_DOWN, x - 5 * l->u,
                            l->y + l->row / 2, 6 * l->u, l->view->theme->dim);
    sign->subject = (Subject){SUBJECT_TASK, l->run->tasks[row]};
}

static void draw_task(Layout *l, uint32_t row)
{
    uint32_t task = l->run->tasks[row], depth = l->run->depths[row];
    draw_stripe(l);
    double indent = 10 * l->u + 12 * l->u * (depth < 6 ? depth : 6);
    double x = l->timeline->area.x + indent;
    draw_branch(l, row, x);
    draw_fold(l, row, x);
    draw_selection(l, SUBJECT_TASK, task);
    Text label = {0};
    run_add_label(l->run, task, &label);
    TextStyle style = {.size = 12 * l->u, .color = l->view->theme->text};
    double room = l->timeline->labels - indent - (l->timeline->moment ? 40 : 6) * l->u;
    Shape *text = draw_text(l->drawing, x, text_y(l), room, style, text_string(&label));
    if (text) text->subject = (Subject){SUBJECT_TASK, task};
    text_free(&label);
    draw_code(l, task);
    draw_ghost(l, task);
    LanePlace place = place_of(l);
    lane_draw_task(&place, task);
    l->y += l->row;
}

static void draw_rest(Layout *l, uint32_t rest, Sentence sentence)
{
    if (!rest || l->y + l->row > l->bottom + 0.5) return;
    Text count = {0}, line = {0};
    text_add_int(&count, rest);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&count))};
    sentence_add(&line, l->view->language, sentence, words, 1);
    TextStyle style = {.size = 11 * l->u, .color = l->view->theme->dim};
    draw_text(l->drawing, l->timeline->area.x + 10 * l->u, text_y(l),
              l->timeline->area.w - 20 * l->u, style, text_string(&line));
    l->y += l->row;
    text_free(&count);
    text_free(&line);
}

// The strips from number [first] on; if there are more than have room, the last row says how
// many.
static void draw_strips(Layout *l, uint32_t first, uint32_t rows, uint32_t count)
{
    uint32_t shown = count > rows && rows > 1 ? rows - 1 : rows;
    for (uint32_t i = 0; i < shown; i++)
        draw_strip(l, &l->run->strips[first + i]);
    if (shown < rows) draw_rest(l, count - shown, SENTENCE_PICTURE_MORE);
}

static void draw_processors(Layout *l)
{
    if (!l->processors) return;
    draw_heading(l, SENTENCE_PICTURE_PROCESSORS);
    draw_strips(l, 0, l->processors, l->run->processor_count);
}

static void draw_tasks(Layout *l)
{
    if (!l->tasks) return;
    draw_heading(l, SENTENCE_PICTURE_TASKS);
    l->task_y = l->y;
    uint32_t rest = l->rows.count - l->tasks;
    if (rest && l->tasks > 1) {
        l->tasks--; // its row says how many more there are
        rest++;
    }
    for (uint32_t i = 0; i < l->tasks; i++)
        draw_task(l, l->rows.at[i]);
    l->timeline->shown = l->tasks;
    draw_rest(l, rest, SENTENCE_MORE_LANES);
}

static void draw_resources(Layout *l)
{
    if (!l->resources) return;
    draw_heading(l, SENTENCE_PICTURE_RESOURCES);
    draw_strips(l, l->run->processor_count, l->resources, resource_count(l->run));
}

// ---- What lies over the rows ----

// The middle of a task's row; false if it is not shown.
static bool row_middle(const Layout *l, uint32_t task, double *y)
{
    if (!task || task > l->run->trace->task_count) return false;
    uint32_t row = l->run->row_of[task - 1];
    for (uint32_t i = 0; i < l->tasks; i++) {
        if (l->rows.at[i] != row) continue;
        *y = l->task_y + (i + 0.5) * l->row;
        return true;
    }
    return false;
}

static bool middle_for_arrow(const void *layout, uint32_t task, double *y)
{
    return row_middle(layout, task, y);
}

// Those of the playhead's event and of what is selected, or all in sight.
static void draw_arrows(const Layout *l)
{
    const Timeline *t = l->timeline;
    const Arrows arrows = {.drawing = l->drawing,
                           .run = l->run,
                           .view = l->view,
                           .axis = &l->axis,
                           .last = t->hides_future && t->moment ? t->moment->event
                                                                : UINT32_MAX,
                           .row_middle = middle_for_arrow,
                           .owner = l};
    if (t->all_arrows)
        arrows_draw_in_sight(&arrows, 0);
    else if (t->selected.kind == SUBJECT_TASK)
        arrows_draw_in_sight(&arrows, t->selected.number);
    if (t->selected.kind == SUBJECT_EVENT || t->selected.kind == SUBJECT_SPAN)
        arrows_draw_effects(&arrows, t->selected.number);
    if (t->moment) arrows_draw_event(&arrows, t->moment->event);
}

// What is to come is a question.
static void draw_question(Layout *l, double x, double top, double right, double bottom)
{
    double size = bottom - top < 120 * l->u ? (bottom - top) * 0.4 : 48 * l->u;
    TextStyle style = {
        .size = size, .color = l->view->theme->rule, .bold = true, .align = ALIGN_MIDDLE};
    draw_text(l->drawing, x, (top + bottom) / 2 + size * 0.36, right - x, style, "?");
}

static void draw_playhead(Layout *l, double top, double bottom)
{
    if (!l->timeline->moment) return;
    const Theme *theme = l->view->theme;
    int64_t position = playhead_position(l);
    if (position < l->axis.from || position > l->axis.to) return;
    double x = axis_x(&l->axis, position),
           right = l->timeline->area.x + l->timeline->area.w;
    // At the end there is nothing left to come.
    if (position < l->run->length)
        draw_box(l->drawing, x, top, right - x, bottom - top,
                 l->timeline->hides_future ? theme->panel
                                           : color_fade(theme->paper, 0.5));
    if (l->timeline->hides_future) draw_question(l, x, top, right, bottom);
    draw_line(l->drawing, x, top, 0, bottom - top, 1.6 * l->u, theme->playhead);
    // Elsewhere the words over the rows would be in its way.
    if (l->timeline->has_axis)
        draw_mark(l->drawing, MARK_DOWN, x, top - 3 * l->u, 10 * l->u, theme->playhead);
}

double timeline_draw(Timeline *timeline, Drawing *drawing, const DrawnRun *run,
                     const View *view)
{
    double u = view_unit(view);
    Layout l = {
        .drawing = drawing, .run = run, .view = view, .timeline = timeline, .u = u};
    l.head = HEADING * u;
    Area area = timeline->area;
    l.bottom = area.y + area.h;
    double top = area.y + (timeline->has_axis ? AXIS_HEIGHT * u : 0),
           left = area.x + timeline->labels;
    double right = area.x + area.w - 22 * u; // room for the marks of ends
    l.axis = (Axis){run->axis, timeline->from, timeline->to, left, right - left};
    l.seen = seen_of(&l);
    l.y = top;
    find_rows(&l);
    share_height(&l, area.y + area.h - top);

    // The axis lies under the rows; so its height is asked for first.
    uint32_t shapes = drawing->count;
    draw_processors(&l);
    draw_tasks(&l);
    draw_resources(&l);
    double bottom = l.y;
    uint32_t drawn = drawing->count - shapes;
    Shape *rows = memory_new((drawn + 1) * sizeof *rows);
    if (drawn) memcpy(rows, drawing->shapes + shapes, drawn * sizeof *rows);
    drawing->count = shapes;
    for (uint32_t i = 0; i < drawn; i++)
        if (rows[i].kind == DRAW_BOX && rows[i].fill == view->theme->stripe)
            drawing_add(drawing, &rows[i]);
    axis_draw(&l.axis, drawing, view, top - 13 * u, bottom, timeline->has_axis);
    for (uint32_t i = 0; i < drawn; i++)
        if (!(rows[i].kind == DRAW_BOX && rows[i].fill == view->theme->stripe))
            drawing_add(drawing, &rows[i]);
    free(rows);
    drawing->plot_x = left;
    drawing->plot_y = top;
    drawing->plot_w = right - left;
    drawing->plot_h = bottom - top;
    draw_playhead(&l, top, bottom);
    draw_arrows(&l);
    free(l.rows.at);
    return bottom;
}

// ---- The legend ----

typedef struct LegendPen {
    Drawing *drawing;
    const View *view;
    Area area;
    double u, x, y;
} LegendPen;

// Makes room for a sign and its meaning; a new line when this one is full.
static void legend_step(LegendPen *pen, double sign, const char *meaning)
{
    double width =
        measure_text(meaning, strlen(meaning), 11 * pen->u, false, false) + sign;
    if (pen->x > pen->area.x && pen->x + width > pen->area.x + pen->area.w) {
        pen->x = pen->area.x;
        pen->y += 17 * pen->u;
    }
}

static void legend_words(LegendPen *pen, double sign, const char *meaning)
{
    TextStyle style = {.size = 11 * pen->u, .color = pen->view->theme->dim};
    Shape *text = draw_text(pen->drawing, pen->x + sign, pen->y,
                            pen->area.x + pen->area.w - pen->x - sign, style, meaning);
    pen->x += sign + (text ? text->w : 0) + 16 * pen->u;
}

static void legend_state(LegendPen *pen, DrawnState state)
{
    const StateForm *form = state_form(state);
    const StateColors *colors = &pen->view->theme->states[state];
    Text meaning = {0};
    text_addf(&meaning, "%s %s", form->code,
              sentence_pattern(pen->view->language, form->meaning));
    double sign = 27 * pen->u, h = 12 * pen->u * form->height;
    legend_step(pen, sign, text_string(&meaning));
    Shape *box = draw_box(pen->drawing, pen->x, pen->y + 1.5 * pen->u - h, 21 * pen->u, h,
                          colors->fill);
    box->pattern = (uint8_t)form->pattern;
    box->ink = colors->pattern;
    box->outline = colors->outline;
    legend_words(pen, sign, text_string(&meaning));
    text_free(&meaning);
}

static void legend_mark(LegendPen *pen, Mark mark, Sentence sentence)
{
    const char *meaning = sentence_pattern(pen->view->language, sentence);
    double sign = 14 * pen->u;
    bool alarm = mark == MARK_BANG || mark == MARK_RING;
    legend_step(pen, sign, meaning);
    draw_mark(pen->drawing, mark, pen->x + 5 * pen->u, pen->y - 4 * pen->u, 9 * pen->u,
              alarm ? pen->view->theme->alarm : pen->view->theme->text);
    legend_words(pen, sign, meaning);
}

static void legend_stair(LegendPen *pen)
{
    enum { STEPS = 3 };
    const StateColors *colors = &pen->view->theme->states[STATE_RUN];
    const char *meaning = sentence_pattern(pen->view->language, SENTENCE_PICTURE_STAIR);
    double sign = (STEPS * 4 + 6) * pen->u, full = 12 * pen->u;
    legend_step(pen, sign, meaning);
    for (int i = 0; i < STEPS; i++) {
        double h = full * (STEPS - i) / STEPS;
        Shape *box = draw_box(pen->drawing, pen->x + i * 4 * pen->u,
                              pen->y + 1.5 * pen->u - h, 4 * pen->u, h, colors->fill);
        box->outline = colors->outline;
    }
    legend_words(pen, sign, meaning);
}

double timeline_legend(const Timeline *timeline, Drawing *drawing, const View *view,
                       Area area)
{
    static const struct {
        Mark mark;
        Sentence meaning;
    } marks[] = {{MARK_DISC, SENTENCE_GLYPH_DONE},
                 {MARK_CROSS, SENTENCE_GLYPH_CANCELLED},
                 {MARK_BANG, SENTENCE_GLYPH_FAILED},
                 {MARK_RING, SENTENCE_GLYPH_STUCK},
                 {MARK_DOWN, SENTENCE_PICTURE_PRINTED}};
    LegendPen pen = {drawing, view, area, view_unit(view), area.x, area.y};
    for (DrawnState state = 0; state < STATE_COUNT; state++)
        if (timeline->used[state]) legend_state(&pen, state);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (timeline->used_marks[marks[i].mark])
            legend_mark(&pen, marks[i].mark, marks[i].meaning);
    if (timeline->used_stair) legend_stair(&pen);
    return pen.y + 17 * pen.u;
}
