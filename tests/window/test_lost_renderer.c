// test_lost_renderer.c -- the window outlives its graphics card.
//
// The calls of SDL that may fail, or that are to be counted, are wrapped by the linker; the
// window behind them is the real one, on SDL's screen that nobody sees.

#include "viz/screen.h"
#include "viz/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What SDL is told to do, and what it was asked for.
static struct {
    int textures, renderers, presents;
    int push_at;       // the present behind which an event is pushed; 0: none
    Uint32 push;       // its type
    bool breaks;       // then nothing works any more, twice
    int failing_locks; // so many more locks of a texture fail
    int failing_renderers;
} sdl;

SDL_Texture *__real_SDL_CreateTexture(SDL_Renderer *, Uint32, int, int, int);
SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *, Uint32, int, int, int);
SDL_Renderer *__real_SDL_CreateRenderer(SDL_Window *, int, Uint32);
SDL_Renderer *__wrap_SDL_CreateRenderer(SDL_Window *, int, Uint32);
int __real_SDL_LockTexture(SDL_Texture *, const SDL_Rect *, void **, int *);
int __wrap_SDL_LockTexture(SDL_Texture *, const SDL_Rect *, void **, int *);
void __real_SDL_RenderPresent(SDL_Renderer *);
void __wrap_SDL_RenderPresent(SDL_Renderer *);

SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access,
                                      int w, int h)
{
    sdl.textures++;
    return __real_SDL_CreateTexture(renderer, format, access, w, h);
}

SDL_Renderer *__wrap_SDL_CreateRenderer(SDL_Window *window, int index, Uint32 flags)
{
    sdl.renderers++;
    if (sdl.failing_renderers > 0) {
        sdl.failing_renderers--;
        SDL_SetError("the card is gone");
        return NULL;
    }
    return __real_SDL_CreateRenderer(window, index, flags);
}

int __wrap_SDL_LockTexture(SDL_Texture *texture, const SDL_Rect *rect, void **pixels,
                           int *stride)
{
    if (sdl.failing_locks > 0) {
        sdl.failing_locks--;
        return SDL_SetError("the device is lost");
    }
    return __real_SDL_LockTexture(texture, rect, pixels, stride);
}

void __wrap_SDL_RenderPresent(SDL_Renderer *renderer)
{
    __real_SDL_RenderPresent(renderer);
    if (++sdl.presents != sdl.push_at) return;
    sdl.failing_locks = sdl.breaks ? 1 : 0;
    sdl.failing_renderers = sdl.breaks ? 2 : 0;
    SDL_Event event = {.type = sdl.push};
    SDL_PushEvent(&event);
}

// ---- The screen alone ----

static const Color sky = 0x3080c0ff;

static Drawing *drawing_of_sky(const Screen *screen)
{
    Drawing *drawing = drawing_open(screen->width, screen->height);
    draw_box(drawing, 0, 0, screen->width, screen->height, sky);
    return drawing;
}

// The middle pixel of what was shown, as 0xRRGGBB.
static uint32_t pixel_shown(Screen *screen)
{
    uint32_t pixel = 0;
    SDL_Rect middle = {screen->width / 2, screen->height / 2, 1, 1};
    SDL_RenderReadPixels(screen->renderer, &middle, SDL_PIXELFORMAT_ARGB8888, &pixel, 4);
    return pixel & 0xffffff;
}

static Screen opened(void)
{
    memset(&sdl, 0, sizeof sdl);
    Screen screen;
    assert_true(screen_open(&screen, "lost", 64, 48));
    return screen;
}

static void lose(Screen *screen, Uint32 type)
{
    Drawing *drawing = drawing_of_sky(screen);
    SDL_Event event = {.type = type};
    assert_true(screen_show(screen, drawing));
    SDL_SetTextureUserData(screen->texture, screen);

    assert_true(screen_is_lost_by(screen, &event));
    assert_true(screen_show(screen, drawing));

    assert_int_equal(sdl.textures, 2);
    assert_null(SDL_GetTextureUserData(screen->texture));
    assert_int_equal(pixel_shown(screen), sky >> 8);
    drawing_close(drawing);
}

static void a_reset_of_the_device_makes_the_texture_anew(void **state)
{
    (void)state;
    Screen screen = opened();
    lose(&screen, SDL_RENDER_DEVICE_RESET);
    screen_close(&screen);
}

