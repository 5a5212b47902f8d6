// camera.c -- everything ends in set(), which keeps what is seen within the axis.

#include "viz/camera.h"

#include <string.h>

static void set(Camera *camera, int64_t from, int64_t range)
{
    if (range < camera->least) range = camera->least;
    if (range > camera->length) range = camera->length;
    if (from > camera->length - range) from = camera->length - range;
    if (from < 0) from = 0;
    camera->now.from = from;
    camera->now.to = from + range;
}

static int64_t range_of(const Camera *camera)
{
    return camera->now.to - camera->now.from;
}

Camera camera_of(AxisKind axis, int64_t length)
{
    static const int64_t leasts[AXIS_KIND_COUNT] = {
        [AXIS_TIME] = 20, [AXIS_EVENT] = 4, [AXIS_TURN] = 2 * POSITIONS_PER_TURN};
    Camera camera = {.length = length, .least = leasts[axis]};
    if (camera.least > length) camera.least = length;
    set(&camera, 0, length);
    return camera;
}

void camera_remember(Camera *camera)
{
    Seen *past = camera->past;
    int last = camera->past_count - 1;
    if (last >= 0 && memcmp(&past[last], &camera->now, sizeof *past) == 0) return;
    if (camera->past_count == CAMERA_STEPS) {
        memmove(past, past + 1, (CAMERA_STEPS - 1) * sizeof *past);
        camera->past_count--;
    }
    past[camera->past_count++] = camera->now;
}

void camera_undo(Camera *camera)
{
    if (camera->past_count) camera->now = camera->past[--camera->past_count];
}

void camera_zoom(Camera *camera, double factor, int64_t around)
{
    double range = (double)range_of(camera) * factor;
    if (range > (double)camera->length) range = (double)camera->length;
    if (range < (double)camera->least) range = (double)camera->least;
    if (around < camera->now.from) around = camera->now.from;
    if (around > camera->now.to) around = camera->now.to;
    double left = (double)(around - camera->now.from) / (double)range_of(camera);
    set(camera, around - (int64_t)(left * range + 0.5), (int64_t)(range + 0.5));
}

void camera_pan(Camera *camera, double share)
{
    double by = (double)range_of(camera) * share;
    set(camera, camera->now.from + (int64_t)by, range_of(camera));
}

void camera_fit(Camera *camera, int64_t from, int64_t to)
{
    int64_t range = to - from;
    if (range < camera->least) from -= (camera->least - range) / 2;
    set(camera, from, range);
}

void camera_follow(Camera *camera, int64_t position)
{
    int64_t range = range_of(camera);
    if (position >= camera->now.from && position <= camera->now.to) return;
    // Going on, what comes next is seen; going back, what was before.
    bool ahead = position > camera->now.to;
    set(camera, position - (ahead ? range / 5 : range / 5 * 4), range);
}
