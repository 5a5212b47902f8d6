// toolbar.c -- buttons with signs for what every player has, with words for the rest.

#include "viz/toolbar.h"

#include "draw/measure.h"

#include <string.h>

typedef struct Pen {
    App *app;
    const View *view;
    Drawing *drawing;
    double u, x, right; // where the next button begins, and where the row ends
    Area area;
} Pen;

// ---- Signs ----

// A sign is made of bars and triangles from left to right: '|' '<' '>'.
static void draw_sign(const Pen *pen, const char *sign, double x, double y, Color color)
{
    double u = pen->u;
    for (; *sign; sign++) {
        if (*sign == '|') {
            draw_box(pen->drawing, x - 1.5 * u, y - 5.5 * u, 3 * u, 11 * u, color);
            x += 6 * u;
            continue;
        }
        draw_mark(pen->drawing, *sign == '<' ? MARK_LEFT : MARK_RIGHT, x, y, 10 * u,
                  color);
        x += 9 * u;
    }
}

static double sign_width(const Pen *pen, const char *sign)
{
    double width = 0;
    for (; *sign; sign++)
        width += (*sign == '|' ? 6 : 9) * pen->u;
    return width;
}

// ---- Buttons ----

static bool is_held(const Hotspot *spot, const App *app)
{
    return app->pointer_inside && area_holds(spot->area, app->pointer_x, app->pointer_y);
}

static void draw_ground(const Pen *pen, Area area, Command command, bool is_on)
{
    const Theme *theme = pen->view->theme;
    frame_add_spot(&pen->app->frame, area, command, NULL);
    const Hotspot spot = {area, command, NULL};
    Shape *box = draw_box(pen->drawing, area.x, area.y, area.w, area.h,
                          is_held(&spot, pen->app) ? theme->rule : theme->panel);
    box->size = 4 * pen->u;
    box->outline = is_on ? theme->playhead : theme->rule;
}

static Area take_room(Pen *pen, double width)
{
    Area area = {pen->x, pen->area.y + 2 * pen->u, width, pen->area.h - 4 * pen->u};
    pen->x += width + 5 * pen->u;
    return area;
}

static void draw_sign_button(Pen *pen, Command command, const char *sign)
{
    double width = 30 * pen->u, inner = sign_width(pen, sign);
    if (pen->x + width > pen->right) return;
    Area area = take_room(pen, width);
    draw_ground(pen, area, command, false);
    // The first sign's middle lies half a sign behind its left edge.
    double x = area.x + (area.w - inner) / 2 + (*sign == '|' ? 3 : 4.5) * pen->u;
    draw_sign(pen, sign, x, area.y + area.h / 2, pen->view->theme->text);
}

static void draw_word_button(Pen *pen, Command command, const char *word, bool is_on)
{
    double size = 11.5 * pen->u;
    double inner = measure_text(word, strlen(word), size, false, false) + 1;
    if (pen->x + inner + 16 * pen->u > pen->right) return;
    Area area = take_room(pen, inner + 16 * pen->u);
    draw_ground(pen, area, command, is_on);
    TextStyle style = {.size = size, .color = pen->view->theme->text};
    draw_text(pen->drawing, area.x + 8 * pen->u, area.y + area.h / 2 + size * 0.36, inner,
              style, word);
}

static void draw_named_button(Pen *pen, Command command, Sentence sentence, bool is_on)
{
    draw_word_button(pen, command, sentence_pattern(pen->view->language, sentence),
                     is_on);
}

static void draw_speed(Pen *pen)
{
    static const Sentence paces[PACE_COUNT] = {
        SENTENCE_VIEW_PACE_EVENT, SENTENCE_VIEW_PACE_TIME, SENTENCE_VIEW_PACE_FAST};
    Text speed = {0};
    text_addf(&speed, "%g×", pen->app->player.speed);
    draw_word_button(pen, COMMAND_SLOWER, "−", false);
    TextStyle style = {
        .size = 11.5 * pen->u, .color = pen->view->theme->text, .align = ALIGN_MIDDLE};
    if (pen->x + 40 * pen->u < pen->right) {
        draw_text(pen->drawing, pen->x - 2 * pen->u,
                  pen->area.y + pen->area.h / 2 + 4 * pen->u, 40 * pen->u, style,
                  text_string(&speed));
        pen->x += 42 * pen->u;
    }
    draw_word_button(pen, COMMAND_FASTER, "+", false);
    draw_named_button(pen, COMMAND_PACE, paces[pen->app->player.pace], false);
    text_free(&speed);
}

static void gap(Pen *pen)
{
    pen->x += 10 * pen->u;
}

