// cairo.c -- one function for each kind of shape.

#include "draw/cairo.h"

#include "draw/svg.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>

// What is needed for texts, made once for a drawing.
typedef struct Pen {
    cairo_t *context;
    PangoLayout *layout;
    PangoFontDescription *fonts[2][2]; // [mono][bold]
    int missing;
} Pen;

static void set_color(cairo_t *c, Color color)
{
    cairo_set_source_rgba(c, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0,
                          (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void rounded(cairo_t *c, double x, double y, double w, double h, double radius)
{
    if (radius > w / 2) radius = w / 2;
    if (radius > h / 2) radius = h / 2;
    if (radius <= 0) {
        cairo_rectangle(c, x, y, w, h);
        return;
    }
    cairo_new_sub_path(c);
    cairo_arc(c, x + w - radius, y + radius, radius, -M_PI / 2, 0);
    cairo_arc(c, x + w - radius, y + h - radius, radius, 0, M_PI / 2);
    cairo_arc(c, x + radius, y + h - radius, radius, M_PI / 2, M_PI);
    cairo_arc(c, x + radius, y + radius, radius, M_PI, M_PI * 1.5);
    cairo_close_path(c);
}

// ---- Patterns: the same strokes as in SVG, in tiles of 8 pixels ----

static void rising(cairo_t *c, double x, double y)
{
    cairo_move_to(c, x, y + 8);
    cairo_line_to(c, x + 8, y);
}

static void falling(cairo_t *c, double x, double y)
{
    cairo_move_to(c, x, y);
    cairo_line_to(c, x + 8, y + 8);
}

static void dots(cairo_t *c, double x, double y)
{
    cairo_move_to(c, x + 2, y + 2);
    cairo_rel_line_to(c, 0.01, 0);
    cairo_move_to(c, x + 6, y + 6);
    cairo_rel_line_to(c, 0.01, 0);
}

static void tile(cairo_t *c, Pattern pattern, double x, double y)
{
    switch (pattern) {
    case PATTERN_DOTS: dots(c, x, y); break;
    case PATTERN_RISING: rising(c, x, y); break;
    case PATTERN_FALLING: falling(c, x, y); break;
    case PATTERN_CROSS:
        rising(c, x, y);
        falling(c, x, y);
        break;
    case PATTERN_TICKS:
        cairo_move_to(c, x + 4, y);
        cairo_rel_line_to(c, 0, 8);
        break;
    case PATTERN_CHEVRONS:
        cairo_move_to(c, x + 1, y - 1);
        cairo_line_to(c, x + 5, y + 4);
        cairo_line_to(c, x + 1, y + 9);
        break;
    case PATTERN_SOLID:
    case PATTERN_COUNT: break;
    }
}

static void fill_pattern(cairo_t *c, const Shape *s)
{
    cairo_save(c);
    cairo_clip(c);
    for (double y = floor(s->y / 8) * 8; y < s->y + s->h; y += 8)
        for (double x = floor(s->x / 8) * 8; x < s->x + s->w; x += 8)
            tile(c, (Pattern)s->pattern, x, y);
    set_color(c, s->ink);
    cairo_set_line_width(c, s->pattern == PATTERN_DOTS ? 2 : 1.3);
    cairo_stroke(c);
    cairo_restore(c);
}

// ---- Shapes ----

static void replay_box(cairo_t *c, const Shape *s)
{
    double inset = s->outline ? 0.5 : 0;
    double w = s->w - 2 * inset, h = s->h - 2 * inset;
    if (w < 0.1) w = 0.1;
    if (h < 0.1) h = 0.1;
    rounded(c, s->x + inset, s->y + inset, w, h, s->size);
    set_color(c, s->fill);
    cairo_fill_preserve(c);
    if (s->pattern) {
        fill_pattern(c, s);
        cairo_new_path(c);
        rounded(c, s->x + inset, s->y + inset, w, h, s->size);
    }
    if (s->outline) {
        set_color(c, s->outline);
        cairo_set_line_width(c, 1);
        cairo_stroke(c);
    }
    cairo_new_path(c);
}

static void replay_line(cairo_t *c, const Shape *s)
{
    static const double dashes[] = {4, 3};
    set_color(c, s->fill);
    cairo_set_line_width(c, s->size);
    if (s->dashed) cairo_set_dash(c, dashes, 2, 0);
    cairo_move_to(c, s->x, s->y);
    cairo_line_to(c, s->x + s->w, s->y + s->h);
    cairo_stroke(c);
    cairo_set_dash(c, dashes, 0, 0);
}

static void replay_arrow(cairo_t *c, const Shape *s)
{
    double length = hypot(s->w, s->h);
    if (length < 1) return;
    double dx = s->w / length, dy = s->h / length, head = s->size * 4.5;
    Shape line = *s;
    line.w -= dx * head;
    line.h -= dy * head;
    replay_line(c, &line);
    cairo_arc(c, s->x, s->y, s->size * 1.8, 0, 2 * M_PI);
    double x = s->x + s->w, y = s->y + s->h, side = head * 0.45;
    double bx = x - dx * head, by = y - dy * head;
    cairo_move_to(c, x, y);
    cairo_line_to(c, bx - dy * side, by + dx * side);
    cairo_line_to(c, bx + dy * side, by - dx * side);
    cairo_close_path(c);
    cairo_fill(c);
}

static void stroke_mark(cairo_t *c, const Shape *s, double width)
{
    cairo_set_line_width(c, s->size * width);
    cairo_stroke(c);
}

static void replay_mark(cairo_t *c, const Shape *s)
{
    double x = s->x, y = s->y, r = s->size / 2;
    set_color(c, s->fill);
    switch ((Mark)s->mark) {
    case MARK_DISC:
        cairo_arc(c, x, y, r, 0, 2 * M_PI);
        cairo_fill(c);
        break;
    case MARK_RING:
        cairo_arc(c, x, y, r * 0.85, 0, 2 * M_PI);
        stroke_mark(c, s, 0.2);
        break;
    case MARK_CROSS:
        cairo_move_to(c, x - r, y - r);
        cairo_line_to(c, x + r, y + r);
        cairo_move_to(c, x + r, y - r);
        cairo_line_to(c, x - r, y + r);
        stroke_mark(c, s, 0.24);
        break;
    case MARK_BANG:
        cairo_move_to(c, x, y - r);
        cairo_line_to(c, x, y + r * 0.25);
        cairo_move_to(c, x, y + r * 0.9);
        cairo_line_to(c, x + 0.01, y + r * 0.9);
        stroke_mark(c, s, 0.24);
        break;
    case MARK_DOWN:
        cairo_move_to(c, x - r, y - r * 0.7);
        cairo_line_to(c, x + r, y - r * 0.7);
        cairo_line_to(c, x, y + r);
        cairo_fill(c);
        break;
    case MARK_LEFT: r = -r; // fall through
    case MARK_RIGHT:
    case MARK_COUNT:
        cairo_move_to(c, x - r * 0.7, y - r);
        cairo_line_to(c, x + r, y);
        cairo_line_to(c, x - r * 0.7, y + r);
        cairo_fill(c);
        break;
    }
}

// A wider font than the measured one is squeezed a little, a much wider one is cut.
#define SQUEEZE_MOST 0.85

static void replay_text(Pen *pen, const Shape *s)
{
    PangoFontDescription *font = pen->fonts[s->mono][s->bold];
    pango_font_description_set_absolute_size(font, s->size * PANGO_SCALE);
    pango_layout_set_font_description(pen->layout, font);
    pango_layout_set_width(pen->layout, -1);
    pango_layout_set_text(pen->layout, s->text, -1);
    int width;
    pango_layout_get_size(pen->layout, &width, NULL);
    double room = s->w + 1, squeeze = 1;
    if (width > room * PANGO_SCALE) {
        squeeze = room * PANGO_SCALE / width;
        if (squeeze < SQUEEZE_MOST) squeeze = SQUEEZE_MOST;
        room /= squeeze;
    }
    if (width > room * PANGO_SCALE) {
        pango_layout_set_width(pen->layout, (int)(room * PANGO_SCALE));
        pango_layout_get_size(pen->layout, &width, NULL);
    }
    pen->missing += pango_layout_get_unknown_glyphs_count(pen->layout);
    double rest = s->w - width * squeeze / PANGO_SCALE, x = s->x;
    if (s->align == ALIGN_MIDDLE) x += rest / 2;
    if (s->align == ALIGN_RIGHT) x += rest;
    double baseline = (double)pango_layout_get_baseline(pen->layout) / PANGO_SCALE;
    set_color(pen->context, s->fill);
    cairo_save(pen->context);
    cairo_translate(pen->context, x, s->y - baseline);
    cairo_scale(pen->context, squeeze, 1);
    cairo_move_to(pen->context, 0, 0);
    pango_cairo_show_layout(pen->context, pen->layout);
    cairo_restore(pen->context);
    cairo_new_path(pen->context);
}

// ---- The whole ----

static PangoFontDescription *font_of(const char *families, bool bold)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, families);
    pango_font_description_set_weight(font,
                                      bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return font;
}

static Pen pen_open(cairo_t *context)
{
    // Glyphs shall lie where they are asked to, whatever a screen's settings say.
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    Pen pen = {.context = context, .layout = pango_cairo_create_layout(context)};
    pango_cairo_context_set_font_options(pango_layout_get_context(pen.layout), options);
    pango_cairo_context_set_resolution(pango_layout_get_context(pen.layout), 96);
    cairo_font_options_destroy(options);
    pango_layout_set_single_paragraph_mode(pen.layout, TRUE);
    pango_layout_set_ellipsize(pen.layout, PANGO_ELLIPSIZE_END);
    for (int bold = 0; bold < 2; bold++) {
        pen.fonts[0][bold] = font_of(FONT_SANS, bold);
        pen.fonts[1][bold] = font_of(FONT_MONO, bold);
    }
    return pen;
}

static void pen_close(Pen *pen)
{
    for (int i = 0; i < 4; i++)
        pango_font_description_free(pen->fonts[i / 2][i % 2]);
    g_object_unref(pen->layout);
}

int cairo_replay(const Drawing *drawing, cairo_t *context)
{
    Pen pen = pen_open(context);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *shape = &drawing->shapes[i];
        switch ((ShapeKind)shape->kind) {
        case DRAW_BOX: replay_box(context, shape); break;
        case DRAW_LINE: replay_line(context, shape); break;
        case DRAW_ARROW: replay_arrow(context, shape); break;
        case DRAW_MARK: replay_mark(context, shape); break;
        case DRAW_TEXT: replay_text(&pen, shape); break;
        }
    }
    pen_close(&pen);
    return pen.missing;
}

void cairo_forget(void)
{
    pango_cairo_font_map_set_default(NULL);
    cairo_debug_reset_static_data();
    FcFini();
}

static cairo_status_t write_bytes(void *file, const unsigned char *bytes, unsigned size)
{
    file_add_bytes(file, (const char *)bytes, size);
    return file_is_well(file) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

// Draws on [surface], which it gives back; what is wrong with it, if anything.
static bool replay_on(const Drawing *drawing, cairo_surface_t *surface, int *missing,
                      Text *message)
{
    cairo_t *context = cairo_create(surface);
    *missing = cairo_replay(drawing, context);
    cairo_show_page(context);
    cairo_status_t status = cairo_status(context);
    cairo_destroy(context);
    cairo_surface_flush(surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
    if (status != CAIRO_STATUS_SUCCESS) text_add(message, cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

bool cairo_write_png(const Drawing *drawing, OutFile *file, int *missing, Text *message)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)drawing->width, (int)drawing->height);
    bool well = replay_on(drawing, surface, missing, message);
    // A failure to write is the file's own, and told when it is closed.
    if (well) cairo_surface_write_to_png_stream(surface, write_bytes, file);
    cairo_surface_destroy(surface);
    return well;
}

bool cairo_write_pdf(const Drawing *drawing, OutFile *file, int *missing, Text *message)
{
    // A point is 4/3 of a pixel.
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write_bytes, file, drawing->width * 0.75, drawing->height * 0.75);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, drawing->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Coroscope");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    cairo_surface_set_device_offset(surface, 0, 0);
    cairo_t *context = cairo_create(surface);
    cairo_scale(context, 0.75, 0.75);
    *missing = cairo_replay(drawing, context);
    cairo_show_page(context);
    cairo_status_t status = cairo_status(context);
    cairo_destroy(context);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    bool well = status == CAIRO_STATUS_SUCCESS || !file_is_well(file);
    if (!well) text_add(message, cairo_status_to_string(status));
    return well;
}
