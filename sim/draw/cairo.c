// cairo.c -- one function for each kind of shape.

#include "draw/cairo.h"

#include "draw/cairo_pixels.h"
#include "draw/cairo_text.h"

#include <cairo-pdf.h>
#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <unistd.h>

enum { TILES = 64, TILE_REPEATS = 32 };

// A pattern in its two colours, as an image that repeats: so many tiles beside one another.
typedef struct Tile {
    cairo_surface_t *surface; // NULL: the place is free
    Pixels pixels;
    Color fill, ink;
    uint8_t kind; // Pattern
} Tile;

struct CairoPen {
    CairoTexts *texts;
    Tile tiles[TILES];
    uint32_t tile_count; // that were made
    cairo_t *context;    // of the drawing that is replayed
    Pixels pixels;       // of its image; none of a page
    double scale, x, y;  // from the drawing to the image
};

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

static void stroke_tiles(cairo_t *c, Pattern pattern, Color ink)
{
    set_color(c, ink);
    cairo_set_line_width(c, pattern == PATTERN_DOTS ? 2 : 1.3);
    cairo_stroke(c);
}

// On a page the strokes themselves, which stay sharp at any size.
static void stroke_pattern(cairo_t *c, const Shape *s)
{
    cairo_save(c);
    cairo_clip(c);
    for (double y = floor(s->y / 8) * 8; y < s->y + s->h; y += 8)
        for (double x = floor(s->x / 8) * 8; x < s->x + s->w; x += 8)
            tile(c, (Pattern)s->pattern, x, y);
    stroke_tiles(c, (Pattern)s->pattern, s->ink);
    cairo_restore(c);
}

// With neighbours around them, so that strokes go on from one to the next.
static cairo_surface_t *paint_tiles(const Shape *s, int side)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side * TILE_REPEATS, side);
    cairo_t *c = cairo_create(surface);
    set_color(c, s->fill);
    cairo_paint(c);
    cairo_scale(c, side / 8.0, side / 8.0);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    for (int y = -8; y <= 8; y += 8)
        for (int x = -8; x <= 8 * TILE_REPEATS; x += 8)
            tile(c, (Pattern)s->pattern, x, y);
    stroke_tiles(c, (Pattern)s->pattern, s->ink);
    cairo_destroy(c);
    return surface;
}

static const Pixels *tile_of(CairoPen *pen, const Shape *s)
{
    int side = (int)lround(8 * pen->scale);
    if (side < 4) side = 4;
    if (side > 256) side = 256;
    uint32_t known = pen->tile_count < TILES ? pen->tile_count : TILES;
    for (uint32_t i = 0; i < known; i++) {
        const Tile *at = &pen->tiles[i];
        if (at->kind == s->pattern && at->fill == s->fill && at->ink == s->ink &&
            at->pixels.height == side)
            return &at->pixels;
    }
    Tile *place = &pen->tiles[pen->tile_count++ % TILES];
    if (place->surface) cairo_surface_destroy(place->surface);
    cairo_surface_t *surface = paint_tiles(s, side);
    *place = (Tile){surface, pixels_of(surface), s->fill, s->ink, s->pattern};
    return &place->pixels;
}

// ---- Boxes ----

