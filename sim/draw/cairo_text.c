// cairo_text.c -- a table of shaped texts; where a text may stand in it follows from its hash.

#include "draw/cairo_text.h"

#include "draw/svg.h"

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

// A text may stand in any of the WAYS places of one of the SETS.
enum { SETS = 512, WAYS = 4, TEXT_LONGEST = 4096 };

// A text that was shaped. Without a layout the place is free.
typedef struct Shaped {
    PangoLayout *layout;
    char *text;
    uint64_t hash;
    uint64_t used; // when it was, counted in texts
    double size;
    bool bold, mono;
    int width;    // of its glyphs, in units of Pango
    int baseline; // below its upper edge, likewise
    int missing;  // characters that no font has
} Shaped;

struct CairoTexts {
    PangoContext *context;
    PangoFontDescription *fonts[2][2]; // [mono][bold]
    uint64_t used;                     // how many texts were drawn
    Shaped shaped[SETS][WAYS];
};

// ---- Fonts ----

static PangoFontDescription *font_of(const char *families, bool bold)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, families);
    pango_font_description_set_weight(font,
                                      bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return font;
}

CairoTexts *cairo_texts_open(void)
{
    CairoTexts *texts = memory_grow_zeroed(NULL, 0, sizeof *texts);
    // Glyphs shall lie where they are asked to, whatever a screen's settings say.
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    texts->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    pango_cairo_context_set_font_options(texts->context, options);
    pango_cairo_context_set_resolution(texts->context, 96);
    cairo_font_options_destroy(options);
    for (int bold = 0; bold < 2; bold++) {
        texts->fonts[0][bold] = font_of(FONT_SANS, bold);
        texts->fonts[1][bold] = font_of(FONT_MONO, bold);
    }
    return texts;
}

static void forget(Shaped *shaped)
{
    if (!shaped->layout) return;
    g_object_unref(shaped->layout);
    free(shaped->text);
    *shaped = (Shaped){0};
}

void cairo_texts_close(CairoTexts *texts)
{
    if (!texts) return;
    for (int i = 0; i < SETS * WAYS; i++)
        forget(&texts->shaped[i / WAYS][i % WAYS]);
    for (int i = 0; i < 4; i++)
        pango_font_description_free(texts->fonts[i / 2][i % 2]);
    g_object_unref(texts->context);
    free(texts);
}

// ---- The table ----

static void shape(CairoTexts *texts, Shaped *place, const Shape *s, uint64_t hash)
{
    forget(place);
    PangoFontDescription *font = texts->fonts[s->mono][s->bold];
    pango_font_description_set_absolute_size(font, s->size * PANGO_SCALE);
    PangoLayout *layout = pango_layout_new(texts->context);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_font_description(layout, font);
    size_t length = strlen(s->text);
    // Far more than any room holds; what is behind it is cut in any case.
    if (length > TEXT_LONGEST) {
        length = TEXT_LONGEST;
        while (length && ((unsigned char)s->text[length] & 0xc0) == 0x80)
            length--;
    }
    pango_layout_set_text(layout, s->text, (int)length);
    *place = (Shaped){.layout = layout,
                      .text = memory_new(strlen(s->text) + 1),
                      .hash = hash,
                      .size = s->size,
                      .bold = s->bold,
                      .mono = s->mono};
    strcpy(place->text, s->text);
    pango_layout_get_size(layout, &place->width, NULL);
    place->baseline = pango_layout_get_baseline(layout);
    place->missing = pango_layout_get_unknown_glyphs_count(layout);
}

static uint64_t hash_of(const Shape *s)
{
    uint64_t hash = UINT64_C(1469598103934665603), size;
    memcpy(&size, &s->size, sizeof size);
    hash = (hash ^ size ^ (uint64_t)(s->bold + 2 * s->mono)) * UINT64_C(1099511628211);
    for (const unsigned char *c = (const unsigned char *)s->text; *c; c++)
        hash = (hash ^ *c) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

static bool is_it(const Shaped *shaped, const Shape *s, uint64_t hash)
{
    return shaped->layout && shaped->hash == hash && shaped->size == s->size &&
           shaped->bold == s->bold && shaped->mono == s->mono &&
           strcmp(shaped->text, s->text) == 0;
}

static Shaped *find(CairoTexts *texts, const Shape *s)
{
    uint64_t hash = hash_of(s);
    Shaped *set = texts->shaped[hash % SETS], *oldest = &set[0];
    for (Shaped *at = set; at < set + WAYS; at++) {
        if (is_it(at, s, hash)) {
            at->used = ++texts->used;
            return at;
        }
        if (at->used < oldest->used) oldest = at;
    }
    shape(texts, oldest, s, hash);
    oldest->used = ++texts->used;
    return oldest;
}

// ---- Drawing ----

// A wider font than the measured one is squeezed a little, a much wider one is cut.
#define SQUEEZE_MOST 0.85

int cairo_texts_draw(CairoTexts *texts, cairo_t *context, const Shape *s)
{
    Shaped *shaped = find(texts, s);
    double room = s->w + 1, squeeze = 1;
    int width = shaped->width;
    if (width > room * PANGO_SCALE) {
        squeeze = room * PANGO_SCALE / width;
        if (squeeze < SQUEEZE_MOST) squeeze = SQUEEZE_MOST;
        room /= squeeze;
    }
    bool is_cut = width > room * PANGO_SCALE;
    if (is_cut) {
        pango_layout_set_width(shaped->layout, (int)(room * PANGO_SCALE));
        pango_layout_get_size(shaped->layout, &width, NULL);
    }
    double rest = s->w - width * squeeze / PANGO_SCALE, x = s->x;
    if (s->align == ALIGN_MIDDLE) x += rest / 2;
    if (s->align == ALIGN_RIGHT) x += rest;
    double y = s->y - (double)shaped->baseline / PANGO_SCALE;
    cairo_set_source_rgba(context, (s->fill >> 24) / 255.0,
                          (s->fill >> 16 & 0xff) / 255.0, (s->fill >> 8 & 0xff) / 255.0,
                          (s->fill & 0xff) / 255.0);
    if (squeeze == 1) {
        cairo_move_to(context, x, y);
        pango_cairo_show_layout(context, shaped->layout);
    } else {
        cairo_save(context);
        cairo_translate(context, x, y);
        cairo_scale(context, squeeze, 1);
        cairo_move_to(context, 0, 0);
        pango_cairo_show_layout(context, shaped->layout);
        cairo_restore(context);
    }
    cairo_new_path(context);
    if (is_cut) pango_layout_set_width(shaped->layout, -1);
    return shaped->missing;
}
