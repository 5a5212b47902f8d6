// svg.c -- one element for each shape; patterns are defined once for each pair of colours.

#include "draw/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const subject_names[SUBJECT_KIND_COUNT] = {
    [SUBJECT_TASK] = "task",     [SUBJECT_SPAN] = "span", [SUBJECT_EVENT] = "event",
    [SUBJECT_THREAD] = "thread", [SUBJECT_CORE] = "core", [SUBJECT_OBJECT] = "object",
    [SUBJECT_LINE] = "line",
};

// ---- Words ----

// At most two decimals, without zeroes behind them.
static void add_number(OutFile *file, double value)
{
    char digits[40];
    long long hundredths = llround(value * 100);
    const char *sign = hundredths < 0 ? "-" : "";
    if (hundredths < 0) hundredths = -hundredths;
    int size = snprintf(digits, sizeof digits, "%s%lld.%02lld", sign, hundredths / 100,
                        hundredths % 100);
    while (digits[size - 1] == '0')
        size--;
    if (digits[size - 1] == '.') size--;
    file_add_bytes(file, digits, (size_t)size);
}

static void add_length(OutFile *file, const char *key, double value)
{
    file_addf(file, " %s=\"", key);
    add_number(file, value);
    file_add(file, "\"");
}

static void add_escaped(OutFile *file, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': file_add(file, "&amp;"); break;
        case '<': file_add(file, "&lt;"); break;
        case '>': file_add(file, "&gt;"); break;
        case '"': file_add(file, "&quot;"); break;
        default:
            // XML has no way to write control characters.
            if ((unsigned char)*text < ' ')
                file_add(file, " ");
            else
                file_add_bytes(file, text, 1);
        }
    }
}

static void add_color(OutFile *file, const char *key, Color color)
{
    file_addf(file, " %s=\"#%06x\"", key, color >> 8);
    if ((color & 0xff) == 0xff) return;
    file_addf(file, " %s-opacity=\"", key);
    add_number(file, (color & 0xff) / 255.0);
    file_add(file, "\"");
}

static void add_subject(OutFile *file, const Shape *shape)
{
    const char *name = subject_names[shape->subject.kind];
    if (name)
        file_addf(file, " class=\"%s\" data-id=\"%u\"", name, shape->subject.number);
}

static void end_element(OutFile *file, const Shape *shape, const char *name)
{
    if (!shape->facts) {
        file_add(file, "/>\n");
        return;
    }
    file_add(file, "><title>");
    add_escaped(file, shape->facts);
    file_addf(file, "</title></%s>\n", name);
}

// ---- Patterns ----

// The strokes of each pattern within a square tile of 8 pixels.
static const char *const strokes[PATTERN_COUNT] = {
    [PATTERN_DOTS] = "M2 2h.01M6 6h.01",
    [PATTERN_RISING] = "M-2 2L2 -2M-2 10L10 -2M6 10L10 6",
    [PATTERN_FALLING] = "M-2 6L2 10M-2 -2L10 10M6 -2L10 2",
    [PATTERN_CROSS] = "M-2 2L2 -2M-2 10L10 -2M6 10L10 6M-2 6L2 10M-2 -2L10 10M6 -2L10 2",
    [PATTERN_TICKS] = "M4 0V8",
    [PATTERN_CHEVRONS] = "M1 -1L5 4L1 9",
};

static void add_pattern_name(OutFile *file, const Shape *shape)
{
    file_addf(file, "p%d-%06x-%06x", shape->pattern, shape->fill >> 8, shape->ink >> 8);
}

// The patterns that were defined, by boxes that have them: as few as there are states.
enum { PATTERNS_MOST = 64 };
typedef struct Patterns {
    Shape boxes[PATTERNS_MOST];
    int count;
} Patterns;

static bool was_defined(const Patterns *patterns, const Shape *box)
{
    for (int i = 0; i < patterns->count; i++) {
        const Shape *at = &patterns->boxes[i];
        if (at->pattern == box->pattern && at->fill == box->fill && at->ink == box->ink)
            return true;
    }
    return false;
}

static void define_pattern(OutFile *file, const Shape *shape)
{
    file_add(file, "<pattern id=\"");
    add_pattern_name(file, shape);
    file_add(file, "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                   "<rect width=\"8\" height=\"8\"");
    add_color(file, "fill", shape->fill);
    file_addf(file, "/><path d=\"%s\" fill=\"none\" stroke-linecap=\"round\"",
              strokes[shape->pattern]);
    add_color(file, "stroke", shape->ink);
    add_length(file, "stroke-width", shape->pattern == PATTERN_DOTS ? 2 : 1.3);
    file_add(file, "/></pattern>\n");
}

