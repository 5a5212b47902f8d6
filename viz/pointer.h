// pointer.h -- what the mouse does: everything the keys do, where the pointer is.

#ifndef VIZ_POINTER_H
#define VIZ_POINTER_H

#include "viz/app.h"

// The pointer is at this pixel of the picture.
void pointer_move(App *app, double x, double y);

// It has left the window.
void pointer_leave(App *app);

void pointer_press(App *app);
void pointer_release(App *app);

// The wheel turns by [notches], away from the user above 0. With [zooms] it zooms, so that
// what is under the pointer stays there; with [along] it goes along the axis; otherwise it
// scrolls what is under the pointer.
void pointer_wheel(App *app, double notches, bool zooms, bool along);

#endif
