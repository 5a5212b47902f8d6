// test_pixels.c -- what is filled without Cairo looks as if Cairo had filled it.

#include "draw/cairo.h"
#include "draw/cairo_pixels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 64, NEAR = 3 };

static cairo_surface_t *paper(void)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    cairo_t *c = cairo_create(surface);
    cairo_set_source_rgb(c, 1, 1, 0.5);
    cairo_paint(c);
    cairo_destroy(c);
    return surface;
}

static void fill_with_cairo(cairo_surface_t *surface, PixelBox box, Color color)
{
    cairo_t *c = cairo_create(surface);
    cairo_set_source_rgba(c, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0,
                          (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
    cairo_rectangle(c, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
    cairo_fill(c);
    cairo_destroy(c);
}

static void assert_near(cairo_surface_t *one, cairo_surface_t *other)
{
    Pixels a = pixels_of(one), b = pixels_of(other);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            for (int shift = 0; shift < 32; shift += 8) {
                int left = (int)(a.at[y * a.stride + x] >> shift & 0xff);
                int right = (int)(b.at[y * b.stride + x] >> shift & 0xff);
                assert_in_range(left - right + NEAR, 0, 2 * NEAR);
            }
}

static double between(double low, double high)
{
    return low + (high - low) * rand() / RAND_MAX;
}

static void boxes_at_any_place_are_filled_as_cairo_fills_them(void **state)
{
    (void)state;
    static const Color colors[] = {0x0072b2ff, 0xd55e0080, 0xffffff11, 0};
    srand(1);
    for (int i = 0; i < 2000; i++) {
        double x = between(-20, 80), y = between(-20, 80);
        PixelBox box = {x, y, x + between(0, 40), y + between(0, 40)};
        cairo_surface_t *ours = paper(), *theirs = paper();
        Pixels pixels = pixels_of(ours);

        pixels_fill(&pixels, box, colors[i % 4]);
        fill_with_cairo(theirs, box, colors[i % 4]);

        assert_near(ours, theirs);
        cairo_surface_destroy(ours);
        cairo_surface_destroy(theirs);
    }
}

static void a_tile_repeats_from_the_corner_of_the_image(void **state)
{
    (void)state;
    cairo_surface_t *surface = paper(), *square = paper();
    Pixels pixels = pixels_of(surface), tile = pixels_of(square);
    tile.width = tile.height = 8;
    for (int i = 0; i < 64; i++)
        tile.at[i / 8 * tile.stride + i % 8] = 0xff000000 | (uint32_t)i;

    pixels_tile(&pixels, (PixelBox){-5, 3, 200, 61.2}, &tile);

    for (int y = 3; y < 61; y++)
        for (int x = 0; x < SIDE; x++)
            assert_int_equal(pixels.at[y * pixels.stride + x] & 0xffffff,
                             y % 8 * 8 + x % 8);
    assert_int_equal(pixels.at[2 * pixels.stride], 0xffffff80);
    cairo_surface_destroy(surface);
    cairo_surface_destroy(square);
}

// A drawing of some boxes and a text on SIDE * scale pixels.
static uint32_t *drawn(CairoPen *pen, const char *text, double scale)
{
    Drawing *drawing = drawing_open(SIDE, SIDE);
    draw_box(drawing, 0, 0, SIDE, SIDE, 0xffffffff);
    Shape *box = draw_box(drawing, 5, 5, 40, 20, 0x0072b2ff);
    box->outline = 0xff;
    box->pattern = PATTERN_CROSS;
    box->ink = 0xffff00ff;
    draw_text(drawing, 2, 50, 60, (TextStyle){.size = 10, .color = 0xff}, text);
    int side = (int)(SIDE * scale);
    uint32_t *pixels = calloc((size_t)side * (size_t)side, sizeof *pixels);
    cairo_pen_pixels(pen, drawing, (uint8_t *)pixels, side, side, side * 4, scale);
    drawing_close(drawing);
    return pixels;
}

static void a_pen_that_was_used_draws_the_same_as_a_new_one(void **state)
{
    (void)state;
    static const double scales[] = {1, 2, 1.5, 3};
    CairoPen *used = cairo_pen_open();
    for (int i = 0; i < 60; i++) {
        char text[32];
        snprintf(text, sizeof text, "Task-%d", i / 2);
        uint32_t *one = drawn(used, text, scales[i % 4]);
        CairoPen *fresh = cairo_pen_open();
        uint32_t *other = drawn(fresh, text, scales[i % 4]);
        size_t side = (size_t)(SIDE * scales[i % 4]);

        assert_memory_equal(one, other, side * side * 4);

        cairo_pen_close(fresh);
        free(one);
        free(other);
    }
    cairo_pen_close(used);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_at_any_place_are_filled_as_cairo_fills_them),
        cmocka_unit_test(a_tile_repeats_from_the_corner_of_the_image),
        cmocka_unit_test(a_pen_that_was_used_draws_the_same_as_a_new_one),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cairo_forget();
    return failed;
}