static void a_reset_of_the_targets_makes_the_texture_anew(void **state)
{
    (void)state;
    Screen screen = opened();
    lose(&screen, SDL_RENDER_TARGETS_RESET);
    screen_close(&screen);
}

static void other_events_lose_nothing(void **state)
{
    (void)state;
    Screen screen = opened();
    SDL_Event event = {.type = SDL_MOUSEMOTION};

    assert_false(screen_is_lost_by(&screen, &event));
    screen_close(&screen);
}

static void a_renderer_that_fails_is_replaced_at_once(void **state)
{
    (void)state;
    Screen screen = opened();
    Drawing *drawing = drawing_of_sky(&screen);
    sdl.failing_locks = 1;
    sdl.renderers = 0;

    assert_true(screen_show(&screen, drawing));

    assert_int_equal(sdl.renderers, 1);
    assert_int_equal(pixel_shown(&screen), sky >> 8);
    drawing_close(drawing);
    screen_close(&screen);
}

static void without_any_renderer_the_picture_keeps_its_size_and_comes_back(void **state)
{
    (void)state;
    Screen screen = opened();
    Drawing *drawing = drawing_of_sky(&screen);
    sdl.failing_locks = 1;
    sdl.failing_renderers = 2; // the one of the card and the one of software

    assert_false(screen_show(&screen, drawing));
    screen_measure(&screen);
    assert_int_equal(screen.width, 64);
    assert_true(screen_show(&screen, drawing));

    assert_int_equal(pixel_shown(&screen), sky >> 8);
    drawing_close(drawing);
    screen_close(&screen);
}

// ---- The whole window ----

// A window that shows a program for some frames, then ends. Its exit status.
static int run_window(void)
{
    char program[] = "/tmp/lost_XXXXXX.py", script[] = "/tmp/lost_XXXXXX";
    int program_fd = mkstemps(program, 3), script_fd = mkstemp(script);
    dprintf(program_fd, "print('here')\n");
    dprintf(script_fd, "wait 0.5\nstep\nwait 0.5\nquit\n");
    close(program_fd);
    close(script_fd);
    char *files[] = {program};
    Options options = {.verb = VERB_VIEW,
                       .language = LANGUAGE_ENGLISH,
                       .width = 640,
                       .height = 480,
                       .is_reduced = true,
                       .script = script,
                       .files = files,
                       .file_count = 1};
    int status = window_run(&options);
    unlink(program);
    unlink(script);
    return status;
}

static void a_window_shows_its_picture_again_after(Uint32 type)
{
    memset(&sdl, 0, sizeof sdl);
    assert_int_equal(run_window(), 0);
    int presents = sdl.presents, textures = sdl.textures;
    memset(&sdl, 0, sizeof sdl);
    sdl.push = type;
    sdl.push_at = 2; // in the quiet behind the first events

    assert_int_equal(run_window(), 0);

    assert_int_equal(sdl.presents, presents + 1);
    assert_int_equal(sdl.textures, textures + 1);
}

static void a_window_shows_its_picture_again_after_a_reset(void **state)
{
    (void)state;
    a_window_shows_its_picture_again_after(SDL_RENDER_DEVICE_RESET);
    a_window_shows_its_picture_again_after(SDL_RENDER_TARGETS_RESET);
}

static void a_window_goes_on_until_there_is_a_renderer_again(void **state)
{
    (void)state;
    memset(&sdl, 0, sizeof sdl);
    assert_int_equal(run_window(), 0);
    int presents = sdl.presents, renderers = sdl.renderers;
    memset(&sdl, 0, sizeof sdl);
    sdl.push = SDL_RENDER_DEVICE_RESET;
    sdl.push_at = 2;
    sdl.breaks = true;

    assert_int_equal(run_window(), 0);

    assert_int_equal(sdl.failing_renderers, 0);
    assert_true(sdl.presents > presents);
    assert_true(sdl.renderers > renderers + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reset_of_the_device_makes_the_texture_anew),
        cmocka_unit_test(a_reset_of_the_targets_makes_the_texture_anew),
        cmocka_unit_test(other_events_lose_nothing),
        cmocka_unit_test(a_renderer_that_fails_is_replaced_at_once),
        cmocka_unit_test(without_any_renderer_the_picture_keeps_its_size_and_comes_back),
        cmocka_unit_test(a_window_shows_its_picture_again_after_a_reset),
        cmocka_unit_test(a_window_goes_on_until_there_is_a_renderer_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
