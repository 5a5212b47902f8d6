// event_log.c -- as many rows as there is room for, the playhead's in the middle.

#include "viz/event_log.h"

#include "draw/measure.h"
#include "draw/panels.h"

static void draw_row(App *app, const View *view, Area row, uint32_t event)
{
    const Theme *theme = view->theme;
    AppRun *run = app_run(app);
    Drawing *drawing = app->frame.drawing;
    double u = view_unit(view), y = row.y + row.h - 4 * u;
    if (event == app->event) {
        Shape *box = draw_box(drawing, row.x - 5 * u, row.y, row.w + 10 * u, row.h,
                              color_fade(theme->playhead, 0.13));
        box->size = 3 * u;
    }
    bool is_marked = false;
    for (uint32_t i = 0; i < run->bookmarks.count; i++)
        is_marked |= run->bookmarks.at[i] == event;
    Text number = {0}, sentence = {0};
    // As wide as the last number and a bookmark in front of it want.
    text_addf(&number, "#%u", trace_count(run->trace));
    double numbers =
        10 * u + measure_text(text_string(&number), number.size, 10.5 * u, false, true);
    text_clear(&number);
    text_addf(&number, "#%u", event);
    TextStyle style = {.size = 10.5 * u, .color = theme->dim, .mono = true};
    style.align = ALIGN_RIGHT;
    draw_text(drawing, row.x, y, numbers, style, text_string(&number));
    if (is_marked)
        draw_mark(drawing, MARK_DISC, row.x + 2 * u, y - 4 * u, 6 * u, theme->alarm);
    explainer_add(run->explainer, event, &sentence);
    style = (TextStyle){.size = 11.5 * u,
                        .color = event <= app->event ? theme->text : theme->dim};
    const char *words = drawing_copy(drawing, text_string(&sentence));
    Shape *text = draw_text(drawing, row.x + numbers + 8 * u, y, row.w - numbers - 8 * u,
                            style, words);
    if (text) {
        text->subject = (Subject){SUBJECT_EVENT, event};
        text->facts = words;
    }
    text_free(&number);
    text_free(&sentence);
}

void event_log_draw(App *app, const View *view, Area area, bool hides_future)
{
    double u = view_unit(view), height = 16.5 * u;
    Area inside =
        panel_draw_frame(app->frame.drawing, view,
                         sentence_pattern(view->language, SENTENCE_VIEW_LOG), area);
    uint32_t shown = inside.h > height ? (uint32_t)(inside.h / height) : 0;
    uint32_t count = trace_count(app_run(app)->trace);
    if (hides_future) count = app->event;
    uint32_t first = app->event > shown / 2 ? app->event - shown / 2 : 1;
    if (first + shown > count + 1) first = count + 1 > shown ? count + 1 - shown : 1;
    for (uint32_t i = 0; i < shown && first + i <= count; i++)
        draw_row(app, view, (Area){inside.x, inside.y + i * height, inside.w, height},
                 first + i);
}
