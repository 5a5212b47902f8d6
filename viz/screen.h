// screen.h -- the window on the screen: shows a drawing, knows nothing else.

#ifndef VIZ_SCREEN_H
#define VIZ_SCREEN_H

#include "draw/cairo.h"

#include <SDL.h>

typedef struct Screen {
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture; // of the size of the picture; NULL until it is needed
    int width, height;    // of the picture, pixels of the screen
    double density;       // pixels of the screen for one of the window
    CairoPen *pen;
    int missing; // characters that no font has, in the last picture
} Screen;

// Opens a window of that size. False, with SDL's reason in SDL_GetError(), if it cannot
// be. screen_close() in any case.
bool screen_open(Screen *screen, const char *title, int width, int height);
void screen_close(Screen *screen);

// False if nobody sees the window, since it was asked for so: then time is made up.
bool screen_is_seen(void);

// Looks how large the picture is now.
void screen_measure(Screen *screen);

// Shows [drawing], which has the size of the picture. False if the renderer is lost: the
// next call makes a new texture.
bool screen_show(Screen *screen, const Drawing *drawing);

// The texture is worth nothing any more.
void screen_forget_texture(Screen *screen);

void screen_set_title(Screen *screen, const char *title);
void screen_set_full(Screen *screen, bool full);

#endif
