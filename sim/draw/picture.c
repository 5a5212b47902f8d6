// picture.c -- from the top: title, timeline, legend, panels.

#include "draw/picture.h"

#include "draw/measure.h"
#include "draw/panels.h"
#include "draw/timeline.h"

#include <string.h>

#define MARGIN 14 // units

typedef struct Page {
    Drawing *drawing;
    const View *view;
    double u, y; // where the next part begins
} Page;

static Page page_open(const View *view)
{
    Page page = {drawing_open(view->width, view->height), view, view_unit(view), 0};
    page.drawing->paper = view->theme->paper;
    draw_box(page.drawing, 0, 0, view->width, view->height, view->theme->paper);
    page.y = 30 * page.u;
    return page;
}

// ---- Header ----

static void draw_subtitle(Page *page, const char *words)
{
    TextStyle style = {.size = 12 * page->u, .color = page->view->theme->dim};
    draw_text(page->drawing, MARGIN * page->u, page->y,
              page->view->width - 2 * MARGIN * page->u, style, words);
    page->y += 18 * page->u;
}

static void add_subtitle(const DrawnRun *run, const View *view, Text *out)
{
    const Trace *trace = run->trace;
    Text machine = {0}, makespan = {0};
    text_add(&machine, machine_model_name(trace->scenario.machine.model));
    if (run->has_threads) text_addf(&machine, ":%d", trace->scenario.machine.cores);
    simtime_add_label(&makespan, trace_end_time(trace), trace_end_time(trace));
    const SentenceWord words[] = {
        SENTENCE_WORD("machine", text_string(&machine)),
        SENTENCE_WORD("makespan", text_string(&makespan)),
        SENTENCE_WORD("end", trace_outcome_word(trace->outcome.end)),
    };
    sentence_add(out, view->language, SENTENCE_PICTURE_SUBTITLE, words, 3);
    text_free(&machine);
    text_free(&makespan);
}

void picture_add_playhead(const DrawnRun *run, const View *view, const Moment *moment,
                          Text *out)
{
    Text time = {0}, event = {0}, count = {0}, turn = {0};
    simtime_add_text(&time, view->time);
    text_add_int(&event, moment->event);
    text_add_int(&count, trace_count(run->trace));
    text_add_int(&turn, moment->turn);
    const SentenceWord words[] = {
        SENTENCE_WORD("time", text_string(&time)),
        SENTENCE_WORD("event", text_string(&event)),
        SENTENCE_WORD("count", text_string(&count)),
        SENTENCE_WORD("turn", text_string(&turn)),
    };
    sentence_add(out, view->language, SENTENCE_PICTURE_PLAYHEAD, words, 4);
    text_free(&time);
    text_free(&event);
    text_free(&count);
    text_free(&turn);
}

// The title at the left, the playhead at the right; room for the one ends at the other.
static void draw_title(Page *page, const char *title, const char *beside)
{
    double u = page->u, left = MARGIN * u, w = page->view->width - 2 * left;
    TextStyle style = {
        .size = 12.5 * u, .color = page->view->theme->text, .align = ALIGN_RIGHT};
    Shape *text = *beside ? draw_text(page->drawing, left + w * 0.4, page->y, w * 0.6,
                                      style, beside)
                          : NULL;
    double taken = text ? text->w + 16 * u : 0;
    style = (TextStyle){.size = 18 * u, .color = page->view->theme->text, .bold = true};
    draw_text(page->drawing, left, page->y, w - taken, style, title);
    page->y += 20 * u;
    page->drawing->title = drawing_copy(page->drawing, title);
}

// ---- A run ----

static void draw_no_tasks(Page *page)
{
    TextStyle style = {.size = 13 * page->u, .color = page->view->theme->dim};
    draw_text(page->drawing, MARGIN * page->u, page->y + 20 * page->u,
              page->view->width - 2 * MARGIN * page->u, style,
              sentence_pattern(page->view->language, SENTENCE_PICTURE_NO_TASKS));
    page->y += 40 * page->u;
}

// What the panels below the timeline get: what the program wants, as long as the timeline
// has more than half. None in a low picture.
static double panels_height(const Page *page, const DrawnRun *run)
{
    if (page->view->kind != VIEW_ALL || page->view->height < 380) return 0;
    double most = page->view->height * 0.46, least = page->view->height * 0.29;
    double rest = page->view->height - page->y - timeline_height(run, page->view, false);
    double wanted = panel_source_height(run, page->view);
    double height = wanted < rest ? wanted : rest - 60 * page->u;
    if (height > most) height = most;
    return height > least ? height : least;
}

