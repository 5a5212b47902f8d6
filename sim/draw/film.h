// film.h -- a run that moves: a picture for each step of the playhead.

#ifndef DRAW_FILM_H
#define DRAW_FILM_H

#include "base/language.h"
#include "draw/drawing.h"

enum { FILM_FPS = 10, FILM_FPS_MOST = 60, FILM_LENGTH = 8, FILM_LENGTH_MOST = 600 };

typedef struct Film {
    int count; // of pictures; 1 for one that stands still
    int fps;
    Language language;
    Drawing *(*draw)(void *owner, int number); // from 0; the caller closes the drawing
    void *owner;
} Film;

#endif