static void box_on_page(cairo_t *c, const Shape *s)
{
    double inset = s->outline ? 0.5 : 0;
    double w = s->w - 2 * inset, h = s->h - 2 * inset;
    if (w < 0.1) w = 0.1;
    if (h < 0.1) h = 0.1;
    rounded(c, s->x + inset, s->y + inset, w, h, s->size);
    set_color(c, s->fill);
    cairo_fill_preserve(c);
    if (s->pattern) {
        stroke_pattern(c, s);
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

static PixelBox pixel_box(const CairoPen *pen, double x, double y, double w, double h)
{
    return (PixelBox){pen->x + x * pen->scale, pen->y + y * pen->scale,
                      pen->x + (x + w) * pen->scale, pen->y + (y + h) * pen->scale};
}

// An outline, two pixels thick so that nothing shines through where the box begins, without
// its corners: of a radius of 2 pixels nobody sees more.
static void outline_on_pixels(const CairoPen *pen, const Shape *s, double w, double h)
{
    double notch = s->size > 0 ? 0.6 : 0, x = s->x, y = s->y;
    if (w <= 4 || h <= 4) {
        pixels_fill(&pen->pixels, pixel_box(pen, x, y, w, h), s->outline);
        return;
    }
    double across = w - 2 * notch, down = h - 2 * notch;
    const PixelBox edges[] = {
        pixel_box(pen, x + notch, y, across, 2),
        pixel_box(pen, x + notch, y + h - 2, across, 2),
        pixel_box(pen, x, y + notch, 2, down),
        pixel_box(pen, x + w - 2, y + notch, 2, down),
    };
    for (int i = 0; i < 4; i++)
        pixels_fill(&pen->pixels, edges[i], s->outline);
}

static void box_on_pixels(CairoPen *pen, const Shape *s)
{
    double x = s->x, y = s->y, w = s->w > 0.1 ? s->w : 0.1, h = s->h > 0.1 ? s->h : 0.1;
    if (s->outline) {
        outline_on_pixels(pen, s, w, h);
        x++, y++, w -= 2, h -= 2;
        if (w <= 0 || h <= 0) return;
    }
    PixelBox box = pixel_box(pen, x, y, w, h);
    pixels_fill(&pen->pixels, box, s->fill);
    if (s->pattern) pixels_tile(&pen->pixels, box, tile_of(pen, s));
}

static bool is_opaque(Color color)
{
    return (color & 0xff) == 0xff;
}

// Whether it is level: round corners, and what shines through an outline or a pattern, are
// Cairo's.
static bool is_level(const Shape *s)
{
    if (s->size > 2) return false;
    bool is_plain = !s->outline && !s->pattern;
    return is_plain || (is_opaque(s->fill) && (!s->outline || is_opaque(s->outline)));
}

static void replay_box(CairoPen *pen, const Shape *s)
{
    if (pen->pixels.at && is_level(s)) {
        box_on_pixels(pen, s);
        return;
    }
    box_on_page(pen->context, s);
}

static void replay_stack(CairoPen *pen, const Shape *s)
{
    for (int layer = 0; layer < s->stack->layer_count; layer++) {
        StackRun run;
        for (int column = 0; stack_next(s->stack, layer, &column, &run);) {
            const Shape box = stack_box(s, layer, &run);
            replay_box(pen, &box);
        }
    }
}

// ---- Other shapes ----

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

static void replay_arrow(cairo_t *c, const Shape *s)
{
    Shape line, sign;
    double corners[6];
    if (!arrow_line(s, &line)) return;
    replay_line(c, &line);
    if (arrow_sign(s, &sign)) replay_mark(c, &sign);
    arrow_head(s, corners);
    for (int i = 0; i < 6; i += 2)
        cairo_line_to(c, corners[i], corners[i + 1]);
    cairo_close_path(c);
    cairo_fill(c);
}

// ---- The whole ----

CairoPen *cairo_pen_open(void)
{
    CairoPen *pen = memory_grow_zeroed(NULL, 0, sizeof *pen);
    pen->texts = cairo_texts_open();
    return pen;
}

void cairo_pen_close(CairoPen *pen)
{
    if (!pen) return;
    cairo_texts_close(pen->texts);
    for (int i = 0; i < TILES; i++)
        if (pen->tiles[i].surface) cairo_surface_destroy(pen->tiles[i].surface);
    free(pen);
}

int cairo_pen_replay(CairoPen *pen, const Drawing *drawing, cairo_t *context)
{
    double scale = 1, across = 0, x = 0, y = 0;
    cairo_user_to_device_distance(context, &scale, &across);
    cairo_user_to_device(context, &x, &y);
    pen->context = context;
    pen->pixels = pixels_of(cairo_get_target(context));
    pen->scale = scale;
    pen->x = x;
    pen->y = y;
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    int missing = 0;
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *shape = &drawing->shapes[i];
        switch ((ShapeKind)shape->kind) {
        case DRAW_BOX: replay_box(pen, shape); break;
        case DRAW_LINE: replay_line(context, shape); break;
        case DRAW_ARROW: replay_arrow(context, shape); break;
        case DRAW_MARK: replay_mark(context, shape); break;
        case DRAW_STACK: replay_stack(pen, shape); break;
        case DRAW_TEXT: missing += cairo_texts_draw(pen->texts, context, shape); break;
        }
    }
    if (pen->pixels.at) cairo_surface_mark_dirty(cairo_get_target(context));
    return missing;
}

int cairo_replay(const Drawing *drawing, cairo_t *context)
{
    CairoPen *pen = cairo_pen_open();
    int missing = cairo_pen_replay(pen, drawing, context);
    cairo_pen_close(pen);
    return missing;
}

int cairo_pen_pixels(CairoPen *pen, const Drawing *drawing, uint8_t *pixels, int width,
                     int height, int stride, double scale)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
    cairo_t *context = cairo_create(surface);
    cairo_scale(context, scale, scale);
    int missing = cairo_pen_replay(pen, drawing, context);
    cairo_destroy(context);
    cairo_surface_flush(surface);
    cairo_surface_destroy(surface);
    return missing;
}

#ifdef COROSCOPE_SANITIZE
// Pango looks for fonts in threads of its own, which may outlast the drawing.
static bool is_alone(void)
{
    int threads = 0;
    DIR *tasks = opendir("/proc/self/task");
    while (tasks && readdir(tasks))
        threads++;
    if (tasks) closedir(tasks);
    return threads <= 3; // ".", ".." and this one
}

void cairo_forget(void)
{
    for (int i = 0; i < 1000 && !is_alone(); i++)
        usleep(1000);
    pango_cairo_font_map_set_default(NULL);
    if (!is_alone()) return;
    cairo_debug_reset_static_data();
    FcFini();
}
#else
void cairo_forget(void)
{
}
#endif

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
