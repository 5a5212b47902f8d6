// cairo_film.h -- films: GIF by giflib, MP4 by the program ffmpeg.

#ifndef DRAW_CAIRO_FILM_H
#define DRAW_CAIRO_FILM_H

#include "draw/film.h"
#include "output/file.h"

// A GIF that repeats for ever. Its colours are those that its pictures have most of, and of
// every picture only what has changed is kept. False, with a [message], if it fails.
bool cairo_write_gif(const Film *film, OutFile *file, Text *message);

// An MP4 (H.264). False, with a [message], if there is no ffmpeg, or it fails.
bool cairo_write_mp4(const Film *film, OutFile *file, Text *message);

#endif
