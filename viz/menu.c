// menu.c -- rows in columns, a heading above each group; the wheel shows what is below.

#include "viz/menu.h"

#include "draw/measure.h"

// A line of the menu: a heading, or a command with keys.
typedef struct MenuLine {
    Command command; // COMMAND_NONE: the heading of [group]
    CommandGroup group;
} MenuLine;

typedef struct Pen {
    App *app;
    const View *view;
    double u, w; // of a column
} Pen;

static const Sentence group_headings[GROUP_COUNT] = {
    [GROUP_PLAY] = SENTENCE_GROUP_PLAY, [GROUP_STEP] = SENTENCE_GROUP_STEP,
    [GROUP_LOOK] = SENTENCE_GROUP_LOOK, [GROUP_FIND] = SENTENCE_GROUP_FIND,
    [GROUP_SHOW] = SENTENCE_GROUP_SHOW, [GROUP_FILE] = SENTENCE_GROUP_FILE,
};

// What has no key is done by a place of its own: a tab, a line of the program, an answer.
static int list_lines(MenuLine *lines)
{
    int count = 0;
    for (CommandGroup group = 0; group < GROUP_SCRIPT; group++) {
        lines[count++] = (MenuLine){COMMAND_NONE, group};
        for (Command command = 1; command < COMMAND_COUNT; command++)
            if (command_row(command)->group == group && *command_row(command)->keys)
                lines[count++] = (MenuLine){command, group};
    }
    return count;
}

static void draw_heading(const Pen *pen, CommandGroup group, double x, double y)
{
    TextStyle style = {
        .size = 10.5 * pen->u, .color = pen->view->theme->dim, .bold = true};
    draw_text(pen->app->frame.drawing, x, y, pen->w, style,
              sentence_pattern(pen->view->language, group_headings[group]));
}

static void draw_command(const Pen *pen, Command command, double x, double y, double step)
{
    App *app = pen->app;
    double u = pen->u, size = 11.5 * u, keys_room = 92 * u;
    Drawing *drawing = app->frame.drawing;
    const Theme *theme = pen->view->theme;
    Area row = {x - 6 * u, y - 13.5 * u, pen->w + 6 * u, step};
    frame_add_spot(&app->frame, row, command, NULL);
    if (app->pointer_inside && area_holds(row, app->pointer_x, app->pointer_y)) {
        Shape *box = draw_box(drawing, row.x, row.y, row.w, row.h, theme->rule);
        box->size = 3 * u;
    }
    Text keys = {0};
    command_add_keys(command, &keys);
    TextStyle style = {.size = size, .color = theme->text, .bold = true};
    draw_text(drawing, x, y, keys_room, style, text_string(&keys));
    style.bold = false;
    draw_text(drawing, x + keys_room + 6 * u, y, pen->w - keys_room - 10 * u, style,
              sentence_pattern(pen->view->language, command_row(command)->help));
    text_free(&keys);
}

void menu_size(const View *view, double *w, double *h)
{
    *w = 1120 * view_unit(view);
    *h = 560 * view_unit(view);
}

void menu_draw(App *app, const View *view, Area area)
{
    MenuLine lines[COMMAND_COUNT + GROUP_COUNT];
    int count = list_lines(lines);
    double u = view_unit(view), step = 18.5 * u;
    int columns = area.w > 900 * u ? 3 : area.w > 560 * u ? 2 : 1;
    int fits = (int)((area.h - 30 * u) / step), each = (count + columns - 1) / columns;
    if (each > fits) each = fits > 1 ? fits : 1;
    TextStyle title = {.size = 15 * u, .color = view->theme->text, .bold = true};
    draw_text(app->frame.drawing, area.x, area.y + 12 * u, area.w - 20 * u, title,
              sentence_pattern(view->language, SENTENCE_VIEW_HELP));
    int most = count - each * columns;
    if (app->overlay_scroll > most) app->overlay_scroll = most > 0 ? most : 0;
    Pen pen = {app, view, u, (area.w - (columns - 1) * 18 * u) / columns};
    // Groups stand apart where there is room.
    double spare = area.h - 42 * u - each * step, gap = spare > 36 * u ? 9 * u : 0, y = 0;
    for (int i = 0; i < each * columns && i + app->overlay_scroll < count; i++) {
        const MenuLine *line = &lines[i + app->overlay_scroll];
        double x = area.x + (i / each) * (pen.w + 18 * u);
        bool is_top = i % each == 0;
        y = is_top ? area.y + 42 * u : y + step + (line->command ? 0 : gap);
        if (line->command)
            draw_command(&pen, line->command, x, y, step);
        else
            draw_heading(&pen, line->group, x, y);
    }
    // The wheel shows what is below.
    if (app->overlay_scroll < most)
        draw_mark(app->frame.drawing, MARK_DOWN, area.x + area.w - 6 * u,
                  area.y + area.h - 4 * u, 11 * u, view->theme->dim);
}

void menu_add_text(Language language, Text *out)
{
    MenuLine lines[COMMAND_COUNT + GROUP_COUNT];
    int count = list_lines(lines);
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
