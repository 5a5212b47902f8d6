// recorder.c -- copies of drawings, given out again to whoever writes the film.

#include "viz/recorder.h"

#include "draw/cairo_film.h"

#include <stdlib.h>
#include <string.h>

void recorder_close(Recorder *recorder)
{
    for (int i = 0; i < recorder->count; i++)
        drawing_close(recorder->pictures[i]);
    free(recorder->pictures);
    free(recorder->path);
    *recorder = (Recorder){0};
}

void recorder_begin(Recorder *recorder, const char *path, double now)
{
    recorder_close(recorder);
    recorder->path = strdup(path);
    recorder->next = now;
}

void recorder_take(Recorder *recorder, const Drawing *drawing, double now)
{
    bool is_full = recorder->count >= RECORDER_FPS * RECORDER_SECONDS;
    if (!recorder->path || is_full || now < recorder->next) return;
    if (recorder->count == recorder->capacity) {
        recorder->capacity = recorder->capacity ? recorder->capacity * 2 : 64;
        recorder->pictures = memory_grow(
            recorder->pictures, (size_t)recorder->capacity * sizeof *recorder->pictures);
    }
    recorder->pictures[recorder->count++] = drawing_clone(drawing);
    recorder->next += 1.0 / RECORDER_FPS;
}

static Drawing *draw(void *owner, int number)
{
    return drawing_clone(((Recorder *)owner)->pictures[number]);
}

bool recorder_end(Recorder *recorder, Language language, Text *message)
{
    if (!recorder->count) return false;
    OutFile *file = file_open(recorder->path, language, message);
    if (!file) return false;
    const Film film = {recorder->count, RECORDER_FPS, language, draw, recorder};
    size_t size = strlen(recorder->path);
    bool is_mp4 = size > 4 && strcmp(recorder->path + size - 4, ".mp4") == 0;
    bool well = is_mp4 ? cairo_write_mp4(&film, file, message)
                       : cairo_write_gif(&film, file, message);
    recorder_close(recorder);
    if (well) return file_close(file, message);
    file_abandon(file);
    return false;
}
