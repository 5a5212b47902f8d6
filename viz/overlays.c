// overlays.c -- each is a box with words in it.

#include "viz/overlays.h"

#include "draw/measure.h"
#include "viz/menu.h"
#include "viz/words.h"

#include <string.h>

static Area draw_box_of(App *app, const View *view, Area area)
{
    double u = view_unit(view);
    Drawing *drawing = app->frame.drawing;
    app->frame.spot_count = 0; // nobody clicks at what lies behind
    draw_box(drawing, 0, 0, app->width, app->height, color_fade(view->theme->paper, 0.6));
    Shape *box = draw_box(drawing, area.x, area.y, area.w, area.h, view->theme->panel);
    box->outline = view->theme->rule;
    box->size = 8 * u;
    return (Area){area.x + 18 * u, area.y + 16 * u, area.w - 36 * u, area.h - 32 * u};
}

// In the middle of the window, as large as there is room for.
static Area middle_of(const App *app, double w, double h)
{
    if (w > app->width - 24) w = app->width - 24;
    if (h > app->height - 24) h = app->height - 24;
    return (Area){(app->width - w) / 2, (app->height - h) / 2, w, h};
}

// ---- The menu ----

static void draw_menu(App *app, const View *view)
{
    double w, h;
    menu_size(view, &w, &h);
    menu_draw(app, view, draw_box_of(app, view, middle_of(app, w, h)));
}

// ---- Words ----

// Lines of a text as they are, each broken where it is too long.
static void draw_lines(App *app, Area area, TextStyle style, const char *text, int scroll)
{
    double y = area.y;
    for (int line = 0; *text && y < area.y + area.h; line++) {
        size_t size = strcspn(text, "\n");
        if (line >= scroll) {
            char *copy = arena_copy(app->frame.drawing->arena, text, size);
            double next = style.mono
                              ? y + style.size * 1.4
                              : draw_paragraph(app->frame.drawing, area.x, y, area.w,
                                               area.y + area.h, style, copy);
            if (style.mono) draw_text(app->frame.drawing, area.x, y, area.w, style, copy);
            y = size ? next + style.size * 0.35 : y + style.size;
        }
        text += size;
        if (*text) text++;
    }
}

static void draw_words(App *app, const View *view)
{
    double u = view_unit(view);
    Area area = draw_box_of(app, view, middle_of(app, 760 * u, 460 * u));
    Text words = {0};
    words_add_moment(app, &words);
    TextStyle style = {.size = 14 * u, .color = view->theme->text};
    area.y += 12 * u;
    draw_lines(app, area, style, text_string(&words), app->overlay_scroll);
    text_free(&words);
}

static void draw_message(App *app, const View *view)
{
    double u = view_unit(view);
    Area area = draw_box_of(app, view, middle_of(app, 860 * u, 420 * u));
    TextStyle head = {.size = 14 * u, .color = view->theme->alarm, .bold = true};
    draw_text(app->frame.drawing, area.x, area.y + 12 * u, area.w, head,
              sentence_pattern(view->language, SENTENCE_VIEW_TROUBLE));
    TextStyle style = {.size = 12 * u, .color = view->theme->text, .mono = true};
    Area rest = {area.x, area.y + 40 * u, area.w, area.h - 70 * u};
    draw_lines(app, rest, style, text_string(&app->message), app->overlay_scroll);
    style = (TextStyle){.size = 12 * u, .color = view->theme->dim};
    draw_text(app->frame.drawing, area.x, area.y + area.h, area.w, style,
              sentence_pattern(view->language, SENTENCE_VIEW_TROUBLE_REST));
}

// ---- The field ----

// A button in the field, which ends at [*right]; none for what cannot be done.
static void draw_field_button(App *app, const View *view, Command command, Mark mark,
                              double *right, double y)
{
    double u = view_unit(view), side = 22 * u;
    Area area = {*right - side, y, side, side};
    frame_add_spot(&app->frame, area, command, NULL);
    bool is_held =
        app->pointer_inside && area_holds(area, app->pointer_x, app->pointer_y);
    Drawing *drawing = app->frame.drawing;
    Shape *box = draw_box(drawing, area.x, area.y, area.w, area.h,
                          is_held ? view->theme->rule : view->theme->panel);
    box->size = 4 * u;
    box->outline = view->theme->rule;
    draw_mark(drawing, mark, area.x + side / 2, area.y + side / 2, 9 * u,
              view->theme->text);
    *right -= side + 4 * u;
}

// Back and on through what is found, and close, for the mouse. Their left edge.
static double draw_field_buttons(App *app, const View *view, Area area)
{
    double u = view_unit(view), right = area.x + area.w - 8 * u, y = area.y + 26 * u;
    app->frame.spot_count = 0; // what is typed ends before anything else is done
    draw_field_button(app, view, COMMAND_CANCEL, MARK_CROSS, &right, y);
    draw_field_button(app, view, COMMAND_NEXT_FOUND, MARK_RIGHT, &right, y);
    if (app->field.kind == FIELD_SEARCH)
        draw_field_button(app, view, COMMAND_LAST_FOUND, MARK_LEFT, &right, y);
    return right;
}

