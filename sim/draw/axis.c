// axis.c -- steps of 1, 2 or 5 times a power of ten, as close as the labels allow.

#include "draw/axis.h"

#include <math.h>
#include <string.h>

double axis_x(const Axis *axis, int64_t position)
{
    double share = (double)(position - axis->from) / (double)(axis->to - axis->from);
    return axis->x + share * axis->w;
}

int64_t axis_position(const Axis *axis, double x)
{
    double range = (double)(axis->to - axis->from);
    return axis->from + (int64_t)ceil((x - axis->x) / axis->w * range);
}

typedef struct Unit {
    int64_t size;
    const char *name;
} Unit;

static const Unit units[] = {
    {1000000000, " s"}, {1000000, " ms"}, {1000, " µs"}, {1, " ns"}};
enum { UNIT_COUNT = sizeof units / sizeof *units };

static Unit unit_of(const Axis *axis)
{
    if (axis->kind == AXIS_EVENT) return (Unit){1, ""};
    if (axis->kind == AXIS_TURN) return (Unit){POSITIONS_PER_TURN, ""};
    for (int i = 0; i < UNIT_COUNT - 1; i++)
        if (axis->to - axis->from >= units[i].size) return units[i];
    return units[UNIT_COUNT - 1];
}

// A number of units with as many decimals as it needs.
static void add_number(Text *out, int64_t position, int64_t unit)
{
    text_add_int(out, position / unit);
    int64_t rest = position % unit;
    if (rest) text_add_char(out, '.');
    while (rest) {
        unit /= 10;
        text_add_char(out, (char)('0' + rest / unit));
        rest %= unit;
    }
}

// Three digits where four are not enough; half is rounded up.
static int64_t few_digits(int64_t number)
{
    int64_t power = 1;
    while (number / power >= 10000)
        power *= 10;
    if (number % power == 0) return number;
    power *= 10;
    int64_t rest = number % power;
    if (rest < power / 2) return number - rest;
    return number <= INT64_MAX - power ? number - rest + power : number - rest;
}

void axis_add_time(Text *out, int64_t nanoseconds)
{
    nanoseconds = few_digits(nanoseconds);
    int i = 0;
    while (i < UNIT_COUNT - 1 && nanoseconds < units[i].size)
        i++;
    if (!nanoseconds) i = 0;
    add_number(out, nanoseconds, units[i].size);
    text_add(out, units[i].name);
}

static int64_t step_of(const Axis *axis, double apart, int64_t least)
{
    static const int factors[] = {1, 2, 5};
    int64_t range = axis->to - axis->from;
    for (int64_t power = 1; power < INT64_MAX / 100; power *= 10)
        for (int i = 0; i < 3; i++) {
            int64_t step = power * factors[i];
            if (step < least) continue;
            if ((double)step * axis->w / (double)range >= apart) return step;
        }
    return range;
}

// The first and the last label stay within the axis.
static void draw_label(const Axis *axis, Drawing *drawing, const View *view, double y,
                       int64_t at, Unit unit)
{
    double u = view_unit(view), room = 80 * u, right = axis->x + axis->w;
    double x = axis_x(axis, at), left = x - room / 2;
    TextStyle style = {.size = 11 * u, .color = view->theme->dim, .align = ALIGN_MIDDLE};
    if (left < axis->x - room / 4) {
        left = x - 3 * u;
        style.align = ALIGN_LEFT;
    } else if (left + room > right + room / 4) {
        left = x + 20 * u - room;
        style.align = ALIGN_RIGHT;
    }
    Text label = {0};
    add_number(&label, at, unit.size);
    text_add(&label, unit.name);
    draw_text(drawing, left, y, room, style, text_string(&label));
    text_free(&label);
}

void axis_draw(const Axis *axis, Drawing *drawing, const View *view, double y,
               double bottom, bool has_labels)
{
    double u = view_unit(view);
    Unit unit = unit_of(axis);
    int64_t least = axis->kind == AXIS_TURN ? POSITIONS_PER_TURN : 1;
    int64_t step = step_of(axis, 84 * u, least);
    for (int64_t at = (axis->from + step - 1) / step * step; at <= axis->to; at += step) {
        double x = axis_x(axis, at);
        draw_line(drawing, x, y + 5 * u, 0, bottom - y - 5 * u, u > 1 ? u : 1,
                  view->theme->grid);
        if (has_labels) draw_label(axis, drawing, view, y, at, unit);
    }
}