static void define_if_new(Patterns *patterns, OutFile *file, const Shape *box)
{
    if (!box->pattern || patterns->count == PATTERNS_MOST) return;
    if (was_defined(patterns, box)) return;
    patterns->boxes[patterns->count++] = *box;
    define_pattern(file, box);
}

static void define_patterns(const Drawing *drawing, OutFile *file)
{
    Patterns patterns = {.count = 0};
    file_add(file, "<defs>\n");
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *shape = &drawing->shapes[i];
        if (shape->kind == DRAW_BOX) define_if_new(&patterns, file, shape);
        for (int layer = 0; shape->stack && layer < shape->stack->layer_count; layer++) {
            const Shape box = stack_box(shape, layer, &(StackRun){0});
            define_if_new(&patterns, file, &box);
        }
    }
    file_add(file, "</defs>\n");
}

// ---- Shapes ----

static void add_fill(OutFile *file, const Shape *shape)
{
    if (!shape->pattern) {
        add_color(file, "fill", shape->fill);
        return;
    }
    file_add(file, " fill=\"url(#");
    add_pattern_name(file, shape);
    file_add(file, ")\"");
}

static void add_box(OutFile *file, const Shape *shape)
{
    double inset = shape->outline ? 0.5 : 0;
    double w = shape->w - 2 * inset, h = shape->h - 2 * inset;
    file_add(file, "<rect");
    add_length(file, "x", shape->x + inset);
    add_length(file, "y", shape->y + inset);
    add_length(file, "width", w > 0.1 ? w : 0.1);
    add_length(file, "height", h > 0.1 ? h : 0.1);
    if (shape->size) add_length(file, "rx", shape->size);
    add_fill(file, shape);
    if (shape->outline) add_color(file, "stroke", shape->outline);
    add_subject(file, shape);
    end_element(file, shape, "rect");
}

static void add_line(OutFile *file, const Shape *shape)
{
    file_add(file, "<line");
    add_length(file, "x1", shape->x);
    add_length(file, "y1", shape->y);
    add_length(file, "x2", shape->x + shape->w);
    add_length(file, "y2", shape->y + shape->h);
    add_color(file, "stroke", shape->fill);
    add_length(file, "stroke-width", shape->size);
    if (shape->dashed) file_add(file, " stroke-dasharray=\"4 3\"");
    add_subject(file, shape);
    end_element(file, shape, "line");
}

static void add_path(OutFile *file, const double *points, int count)
{
    file_add(file, "<path d=\"");
    for (int i = 0; i < count; i++) {
        file_add(file, i ? "L" : "M");
        add_number(file, points[2 * i]);
        file_add(file, " ");
        add_number(file, points[2 * i + 1]);
    }
    file_add(file, "Z\"");
}

static void add_disc(OutFile *file, const Shape *shape, double radius, bool hollow)
{
    file_add(file, "<circle");
    add_length(file, "cx", shape->x);
    add_length(file, "cy", shape->y);
    add_length(file, "r", radius);
    if (hollow) {
        file_add(file, " fill=\"none\"");
        add_color(file, "stroke", shape->fill);
        add_length(file, "stroke-width", shape->size * 0.2);
    } else {
        add_color(file, "fill", shape->fill);
    }
}