static void draw_lower_panels(Page *page, const DrawnRun *run, const Moment *moment,
                              double right)
{
    double u = page->u, left = MARGIN * u, gap = 10 * u;
    double h = page->view->height - MARGIN * u - page->y, w = right - left - gap;
    if (h < 60 * u) return;
    double source = w * 0.56;
    panel_draw_source(page->drawing, run, page->view, moment,
                      (Area){left, page->y, source, h});
    panel_draw_output(page->drawing, run, page->view, moment,
                      (Area){left + source + gap, page->y, w - source, h});
}

static void draw_run(Page *page, const DrawnRun *run, const Moment *moment)
{
    const View *view = page->view;
    double u = page->u, left = MARGIN * u, right = view->width - left;
    double lower = panels_height(page, run);
    if (moment && view->kind == VIEW_ALL && view->width >= 600) {
        double w = view->width * 0.235;
        right -= w + 10 * u;
        panel_draw_loop(
            page->drawing, run, view, moment,
            (Area){right + 10 * u, page->y, w, view->height - MARGIN * u - page->y});
    }
    Timeline timeline = {
        .from = 0, .to = run->length, .moment = moment, .has_axis = true};
    timeline.labels = timeline_labels(run, view);
    double room = view->height - page->y - lower - 48 * u;
    double wanted = timeline_height(run, view, false);
    timeline.area = (Area){left, page->y, right - left, wanted < room ? wanted : room};
    page->y = timeline_draw(&timeline, page->drawing, run, view);
    page->y = timeline_legend(&timeline, page->drawing, view,
                              (Area){left, page->y + 20 * u, right - left, 0});
    if (lower) draw_lower_panels(page, run, moment, right);
}

Drawing *picture_of_run(const DrawnRun *run, const View *view)
{
    Page page = page_open(view);
    Moment *moment = view->has_playhead ? moment_open(run, view->event) : NULL;
    Text subtitle = {0}, beside = {0};
    add_subtitle(run, view, &subtitle);
    if (moment) picture_add_playhead(run, view, moment, &beside);
    draw_title(&page, trace_title(run->trace, view->language), text_string(&beside));
    draw_subtitle(&page, text_string(&subtitle));
    text_free(&subtitle);
    text_free(&beside);
    if (!run->task_count) draw_no_tasks(&page);
    draw_run(&page, run, moment);
    moment_close(moment);
    return page.drawing;
}

double picture_height(const DrawnRun *run, const View *view)
{
    double wanted = timeline_height(run, view, false) + 120 * view_unit(view);
    return wanted < view->height ? wanted : view->height;
}

// ---- Several runs ----

static double speedup_of(const DrawnRun *base, const DrawnRun *run)
{
    const TraceOutcome *one = &base->trace->outcome, *other = &run->trace->outcome;
    bool well = one->end == OUTCOME_OK && other->end == OUTCOME_OK;
    return well && one->time > 0 && other->time > 0
               ? (double)one->time / (double)other->time
               : 0;
}

// How many are running at the playhead, and how many could be.
static void count_running(const DrawnRun *run, const View *view, uint32_t *now,
                          uint32_t *most)
{
    *now = *most = 0;
    for (uint32_t i = 0; i < run->processor_count; i++) {
        const Strip *strip = &run->strips[i];
        if (strip->kind != SUBJECT_CORE) continue;
        const Segment *on = strip_at(strip, run, view->event, view->time);
        *now += on && on->is_busy;
        ++*most;
    }
    if (run->has_threads) *most = (uint32_t)run->trace->scenario.machine.cores;
    if (*most) return;
    Moment *moment = moment_open(run, view->event);
    *now = moment->running != 0;
    *most = 1;
    moment_close(moment);
}

static void add_running(const DrawnRun *run, const View *view, Text *out)
{
    uint32_t now, most;
    Text one = {0}, other = {0};
    count_running(run, view, &now, &most);
    text_add_int(&one, now);
    text_add_int(&other, most);
    const SentenceWord words[] = {SENTENCE_WORD("now", text_string(&one)),
                                  SENTENCE_WORD("most", text_string(&other))};
    sentence_add(out, view->language, SENTENCE_PICTURE_RUNNING_NOW, words, 2);
    text_free(&one);
    text_free(&other);
}

// How a run went: how much faster than the first, or how it ended.
static void add_speedup(const PictureRun *runs, int i, const View *view, Text *out)
{
    double times = i ? speedup_of(runs[0].run, runs[i].run) : 0;
    if (times > 0) {
        Text speedup = {0};
        text_addf(&speedup, "%.2f", times);
        const SentenceWord words[] = {SENTENCE_WORD("speedup", text_string(&speedup)),
                                      SENTENCE_WORD("base", runs[0].label)};
        sentence_add(out, view->language, SENTENCE_PICTURE_BADGE, words, 2);
        text_free(&speedup);
    } else if (runs[i].run->trace->outcome.end != OUTCOME_OK) {
        text_add(out, trace_outcome_word(runs[i].run->trace->outcome.end));
    }
}

