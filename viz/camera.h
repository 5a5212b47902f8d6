// camera.h -- which part of the axis and of the rows is seen, and where we have been.

#ifndef VIZ_CAMERA_H
#define VIZ_CAMERA_H

#include "draw/run.h"

typedef struct Seen {
    int64_t from, to; // positions of the axis; to > from
    uint32_t row;     // the first one
} Seen;

enum { CAMERA_STEPS = 64 }; // so many can be undone

typedef struct Camera {
    Seen now;
    int64_t length; // of the axis
    int64_t least;  // nobody sees less of it
    Seen past[CAMERA_STEPS];
    int past_count;
} Camera;

// Sees all of an axis.
Camera camera_of(AxisKind axis, int64_t length);

// Remembers where we are; camera_undo() goes back there.
void camera_remember(Camera *camera);
void camera_undo(Camera *camera);

// Shows [factor] times as much of the axis, so that [around] stays where it is.
void camera_zoom(Camera *camera, double factor, int64_t around);

// Goes along the axis by [share] of what is seen.
void camera_pan(Camera *camera, double share);

// Shows the axis from [from] to [to].
void camera_fit(Camera *camera, int64_t from, int64_t to);

// Goes along the axis, if need be, until [position] is seen.
void camera_follow(Camera *camera, int64_t position);

#endif
