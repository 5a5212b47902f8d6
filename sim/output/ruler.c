// ruler.c -- steps of 1, 2 or 5 times a power of ten, as close as the labels allow.

#include "output/ruler.h"

#include <string.h>

enum { LABEL_APART = 10 }; // columns from one label to the next, at least

typedef struct Unit {
    int64_t size; // in nanoseconds
    const char *name;
} Unit;

static Unit unit_of(int64_t length, bool by_event)
{
    if (by_event) return (Unit){1, ""};
    if (length >= 1000000000) return (Unit){1000000000, " s"};
    if (length >= 1000000) return (Unit){1000000, " ms"};
    if (length >= 1000) return (Unit){1000, " us"};
    return (Unit){1, " ns"};
}

// The smallest of 1, 2, 5, 10, 20, ... whose marks stand LABEL_APART columns apart.
static int64_t step_of(int64_t length, int cells)
{
    static const int factors[] = {1, 2, 5};
    for (int64_t power = 1; power < INT64_MAX / 100; power *= 10)
        for (int i = 0; i < 3; i++) {
            int64_t step = power * factors[i];
            if ((double)step * cells / (double)length >= LABEL_APART) return step;
        }
    return length;
}

static int column_of(int64_t position, int64_t length, int cells)
{
    if (position >= length) return cells - 1;
    return (int)((uint64_t)position * (uint64_t)cells / (uint64_t)length);
}

// The number of units, with as many decimals as it needs.
static void add_number(Text *out, int64_t position, int64_t unit)
{
    text_add_int(out, position / unit);
    int64_t rest = position % unit;
    if (!rest) return;
    text_add_char(out, '.');
    while (rest) {
        unit /= 10;
        text_add_char(out, (char)('0' + rest / unit));
        rest %= unit;
    }
}

void ruler_add_labels(Text *out, int64_t length, int cells, bool by_event)
{
    Unit unit = unit_of(length, by_event);
    int64_t step = step_of(length, cells);
    int used = 0;
    for (int64_t at = 0; at <= length; at += step) {
        Text label = {0};
        add_number(&label, at, unit.size);
        if (at > length - step) text_add(&label, unit.name);
        // The last label stays within the columns, although its mark is the last one.
        int column = column_of(at, length, cells), size = (int)label.size;
        if (column + size > cells) column = cells - size;
        if (column > used) text_add_repeated(out, ' ', (size_t)(column - used));
        text_add_bytes(out, text_string(&label), label.size);
        used = (column > used ? column : used) + size;
        text_free(&label);
    }
}

void ruler_add_line(Text *out, int64_t length, int cells, bool by_event, bool ascii)
{
    (void)by_event;
    int64_t step = step_of(length, cells), next = 0;
    for (int cell = 0; cell < cells; cell++) {
        bool mark = next <= length && column_of(next, length, cells) == cell;
        if (mark) next += step;
        if (ascii)
            text_add_char(out, mark ? '+' : '-');
        else
            text_add(out, !mark ? "─" : cell == 0 ? "├" : cell == cells - 1 ? "┤" : "┼");
    }
}
