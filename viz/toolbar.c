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

// A sign is made of bars and triangles from left to right: '|' '<' '>'; '=' is the one of
// a menu, three lines.
static void draw_sign(const Pen *pen, const char *sign, double x, double y, Color color)
{
    double u = pen->u;
    for (; *sign; sign++) {
        if (*sign == '=') {
            for (int line = -1; line <= 1; line++)
                draw_box(pen->drawing, x - 4 * u, y + (4 * line - 1) * u, 13 * u, 1.8 * u,
                         color);
            continue;
        }
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
        width += (*sign == '|' ? 6 : *sign == '=' ? 13 : 9) * pen->u;
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
    if (pen->x + 106 * pen->u > pen->right) return; // both signs, or none
    Text speed = {0};
    text_addf(&speed, "%g×", pen->app->player.speed);
    draw_word_button(pen, COMMAND_SLOWER, "−", false);
    TextStyle style = {
        .size = 11.5 * pen->u, .color = pen->view->theme->text, .align = ALIGN_MIDDLE};
    draw_text(pen->drawing, pen->x - 2 * pen->u,
              pen->area.y + pen->area.h / 2 + 4 * pen->u, 40 * pen->u, style,
              text_string(&speed));
    pen->x += 42 * pen->u;
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
    double right = area.x + area.w, menu = 30 * u;
    Pen pen = {app, view, app->frame.drawing, u, right - menu, right, area};
    // The menu has whatever finds no room beside it.
    draw_sign_button(&pen, COMMAND_HELP, "=");
    pen.x = area.x;
    pen.right = right - menu - 8 * u;
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
    Language next = (Language)((app->language + 1) % language_count());
    draw_word_button(&pen, COMMAND_LANGUAGE,
                     sentence_pattern(next, SENTENCE_LANGUAGE_NAME), false);
}

// ---- Header ----

// A tab is as wide as its words, which are bold where it is on.
static double tab_width(const Pen *pen, const char *words)
{
    return measure_text(words, strlen(words), 12 * pen->u, true, false) + 17 * pen->u;
}

static void draw_tab(Pen *pen, const char *words, Command command, const char *argument,
                     bool is_on)
{
    const Theme *theme = pen->view->theme;
    double size = 12 * pen->u, w = tab_width(pen, words);
    if (pen->x + w > pen->right) return;
    Area area = {pen->x, pen->area.y + 4 * pen->u, w, pen->area.h - 6 * pen->u};
    frame_add_spot(&pen->app->frame, area, command, argument);
    Shape *box = draw_box(pen->drawing, area.x, area.y, area.w, area.h,
                          is_on ? theme->panel : theme->paper);
    box->outline = is_on ? theme->playhead : theme->rule;
    box->size = 4 * pen->u;
    TextStyle style = {.size = size,
                       .color = is_on ? theme->text : theme->dim,
                       .bold = is_on,
                       .align = ALIGN_MIDDLE};
    draw_text(pen->drawing, area.x, area.y + area.h / 2 + size * 0.36, area.w, style,
              words);
    pen->x += area.w + 5 * pen->u;
}

// "A  event-loop"; where room is short, "A".
static const char *tab_words(const Pen *pen, int run, bool is_short)
{
    Text words = {0};
    text_addf(&words, "%c", 'A' + run);
    if (!is_short) text_addf(&words, "  %s", pen->app->runs[run].label);
    const char *copy = drawing_copy(pen->drawing, text_string(&words));
    text_free(&words);
    return copy;
}

static double tabs_width(const Pen *pen, bool is_short)
{
    const App *app = pen->app;
    double w = 0;
    for (int i = 0; i < app->run_count; i++)
        w += tab_width(pen, tab_words(pen, i, is_short)) + 5 * pen->u;
    if (app->run_count > 1)
        w += tab_width(pen, sentence_pattern(app->language, SENTENCE_VIEW_ALL_RUNS));
    return w;
}

static void draw_tabs(Pen *pen, bool is_short)
{
    App *app = pen->app;
    for (int i = 0; i < app->run_count; i++) {
        Text number = {0};
        text_add_int(&number, i + 1);
        draw_tab(pen, tab_words(pen, i, is_short), COMMAND_SHOW,
                 drawing_copy(pen->drawing, text_string(&number)),
                 !app->all && i == app->focus);
        text_free(&number);
    }
    if (app->run_count > 1)
        draw_tab(pen, sentence_pattern(app->language, SENTENCE_VIEW_ALL_RUNS),
                 COMMAND_RUN_BOTH, NULL, app->all);
}

// The title gives way first; then the tabs lose their labels, which the runs have as well;
// then the words of the playhead their end.
void toolbar_draw_header(App *app, const View *view, const Moment *moment, Area area)
{
    double u = view_unit(view), baseline = area.y + area.h / 2 + 6 * u, gap = 18 * u;
    Drawing *drawing = app->frame.drawing;
    const char *title = trace_title(app_run(app)->trace, app->language);
    drawing->title = drawing_copy(drawing, title);
    Text beside = {0};
    picture_add_playhead(app_run(app)->drawn, view, moment, &beside);
    const char *words = drawing_copy(drawing, text_string(&beside));
    double told = measure_text(words, strlen(words), 12.5 * u, false, false) + 1;
    double most = area.w * 0.5;
    Pen pen = {app, view, drawing, u, area.x, area.x + area.w, area};
    bool is_short = area.w - (told < most ? told : most) - tabs_width(&pen, false) <
                    2 * gap + 110 * u;
    double tabs = tabs_width(&pen, is_short);
    double rest = area.w - tabs - gap;
    if (told > rest) told = rest;
    TextStyle style = {
        .size = 12.5 * u, .color = view->theme->text, .align = ALIGN_RIGHT};
    if (told > 0)
        draw_text(drawing, area.x + area.w - told, baseline - u, told, style, words);
    pen.right -= told > 0 ? told + gap - 5 * u : 0;
    style = (TextStyle){.size = 16 * u, .color = view->theme->text, .bold = true};
    double room = pen.right - area.x - tabs - gap;
    Shape *head =
        room > 40 * u ? draw_text(drawing, area.x, baseline, room, style, title) : NULL;
    if (head) pen.x += head->w + gap;
    draw_tabs(&pen, is_short);
    text_free(&beside);
}
