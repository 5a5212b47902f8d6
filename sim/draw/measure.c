// measure.c -- one width for each ASCII character, and one for each class of others.

#include "draw/measure.h"

#include "base/utf8.h"

enum { FIRST = 32, PER_EM = 1000, MONO = 608, WIDE = 1000, OTHER = 600 };

// Thousandths of the font's size, from the blank on.
static const short widths[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // blank
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584,
    556, // 0
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722,
    778, // @
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, // P
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556,
    556,                                                                        // `
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p
};
enum { WIDTH_COUNT = sizeof widths / sizeof *widths };

// Signs of mathematics are as wide as a letter of Hangul in fonts that have both.
static bool is_sign(uint32_t codepoint)
{
    return codepoint == 0xd7 || codepoint == 0x2212 ||
           (codepoint >= 0x2190 && codepoint < 0x2200); // arrows
}

static double width_of(uint32_t codepoint, bool mono)
{
    int columns = utf8_width(codepoint);
    if (columns != 1) return columns * WIDE / 2.0;
    if (is_sign(codepoint)) return WIDE;
    if (mono) return MONO;
    if (codepoint < FIRST || codepoint >= FIRST + WIDTH_COUNT) return OTHER;
    return widths[codepoint - FIRST];
}

// Fonts differ: some are wider than the table.
static double scale_of(double size, bool bold, bool mono)
{
    return size / PER_EM * (mono ? 1.0 : bold ? 1.14 : 1.07);
}

double measure_text(const char *text, size_t bytes, double size, bool bold, bool mono)
{
    double sum = 0;
    for (size_t at = 0, length; at < bytes; at += length)
        sum += width_of(utf8_decode(text + at, &length), mono);
    return sum * scale_of(size, bold, mono);
}

size_t measure_fit(const char *text, size_t bytes, double width, double size, bool bold,
                   bool mono)
{
    double sum = 0, scale = scale_of(size, bold, mono);
    size_t at = 0;
    while (at < bytes) {
        size_t length;
        sum += width_of(utf8_decode(text + at, &length), mono);
        if (sum * scale > width + 0.001) break;
        at += length;
    }
    return at;
}
