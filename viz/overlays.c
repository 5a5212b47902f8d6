// overlays.c -- each is a box with words in it.

#include "viz/overlays.h"

#include "draw/measure.h"
#include "viz/words.h"

#include <string.h>

static Area draw_box_of(App *app, const View *view, Area area)
{
    double u = view_unit(view);
    Drawing *drawing = app->frame.drawing;
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

// ---- Help ----

static const Sentence group_headings[GROUP_COUNT] = {
    [GROUP_PLAY] = SENTENCE_GROUP_PLAY, [GROUP_STEP] = SENTENCE_GROUP_STEP,
    [GROUP_LOOK] = SENTENCE_GROUP_LOOK, [GROUP_FIND] = SENTENCE_GROUP_FIND,
    [GROUP_SHOW] = SENTENCE_GROUP_SHOW, [GROUP_FILE] = SENTENCE_GROUP_FILE,
};

// A line of the help: a heading, or a command with keys.
typedef struct HelpLine {
    Command command; // COMMAND_NONE: the heading of [group]
    CommandGroup group;
} HelpLine;

static int list_help(HelpLine *lines)
{
    int count = 0;
    for (CommandGroup group = 0; group < GROUP_SCRIPT; group++) {
        lines[count++] = (HelpLine){COMMAND_NONE, group};
        for (Command command = 1; command < COMMAND_COUNT; command++)
            if (command_row(command)->group == group && *command_row(command)->keys)
                lines[count++] = (HelpLine){command, group};
    }
    return count;
}

static void draw_help_line(App *app, const View *view, const HelpLine *line, double x,
                           double y, double w)
{
    double u = view_unit(view);
    const Theme *theme = view->theme;
    if (!line->command) {
        TextStyle head = {.size = 10.5 * u, .color = theme->dim, .bold = true};
        draw_text(app->frame.drawing, x, y, w, head,
                  sentence_pattern(view->language, group_headings[line->group]));
        return;
    }
    Text keys = {0};
    command_add_keys(line->command, &keys);
    TextStyle style = {.size = 11.5 * u, .color = theme->text, .bold = true};
    draw_text(app->frame.drawing, x, y, 92 * u, style, text_string(&keys));
    style.bold = false;
    draw_text(app->frame.drawing, x + 98 * u, y, w - 98 * u, style,
              sentence_pattern(view->language, command_row(line->command)->help));
    text_free(&keys);
}

static void draw_help(App *app, const View *view)
{
    HelpLine lines[COMMAND_COUNT + GROUP_COUNT];
    int count = list_help(lines);
    double u = view_unit(view), step = 18.5 * u;
    Area area = draw_box_of(app, view, middle_of(app, 1120 * u, 560 * u));
    int columns = area.w > 900 * u ? 3 : area.w > 560 * u ? 2 : 1;
    int fits = (int)((area.h - 30 * u) / step);
    int each = (count + columns - 1) / columns;
    if (each > fits) each = fits > 1 ? fits : 1;
    TextStyle title = {.size = 15 * u, .color = view->theme->text, .bold = true};
    draw_text(app->frame.drawing, area.x, area.y + 12 * u, area.w, title,
              sentence_pattern(view->language, SENTENCE_VIEW_HELP));
    int most = count - each * columns;
    if (app->overlay_scroll > most) app->overlay_scroll = most > 0 ? most : 0;
    double w = (area.w - (columns - 1) * 18 * u) / columns;
    for (int i = 0; i < each * columns; i++) {
        int line = i + app->overlay_scroll;
        if (line >= count) break;
        draw_help_line(app, view, &lines[line], area.x + (i / each) * (w + 18 * u),
                       area.y + 42 * u + (i % each) * step, w);
    }
}

void overlays_add_help(Language language, Text *out)
{
    HelpLine lines[COMMAND_COUNT + GROUP_COUNT];
    int count = list_help(lines);
    for (int i = 0; i < count; i++) {
        if (!lines[i].command) {
            text_addf(out, "%s%s\n", i ? "\n" : "",
                      sentence_pattern(language, group_headings[lines[i].group]));
            continue;
        }
        const CommandRow *row = command_row(lines[i].command);
        Text keys = {0};
        command_add_keys(lines[i].command, &keys);
        text_addf(out, "  %-14s %-12s %s\n", row->name, text_string(&keys),
                  sentence_pattern(language, row->help));
        text_free(&keys);
    }
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
    style = (TextStyle){.size = 15 * u, .color = view->theme->text};
    Shape *text = draw_text(drawing, area.x + 12 * u, area.y + 42 * u, w - 30 * u, style,
                            drawing_copy(drawing, text_string(&app->field.text)));
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
    command_add_key(spot->command, &key);
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
    case OVERLAY_HELP: draw_help(app, view); break;
    case OVERLAY_WORDS: draw_words(app, view); break;
    case OVERLAY_MESSAGE: draw_message(app, view); break;
    case OVERLAY_NONE: draw_hover(app, view); break;
    }
    if (app->field.kind != FIELD_CLOSED) draw_field(app, view);
    bool loads = draw_loading(app, view);
    if (app->message_until > app->now && app->overlay == OVERLAY_NONE)
        draw_note(app, view, loads, text_string(&app->message));
}