static void add_mark(OutFile *file, const Shape *shape)
{
    double x = shape->x, y = shape->y, r = shape->size / 2;
    const char *name = "path";
    switch ((Mark)shape->mark) {
    case MARK_DISC:
        add_disc(file, shape, r, false);
        name = "circle";
        break;
    case MARK_RING:
        add_disc(file, shape, r * 0.85, true);
        name = "circle";
        break;
    case MARK_CROSS:
    case MARK_BANG:
        file_add(file, "<path d=\"M");
        add_number(file, shape->mark == MARK_CROSS ? x - r : x);
        file_add(file, " ");
        add_number(file, y - r);
        file_add(file, "L");
        add_number(file, shape->mark == MARK_CROSS ? x + r : x);
        file_add(file, " ");
        add_number(file, shape->mark == MARK_CROSS ? y + r : y + r * 0.25);
        file_add(file, "M");
        add_number(file, shape->mark == MARK_CROSS ? x + r : x);
        file_add(file, " ");
        add_number(file, shape->mark == MARK_CROSS ? y - r : y + r * 0.9);
        file_add(file, "L");
        add_number(file, shape->mark == MARK_CROSS ? x - r : x + 0.01);
        file_add(file, " ");
        add_number(file, shape->mark == MARK_CROSS ? y + r : y + r * 0.9);
        file_add(file, "\" fill=\"none\" stroke-linecap=\"round\"");
        add_color(file, "stroke", shape->fill);
        add_length(file, "stroke-width", shape->size * 0.24);
        break;
    case MARK_DOWN: {
        const double points[] = {x - r, y - r * 0.7, x + r, y - r * 0.7, x, y + r};
        add_path(file, points, 3);
        add_color(file, "fill", shape->fill);
        break;
    }
    case MARK_LEFT: r = -r; // fall through
    case MARK_RIGHT:
    case MARK_COUNT: {
        const double points[] = {x - r * 0.7, y - r, x + r, y, x - r * 0.7, y + r};
        add_path(file, points, 3);
        add_color(file, "fill", shape->fill);
        break;
    }
    }
    add_subject(file, shape);
    end_element(file, shape, name);
}

static void add_arrow(OutFile *file, const Shape *shape)
{
    Shape line, sign;
    double corners[6];
    if (!arrow_line(shape, &line)) return;
    add_line(file, &line);
    if (arrow_sign(shape, &sign)) add_mark(file, &sign);
    arrow_head(shape, corners);
    add_path(file, corners, 3);
    add_color(file, "fill", shape->fill);
    file_add(file, "/>\n");
}

static void add_text(OutFile *file, const Shape *shape)
{
    double x = shape->x;
    if (shape->align == ALIGN_MIDDLE) x += shape->w / 2;
    if (shape->align == ALIGN_RIGHT) x += shape->w;
    file_add(file, "<text");
    add_length(file, "x", x);
    add_length(file, "y", shape->y);
    add_length(file, "font-size", shape->size);
    add_color(file, "fill", shape->fill);
    if (shape->align == ALIGN_MIDDLE) file_add(file, " text-anchor=\"middle\"");
    if (shape->align == ALIGN_RIGHT) file_add(file, " text-anchor=\"end\"");
    if (shape->bold) file_add(file, " font-weight=\"bold\"");
    if (shape->mono) file_add(file, " font-family=\"" FONT_MONO "\"");
    add_subject(file, shape);
    file_add(file, ">");
    add_escaped(file, shape->text);
    file_add(file, "</text>\n");
}

// A path for each layer.
static void add_stack(OutFile *file, const Shape *shape)
{
    const Stack *stack = shape->stack;
    for (int layer = 0; layer < stack->layer_count; layer++) {
        StackRun run = {0};
        file_add(file, "<path d=\"");
        for (int column = 0; stack_next(stack, layer, &column, &run);) {
            file_add(file, "M");
            add_number(file, shape->x + run.first);
            file_add(file, " ");
            add_number(file, shape->y - run.low);
            file_addf(file, "h%dv", run.count);
            add_number(file, run.low - run.high);
            file_addf(file, "h-%dz", run.count);
        }
        file_add(file, "\"");
        const Shape box = stack_box(shape, layer, &run);
        add_fill(file, &box);
        file_add(file, "/>\n");
    }
}

void svg_write(const Drawing *drawing, OutFile *file)
{
    file_add(file, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    add_length(file, "width", drawing->width);
    add_length(file, "height", drawing->height);
    file_add(file, " viewBox=\"0 0 ");
    add_number(file, drawing->width);
    file_add(file, " ");
    add_number(file, drawing->height);
    file_add(file, "\" font-family=\"" FONT_SANS "\" xml:space=\"preserve\">\n<title>");
    add_escaped(file, drawing->title);
    file_add(file, "</title>\n");
    define_patterns(drawing, file);
    for (uint32_t i = 0; i < drawing->count && file_is_wanted(file); i++) {
        const Shape *shape = &drawing->shapes[i];
        switch ((ShapeKind)shape->kind) {
        case DRAW_BOX: add_box(file, shape); break;
        case DRAW_LINE: add_line(file, shape); break;
        case DRAW_ARROW: add_arrow(file, shape); break;
        case DRAW_MARK: add_mark(file, shape); break;
        case DRAW_TEXT: add_text(file, shape); break;
        case DRAW_STACK: add_stack(file, shape); break;
        }
    }
    file_add(file, "</svg>\n");
}
