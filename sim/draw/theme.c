// theme.c -- two tables, and the arithmetic of contrast.

#include "draw/theme.h"

#include <math.h>
#include <string.h>

#define OPAQUE(rgb) (((Color)(rgb) << 8) | 0xff)

static const Theme table[] = {
#define PAPER(paper_, panel_, stripe_, rule_, grid_, text_, dim_, playhead_, alarm_)     \
    .paper = OPAQUE(paper_), .panel = OPAQUE(panel_), .stripe = OPAQUE(stripe_),         \
    .rule = OPAQUE(rule_), .grid = OPAQUE(grid_), .text = OPAQUE(text_),                 \
    .dim = OPAQUE(dim_), .playhead = OPAQUE(playhead_), .alarm = OPAQUE(alarm_)
#define STATE(name, fill, pattern, outline, label)                                       \
    [STATE_##name] = {OPAQUE(fill), OPAQUE(pattern), OPAQUE(outline), OPAQUE(label)},
#define THEME(id, name_, paper_, states_) {.name = name_, paper_, .states = {states_}},
#include "../assets/themes.def"
#undef PAPER
#undef STATE
};

static const StateForm forms[STATE_COUNT] = {
    [STATE_RUN] = {"RUN", 1.0, PATTERN_SOLID, SENTENCE_GLYPH_RUNNING},
    [STATE_RDY] = {"RDY", 2.0 / 3, PATTERN_DOTS, SENTENCE_GLYPH_READY},
    [STATE_SLP] = {"SLP", 1.0 / 3, PATTERN_RISING, SENTENCE_GLYPH_SLEEPING},
    [STATE_AWT] = {"AWT", 1.0 / 3, PATTERN_FALLING, SENTENCE_GLYPH_AWAITING},
    [STATE_LCK] = {"LCK", 1.0 / 3, PATTERN_CROSS, SENTENCE_GLYPH_QUEUEING},
    [STATE_CPU] = {"CPU", 1.0, PATTERN_TICKS, SENTENCE_PICTURE_OWN_THREAD},
    [STATE_BLK] = {"BLK", 1.0, PATTERN_CHEVRONS, SENTENCE_GLYPH_BLOCKING},
};

const StateForm *state_form(DrawnState state)
{
    return &forms[state];
}

const Theme *themes(int *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

const Theme *theme_named(const char *name)
{
    int count;
    const Theme *all = themes(&count);
    for (int i = 0; i < count; i++)
        if (strcmp(all[i].name, name) == 0) return &all[i];
    return NULL;
}

Color color_fade(Color color, double share)
{
    return (color & ~(Color)0xff) | (Color)((color & 0xff) * share + 0.5);
}

static double linear(Color channel)
{
    double value = (double)(channel & 0xff) / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
    return 0.2126 * linear(color >> 24) + 0.7152 * linear(color >> 16) +
           0.0722 * linear(color >> 8);
}

double color_contrast(Color one, Color other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}
