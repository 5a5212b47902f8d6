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

// Shows [drawing], which has the size of the picture. A renderer that fails is replaced at
// once. False if there is none to be had now: the next call tries again.
bool screen_show(Screen *screen, const Drawing *drawing);

// True if [event] says that the graphics card has lost what it had: the texture is then
// forgotten, and the picture has to be shown again.
bool screen_is_lost_by(Screen *screen, const SDL_Event *event);

void screen_set_title(Screen *screen, const char *title);
void screen_set_full(Screen *screen, bool full);

#endif
