// recorder.h -- a film of the window: what it shows is kept until the film is written.

#ifndef VIZ_RECORDER_H
#define VIZ_RECORDER_H

#include "draw/drawing.h"
#include "draw/film.h"

enum { RECORDER_FPS = 12, RECORDER_SECONDS = 120 }; // no film is longer

typedef struct Recorder {
    char *path;  // NULL: nothing is recorded
    double next; // seconds: when the next picture is due
    Drawing **pictures;
    int count, capacity;
} Recorder;

// Begins a film at [now] seconds that will be written to [path] (*.gif or *.mp4). What was
// being recorded is forgotten.
void recorder_begin(Recorder *recorder, const char *path, double now);

// Keeps a copy of [drawing] if a picture is due by [now].
void recorder_take(Recorder *recorder, const Drawing *drawing, double now);

// Writes the film. False, with a [message], if there is none or it cannot be written.
bool recorder_end(Recorder *recorder, Language language, Text *message);

// Forgets everything.
void recorder_close(Recorder *recorder);

#endif