void picture_draw_badge(Drawing *drawing, const View *view, const PictureRun *runs, int i,
                        Area area, bool is_marked)
{
    double u = view_unit(view), y = area.y + 14 * u, right = area.x + area.w;
    const Theme *theme = view->theme;
    Text makespan = {0}, faster = {0}, running = {0};
    SimTime end = trace_end_time(runs[i].run->trace);
    simtime_add_label(&makespan, end, end);
    add_speedup(runs, i, view, &faster);
    TextStyle style = {.size = 12 * u, .color = theme->text, .align = ALIGN_RIGHT};
    if (view->has_playhead) {
        add_running(runs[i].run, view, &running);
        Shape *words = draw_text(drawing, area.x + area.w * 0.6, y, area.w * 0.4 - 22 * u,
                                 style, text_string(&running));
        if (words) right = words->x - 12 * u;
    }
    style = (TextStyle){.size = 13 * u, .color = theme->text, .bold = true};
    Shape *text = draw_text(drawing, area.x, y, area.w * 0.4, style, runs[i].label);
    double x = area.x + (text ? text->w : 0) + 12 * u;
    double width =
        measure_text(text_string(&makespan), makespan.size, 12 * u, true, false);
    Shape *badge = draw_box(drawing, x, y - 13 * u, width + 14 * u, 18 * u, theme->panel);
    badge->outline = is_marked ? theme->playhead : theme->rule;
    badge->size = 4 * u;
    style.size = 12 * u;
    draw_text(drawing, x + 7 * u, y, width + 1, style, text_string(&makespan));
    x += width + 26 * u;
    bool is_faster = i && speedup_of(runs[0].run, runs[i].run) > 1.005;
    style = (TextStyle){.size = 12 * u, .color = is_faster ? theme->text : theme->dim};
    draw_text(drawing, x, y, right - x, style, text_string(&faster));
    text_free(&makespan);
    text_free(&faster);
    text_free(&running);
}

// Each run gets of the height what its rows want; if that is too much, its share.
static double height_of(const PictureRun *runs, int count, int i, const View *view,
                        double room)
{
    double all = 0;
    for (int k = 0; k < count; k++)
        all += timeline_height(runs[k].run, view, true);
    double wanted = timeline_height(runs[i].run, view, true);
    return all <= room ? wanted : wanted / all * room;
}

Drawing *picture_of_runs(const PictureRun *runs, int count, const View *view)
{
    Page page = page_open(view);
    double u = page.u, left = MARGIN * u;
    Text number = {0}, subtitle = {0};
    text_add_int(&number, count);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&number))};
    sentence_add(&subtitle, view->language, SENTENCE_PICTURE_COMPARED, words, 1);
    draw_title(&page, trace_title(runs[0].run->trace, view->language), "");
    draw_subtitle(&page, text_string(&subtitle));
    text_free(&number);
    text_free(&subtitle);

    Timeline timeline = {.is_bare = true};
    for (int i = 0; i < count; i++) {
        double labels = timeline_labels(runs[i].run, view);
        if (labels > timeline.labels) timeline.labels = labels;
        if (runs[i].run->length > timeline.to) timeline.to = runs[i].run->length;
    }
    double room = view->height - page.y - 64 * u - count * 32 * u;
    for (int i = 0; i < count; i++) {
        View own = *view; // every run has its own event at that time
        if (view->has_playhead) view_go_to_time(&own, runs[i].run->trace, view->time);
        picture_draw_badge(page.drawing, &own, runs, i,
                           (Area){left, page.y, view->width - 2 * left, 20 * u}, false);
        page.y += 20 * u;
        Moment *moment = own.has_playhead ? moment_open(runs[i].run, own.event) : NULL;
        timeline.area = (Area){left, page.y, view->width - 2 * left,
                               height_of(runs, count, i, view, room)};
        timeline.has_axis = i == 0;
        if (timeline.has_axis) timeline.area.h += 25 * u;
        timeline.ghost = i ? runs[0].run : NULL;
        timeline.moment = moment;
        page.y = timeline_draw(&timeline, page.drawing, runs[i].run, &own) + 12 * u;
        moment_close(moment);
    }
    timeline_legend(&timeline, page.drawing, view,
                    (Area){left, page.y + 8 * u, view->width - 2 * left, 0});
    return page.drawing;
}
