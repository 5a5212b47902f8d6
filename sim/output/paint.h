// paint.h -- how text for a terminal looks: colour or none, Unicode or ASCII.
//
// The hues are those of Okabe and Ito, which people with any kind of colour vision can
// tell apart. Nothing is said by colour alone, so that text without it loses nothing.

#ifndef OUTPUT_PAINT_H
#define OUTPUT_PAINT_H

#include "base/language.h"
#include "base/text.h"

#include <stdbool.h>

typedef enum Ink {
    INK_PLAIN,
    INK_DIM,    // what is there for orientation only
    INK_STRONG, // names, headings
    INK_BLUE,
    INK_ORANGE,
    INK_SKY,
    INK_PURPLE,
    INK_YELLOW,
    INK_GREEN,
    INK_VERMILLION,
    INK_COUNT
} Ink;

typedef struct Paint {
    bool color;
    bool ascii; // nothing past U+007F of our own; the program's text stays as it is
    int width;  // columns of the terminal
    Language language;
} Paint;

// Adds [text] in [ink], or plain when there is no colour.
void paint_add(const Paint *paint, Text *out, Ink ink, const char *text);

// Adds a program's own text with its control characters made visible: "\n", "\x1b". So
// no name can break a line or speak to the terminal.
void paint_add_visible(Text *out, const char *bytes, size_t size);

// Begins and ends an ink; nothing without colour.
void paint_begin(const Paint *paint, Text *out, Ink ink);
void paint_end(const Paint *paint, Text *out, Ink ink);

#endif