void toolbar_draw(App *app, const View *view, Area area)
{
    static const Sentence axes[AXIS_KIND_COUNT] = {
        SENTENCE_VIEW_AXIS_TIME, SENTENCE_VIEW_AXIS_EVENT, SENTENCE_VIEW_AXIS_TURN};
    double u = view_unit(view);
    Pen pen = {app, view, app->frame.drawing, u, area.x, area.x + area.w, area};
    draw_sign_button(&pen, COMMAND_START, "|<");
    draw_sign_button(&pen, COMMAND_LAST_SWITCH, "<<");
    draw_sign_button(&pen, COMMAND_BACK, "<");
    draw_sign_button(&pen, COMMAND_PLAY_PAUSE, app->player.plays ? "||" : "|>");
    draw_sign_button(&pen, COMMAND_STEP, ">");
    draw_sign_button(&pen, COMMAND_NEXT_SWITCH, ">>");
    draw_sign_button(&pen, COMMAND_END, ">|");
    gap(&pen);
    draw_speed(&pen);
    gap(&pen);
    draw_named_button(&pen, COMMAND_PREDICT, SENTENCE_VIEW_PREDICT,
                      app->quiz.kind != QUIZ_OFF);
    draw_named_button(&pen, COMMAND_AXIS, axes[app_run(app)->drawn->axis], false);
    draw_named_button(&pen, COMMAND_FIT_ALL, SENTENCE_VIEW_FIT, false);
    draw_named_button(&pen, COMMAND_ARROWS, SENTENCE_VIEW_ARROWS, app->all_arrows);
    draw_named_button(&pen, COMMAND_SEARCH, SENTENCE_VIEW_SEARCH,
                      app->field.kind == FIELD_SEARCH);
    draw_named_button(&pen, COMMAND_WORDS, SENTENCE_VIEW_WORDS,
                      app->overlay == OVERLAY_WORDS);
    draw_named_button(&pen, COMMAND_SAVE, SENTENCE_VIEW_SAVE, false);
    draw_word_button(&pen, COMMAND_THEME, view->theme->name, false);
    draw_word_button(&pen, COMMAND_LANGUAGE,
                     app->language == LANGUAGE_KOREAN ? "English" : "한국어", false);
    draw_word_button(&pen, COMMAND_HELP, "?", app->overlay == OVERLAY_HELP);
}

// ---- Header ----

static void draw_tab(Pen *pen, const char *words, Command command, const char *argument,
                     bool is_on)
{
    const Theme *theme = pen->view->theme;
    double size = 12 * pen->u;
    double inner = measure_text(words, strlen(words), size, is_on, false) + 1;
    if (pen->x + inner + 16 * pen->u > pen->right) return;
    Area area = {pen->x, pen->area.y + 4 * pen->u, inner + 16 * pen->u,
                 pen->area.h - 6 * pen->u};
    frame_add_spot(&pen->app->frame, area, command, argument);
    Shape *box = draw_box(pen->drawing, area.x, area.y, area.w, area.h,
                          is_on ? theme->panel : theme->paper);
    box->outline = is_on ? theme->playhead : theme->rule;
    box->size = 4 * pen->u;
    TextStyle style = {
        .size = size, .color = is_on ? theme->text : theme->dim, .bold = is_on};
    draw_text(pen->drawing, area.x + 8 * pen->u, area.y + area.h / 2 + size * 0.36, inner,
              style, words);
    pen->x += area.w + 5 * pen->u;
}

static void draw_tabs(Pen *pen)
{
    App *app = pen->app;
    for (int i = 0; i < app->run_count; i++) {
        Text words = {0}, number = {0};
        text_addf(&words, "%c  %s", 'A' + i, app->runs[i].label);
        text_add_int(&number, i + 1);
        draw_tab(pen, text_string(&words), COMMAND_SHOW,
                 drawing_copy(pen->drawing, text_string(&number)),
                 !app->all && i == app->focus);
        text_free(&words);
        text_free(&number);
    }
    if (app->run_count > 1)
        draw_tab(pen, sentence_pattern(app->language, SENTENCE_VIEW_ALL_RUNS),
                 COMMAND_RUN_BOTH, NULL, app->all);
}

void toolbar_draw_header(App *app, const View *view, const Moment *moment, Area area)
{
    double u = view_unit(view), baseline = area.y + area.h / 2 + 6 * u;
    Drawing *drawing = app->frame.drawing;
    const char *title = trace_title(app_run(app)->trace, app->language);
    drawing->title = drawing_copy(drawing, title);
    Text beside = {0};
    picture_add_playhead(app_run(app)->drawn, view, moment, &beside);
    TextStyle style = {
        .size = 12.5 * u, .color = view->theme->text, .align = ALIGN_RIGHT};
    Shape *words = draw_text(drawing, area.x + area.w * 0.5, baseline - u, area.w * 0.5,
                             style, text_string(&beside));
    double right = area.x + area.w - (words ? words->w : 0) - 16 * u;
    style = (TextStyle){.size = 16 * u, .color = view->theme->text, .bold = true};
    Shape *head = draw_text(drawing, area.x, baseline, area.w * 0.36, style, title);
    Pen pen = {app,   view, drawing, u, area.x + (head ? head->w : 0) + 20 * u,
               right, area};
    draw_tabs(&pen);
    text_free(&beside);
}
