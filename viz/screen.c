// screen.c -- a texture that Cairo draws into, copied to the window.

#include "viz/screen.h"

#include <string.h>

static bool open_renderer(Screen *screen)
{
    screen->renderer = SDL_CreateRenderer(screen->window, -1, SDL_RENDERER_PRESENTVSYNC);
    if (!screen->renderer)
        screen->renderer = SDL_CreateRenderer(screen->window, -1, SDL_RENDERER_SOFTWARE);
    return screen->renderer != NULL;
}

bool screen_is_seen(void)
{
    static const char *const unseen[] = {"offscreen", "dummy", "evdev"};
    const char *driver = SDL_GetCurrentVideoDriver();
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (driver && strcmp(driver, unseen[i]) == 0) return false;
    return driver != NULL;
}

// SDL takes a screen that nobody sees rather than none; that is for those who ask for it.
static bool open_display(void)
{
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
    if (screen_is_seen() || SDL_getenv("SDL_VIDEODRIVER")) return true;
    SDL_SetError("there is no display");
    return false;
}

bool screen_open(Screen *screen, const char *title, int width, int height)
{
    *screen = (Screen){.density = 1};
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // Ctrl+C is our own business
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    if (!open_display()) return false;
    SDL_StopTextInput(); // so that no input method swallows the letters
    screen->window =
        SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                         height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!screen->window || !open_renderer(screen)) return false;
    screen->pen = cairo_pen_open();
    screen_measure(screen);
    return true;
}

static void forget_texture(Screen *screen)
{
    if (screen->texture) SDL_DestroyTexture(screen->texture);
    screen->texture = NULL;
}

void screen_close(Screen *screen)
{
    forget_texture(screen);
    if (screen->renderer) SDL_DestroyRenderer(screen->renderer);
    if (screen->window) SDL_DestroyWindow(screen->window);
    if (screen->pen) cairo_pen_close(screen->pen);
    SDL_Quit();
}

void screen_measure(Screen *screen)
{
    int width = 1, height = 1, points = 1, down = 1;
    SDL_GetWindowSize(screen->window, &points, &down);
    // Without a renderer the picture keeps its size until there is one again.
    bool has = SDL_GetRendererOutputSize(screen->renderer, &width, &height) == 0;
    if (!has && screen->width > 0) return;
    if (width < 1) width = 1;
    if (height < 1) height = 1;
    if (width != screen->width || height != screen->height) forget_texture(screen);
    screen->width = width;
    screen->height = height;
    screen->density = points > 0 ? (double)width / points : 1;
}

bool screen_is_lost_by(Screen *screen, const SDL_Event *event)
{
    bool is_lost =
        event->type == SDL_RENDER_TARGETS_RESET || event->type == SDL_RENDER_DEVICE_RESET;
    if (is_lost) forget_texture(screen);
    return is_lost;
}

static bool make_texture(Screen *screen)
{
    if (!screen->texture)
        screen->texture =
            SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_ARGB8888,
                              SDL_TEXTUREACCESS_STREAMING, screen->width, screen->height);
    return screen->texture != NULL;
}

static bool draw(Screen *screen, const Drawing *drawing)
{
    void *pixels;
    int stride;
    if (!screen->renderer || !make_texture(screen)) return false;
    if (SDL_LockTexture(screen->texture, NULL, &pixels, &stride) != 0) return false;
    screen->missing = cairo_pen_pixels(screen->pen, drawing, pixels, screen->width,
                                       screen->height, stride, 1);
    SDL_UnlockTexture(screen->texture);
    return SDL_RenderCopy(screen->renderer, screen->texture, NULL, NULL) == 0;
}

bool screen_show(Screen *screen, const Drawing *drawing)
{
    bool well = draw(screen, drawing);
    if (!well) { // the renderer may be lost: the next one starts anew
        forget_texture(screen);
        if (screen->renderer) SDL_DestroyRenderer(screen->renderer);
        well = open_renderer(screen) && draw(screen, drawing);
    }
    if (well) SDL_RenderPresent(screen->renderer);
    return well;
}

void screen_set_title(Screen *screen, const char *title)
{
    SDL_SetWindowTitle(screen->window, title);
}

void screen_set_full(Screen *screen, bool full)
{
    SDL_SetWindowFullscreen(screen->window, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}
