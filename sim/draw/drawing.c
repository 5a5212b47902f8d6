// drawing.c -- a growing array, and texts that fit where they stand.

#include "draw/drawing.h"

#include "base/utf8.h"
#include "draw/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

Drawing *drawing_open(double width, double height)
{
    Drawing *drawing = memory_new(sizeof *drawing);
    *drawing =
        (Drawing){.arena = arena_open(), .width = width, .height = height, .title = ""};
    return drawing;
}

void drawing_close(Drawing *drawing)
{
    if (!drawing) return;
    arena_close(drawing->arena);
    free(drawing->shapes);
    free(drawing);
}

static const char *copy_text(Arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

Drawing *drawing_clone(const Drawing *drawing)
{
    Drawing *copy = memory_new(sizeof *copy);
    *copy = *drawing;
    copy->arena = arena_open();
    copy->capacity = drawing->count;
    copy->shapes = memory_new((drawing->count + 1) * sizeof *copy->shapes);
    copy->title = copy_text(copy->arena, drawing->title);
    for (uint32_t i = 0; i < drawing->count; i++) {
        Shape *shape = &copy->shapes[i];
        *shape = drawing->shapes[i];
        shape->text = copy_text(copy->arena, shape->text);
        shape->facts = copy_text(copy->arena, shape->facts);
    }
    return copy;
}

Shape *drawing_add(Drawing *drawing, const Shape *shape)
{
    if (drawing->count == drawing->capacity) {
        drawing->capacity = drawing->capacity ? drawing->capacity * 2 : 256;
        drawing->shapes =
            memory_grow(drawing->shapes, drawing->capacity * sizeof *drawing->shapes);
    }
    drawing->shapes[drawing->count] = *shape;
    return &drawing->shapes[drawing->count++];
}

const char *drawing_copy(Drawing *drawing, const char *text)
{
    char *copy = arena_copy(drawing->arena, text, strlen(text));
    for (unsigned char *c = (unsigned char *)copy; *c; c++)
        if (*c < ' ' || *c == 127) *c = ' ';
    return copy;
}

Shape *draw_box(Drawing *drawing, double x, double y, double w, double h, Color fill)
{
    const Shape shape = {.kind = DRAW_BOX, .x = x, .y = y, .w = w, .h = h, .fill = fill};
    return drawing_add(drawing, &shape);
}

Shape *draw_line(Drawing *drawing, double x, double y, double w, double h, double width,
                 Color color)
{
    const Shape shape = {
        .kind = DRAW_LINE, .x = x, .y = y, .w = w, .h = h, .size = width, .fill = color};
    return drawing_add(drawing, &shape);
}

Shape *draw_mark(Drawing *drawing, Mark mark, double x, double y, double size,
                 Color color)
{
    const Shape shape = {.kind = DRAW_MARK,
                         .mark = (uint8_t)mark,
                         .x = x,
                         .y = y,
                         .size = size,
                         .fill = color};
    return drawing_add(drawing, &shape);
}

// ---- Arrows ----

bool arrow_sign(const Shape *arrow, Shape *sign)
{
    static const struct {
        Mark mark;
        double size; // in widths of the line
    } signs[ARROW_FORM_COUNT] = {
        [ARROW_WAKE] = {MARK_DISC, 3.6}, [ARROW_SPAWN] = {MARK_RING, 5},
        [ARROW_AWAIT] = {MARK_COUNT, 0}, [ARROW_CANCEL] = {MARK_CROSS, 4.5},
        [ARROW_FAIL] = {MARK_BANG, 7},
    };
    *sign = *arrow;
    sign->kind = DRAW_MARK;
    sign->mark = (uint8_t)signs[arrow->mark].mark;
    sign->size = arrow->size * signs[arrow->mark].size;
    return signs[arrow->mark].mark != MARK_COUNT;
}

static double head_of(const Shape *arrow)
{
    return arrow->size * 4.5;
}

bool arrow_line(const Shape *arrow, Shape *line)
{
    double length = hypot(arrow->w, arrow->h);
    if (length < 1) return false;
    *line = *arrow;
    line->kind = DRAW_LINE;
    line->w -= arrow->w / length * head_of(arrow);
    line->h -= arrow->h / length * head_of(arrow);
    return true;
}

void arrow_head(const Shape *arrow, double corners[6])
{
    double length = hypot(arrow->w, arrow->h), head = head_of(arrow);
    double dx = arrow->w / length, dy = arrow->h / length, side = head * 0.45;
    double x = arrow->x + arrow->w, y = arrow->y + arrow->h;
    double back_x = x - dx * head, back_y = y - dy * head;
    corners[0] = x;
    corners[1] = y;
    corners[2] = back_x - dy * side;
    corners[3] = back_y + dx * side;
    corners[4] = back_x + dy * side;
    corners[5] = back_y - dx * side;
}

// ---- Columns ----

static double quarters(float height)
{
    return floor(height * 4.0 + 0.5) / 4;
}

static StackRun column_of(const Stack *stack, int layer, int column)
{
    double low = 0;
    for (int below = 0; below < layer; below++)
        low += quarters(stack->layers[below].heights[column]);
    return (StackRun){column, 1, low,
                      low + quarters(stack->layers[layer].heights[column])};
}

bool stack_next(const Stack *stack, int layer, int *column, StackRun *run)
{
    while (*column < stack->columns && stack->layers[layer].heights[*column] < 0.125f)
        (*column)++;
    if (*column >= stack->columns) return false;
    *run = column_of(stack, layer, (*column)++);
    for (; *column < stack->columns; (*column)++) {
        StackRun next = column_of(stack, layer, *column);
        if (next.low != run->low || next.high != run->high) break;
        run->count++;
    }
    return true;
}

Shape stack_box(const Shape *shape, int layer, const StackRun *run)
{
    const StackLayer *look = &shape->stack->layers[layer];
    return (Shape){.kind = DRAW_BOX,
                   .pattern = look->pattern,
                   .x = shape->x + run->first,
                   .y = shape->y - run->high,
                   .w = run->count,
                   .h = run->high - run->low,
                   .fill = look->fill,
                   .ink = look->ink};
}

// ---- Texts ----

// Draws the first [size] bytes of [text], which fit.
static Shape *add_text(Drawing *drawing, double x, double y, double w, TextStyle style,
                       const char *text, size_t size, bool cut)
{
    Text copy = {0};
    text_add_bytes(&copy, text, size);
    if (cut) text_add(&copy, "…");
    double width =
        measure_text(text_string(&copy), copy.size, style.size, style.bold, style.mono);
    double rest = w - width;
    Shape shape = {.kind = DRAW_TEXT,
                   .x = x,
                   .y = y,
                   .w = width,
                   .size = style.size,
                   .fill = style.color,
                   .bold = style.bold,
                   .mono = style.mono,
                   .align = (uint8_t)style.align};
    if (style.align == ALIGN_MIDDLE) shape.x += rest / 2;
    if (style.align == ALIGN_RIGHT) shape.x += rest;
    shape.text = drawing_copy(drawing, text_string(&copy));
    text_free(&copy);
    return drawing_add(drawing, &shape);
}

Shape *draw_text(Drawing *drawing, double x, double y, double w, TextStyle style,
                 const char *text)
{
    size_t size = strlen(text);
    if (!size) return NULL;
    size_t fits = measure_fit(text, size, w, style.size, style.bold, style.mono);
    if (fits == size) return add_text(drawing, x, y, w, style, text, size, false);
    double mark = measure_text("…", strlen("…"), style.size, style.bold, style.mono);
    fits = measure_fit(text, size, w - mark, style.size, style.bold, style.mono);
    if (!fits) return NULL;
    return add_text(drawing, x, y, w, style, text, fits, true);
}

// How many bytes of [text] the next line takes: up to a blank, or as many as fit.
static size_t line_size(const char *text, double w, TextStyle style)
{
    size_t size = strlen(text);
    size_t fits = measure_fit(text, size, w, style.size, style.bold, style.mono);
    if (fits == size) return size;
    for (size_t at = fits; at > 0; at--)
        if (text[at] == ' ') return at;
    return fits ? fits : utf8_length(text[0]);
}

double draw_paragraph(Drawing *drawing, double x, double y, double w, double bottom,
                      TextStyle style, const char *text)
{
    double step = style.size * 1.4;
    while (*text && y <= bottom && w > style.size * 2) {
        size_t size = line_size(text, w, style);
        bool last = y + step > bottom;
        if (last)
            draw_text(drawing, x, y, w, style, text);
        else
            add_text(drawing, x, y, w, style, text, size, false);
        text += size;
        text += strspn(text, " ");
        y += step;
    }
    return y;
}