static void draw_field(App *app, const View *view)
{
    double u = view_unit(view), w = 460 * u;
    if (w > app->width - 20 * u) w = app->width - 20 * u;
    Drawing *drawing = app->frame.drawing;
    Area area = {(app->width - w) / 2, 74 * u, w, 58 * u};
    Shape *box = draw_box(drawing, area.x, area.y, area.w, area.h, view->theme->panel);
    box->outline = app->field.has_failed ? view->theme->alarm : view->theme->playhead;
    box->size = 6 * u;
    Sentence hint = app->field.kind == FIELD_GO ? SENTENCE_VIEW_GO_HINT
                    : app->field.has_failed     ? SENTENCE_VIEW_NOTHING_FOUND
                                                : SENTENCE_VIEW_SEARCH_HINT;
    TextStyle style = {.size = 10.5 * u,
                       .color =
                           app->field.has_failed ? view->theme->alarm : view->theme->dim};
    draw_text(drawing, area.x + 12 * u, area.y + 18 * u, w - 24 * u, style,
              sentence_pattern(view->language, hint));
    double right = draw_field_buttons(app, view, area);
    style = (TextStyle){.size = 15 * u, .color = view->theme->text};
    Shape *text =
        draw_text(drawing, area.x + 12 * u, area.y + 42 * u, right - area.x - 20 * u,
                  style, drawing_copy(drawing, text_string(&app->field.text)));
    double x = area.x + 13 * u + (text ? text->w : 0);
    draw_line(drawing, x, area.y + 28 * u, 0, 18 * u, 1.5 * u, view->theme->playhead);
}

// ---- What is pointed at, what is said ----

static void draw_tip(App *app, const View *view, double x, double y, const char *words)
{
    double u = view_unit(view), size = 11.5 * u, most = 420 * u;
    double w = measure_text(words, strlen(words), size, false, false) + 1;
    int lines = 1 + (int)(w / most);
    if (w > most) w = most;
    double h = (lines * 1.4 + 0.8) * size;
    x += 14 * u;
    y += 18 * u;
    if (x + w + 20 * u > app->width) x = app->width - w - 20 * u;
    if (y + h > app->height) y -= h + 26 * u;
    if (x < 0) x = 0;
    Shape *box = draw_box(app->frame.drawing, x, y, w + 18 * u, h, view->theme->paper);
    box->outline = view->theme->dim;
    box->size = 4 * u;
    TextStyle style = {.size = size, .color = view->theme->text};
    draw_paragraph(app->frame.drawing, x + 9 * u, y + 1.3 * size, w + 2, y + h, style,
                   words);
}

static void tip_of_spot(App *app, const View *view, const Hotspot *spot)
{
    Text words = {0}, key = {0};
    text_add(&words, sentence_pattern(view->language, command_row(spot->command)->help));
    hotspot_add_key(spot, &key);
    if (key.size) text_addf(&words, "  (%s)", text_string(&key));
    draw_tip(app, view, app->pointer_x, app->pointer_y,
             drawing_copy(app->frame.drawing, text_string(&words)));
    text_free(&words);
    text_free(&key);
}

static void draw_hover(App *app, const View *view)
{
    if (!app->pointer_inside || app->drag.kind != DRAG_NOTHING) return;
    double x = app->pointer_x, y = app->pointer_y;
    const Hotspot *spot = frame_spot_at(&app->frame, x, y);
    const Shape *shape = spot ? NULL : frame_shape_at(&app->frame, x, y);
    bool hides = app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_ASKS;
    if (spot)
        tip_of_spot(app, view, spot);
    else if (shape && shape->facts && *shape->facts && !hides)
        draw_tip(app, view, x, y, shape->facts);
}

// A box at the lower edge, above those that are there.
static void draw_note(App *app, const View *view, int row, const char *words)
{
    double u = view_unit(view), size = 12.5 * u;
    double w = measure_text(words, strlen(words), size, false, false) + 30 * u;
    if (w > app->width) w = app->width;
    double x = (app->width - w) / 2, y = app->height - (48 + 36 * row) * u;
    Shape *box = draw_box(app->frame.drawing, x, y, w, 30 * u, view->theme->panel);
    box->outline = view->theme->playhead;
    box->size = 6 * u;
    TextStyle style = {.size = size, .color = view->theme->text, .align = ALIGN_MIDDLE};
    draw_text(app->frame.drawing, x + 8 * u, y + 20 * u, w - 16 * u, style,
              drawing_copy(app->frame.drawing, words));
}

// How far the file is that is loaded, unless it will be there at once.
static bool draw_loading(App *app, const View *view)
{
    static const double PATIENCE = 0.3; // seconds
    if (!app->loader || app->now - app->loads_since < PATIENCE) return false;
    Text state = {0};
    loader_add_state(app->loader, view->language, &state);
    text_add(&state, ". ");
    text_add(&state, sentence_pattern(view->language, SENTENCE_VIEW_STOP_LOADING));
    draw_note(app, view, 0, text_string(&state));
    text_free(&state);
    return true;
}

void overlays_draw(App *app, const View *view)
{
    switch (app->overlay) {
    case OVERLAY_HELP: draw_menu(app, view); break;
    case OVERLAY_WORDS: draw_words(app, view); break;
    case OVERLAY_MESSAGE: draw_message(app, view); break;
    case OVERLAY_NONE: break;
    }
    if (app->field.kind != FIELD_CLOSED) draw_field(app, view);
    if (app->overlay == OVERLAY_NONE) draw_hover(app, view);
    bool loads = draw_loading(app, view);
    if (app->message_until > app->now && app->overlay == OVERLAY_NONE)
        draw_note(app, view, loads, text_string(&app->message));
}
