// paint.c -- inks as escape sequences: the nearest of the 256 colours that every terminal
// has.

#include "output/paint.h"

#include <string.h>

static const char *const sequences[INK_COUNT] = {
    [INK_PLAIN] = "",
    [INK_DIM] = "\033[2m",
    [INK_STRONG] = "\033[1m",
    [INK_BLUE] = "\033[38;5;25m",
    [INK_ORANGE] = "\033[38;5;178m",
    [INK_SKY] = "\033[38;5;74m",
    [INK_PURPLE] = "\033[38;5;175m",
    [INK_YELLOW] = "\033[38;5;227m",
    [INK_GREEN] = "\033[38;5;36m",
    [INK_VERMILLION] = "\033[38;5;166m",
};

void paint_begin(const Paint *paint, Text *out, Ink ink)
{
    if (paint->color) text_add(out, sequences[ink]);
}

void paint_end(const Paint *paint, Text *out, Ink ink)
{
    if (paint->color && ink != INK_PLAIN) text_add(out, "\033[0m");
}

void paint_add_visible(Text *out, const char *bytes, size_t size)
{
    static const char named[] = "\nn\tt\rr";
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        const char *name = c ? strchr(named, c) : NULL;
        if (c >= 0x20 && c != 0x7f)
            text_add_char(out, (char)c);
        else if (name)
            text_addf(out, "\\%c", name[1]);
        else
            text_addf(out, "\\x%02x", c);
    }
}

void paint_add(const Paint *paint, Text *out, Ink ink, const char *text)
{
    paint_begin(paint, out, ink);
    text_add(out, text);
    paint_end(paint, out, ink);
}
