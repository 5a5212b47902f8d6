// minimap.h -- the whole run in a strip: how busy it is, and where somebody blocks.

#ifndef VIZ_MINIMAP_H
#define VIZ_MINIMAP_H

#include "draw/view.h"

// The shares of each pixel column; made once for a width.
typedef struct Minimap {
    int width;
    float *busy, *blocked; // 0 to 1
    uint8_t *touched;      // there was a step, however short
} Minimap;

// The caller closes it.
Minimap *minimap_open(const DrawnRun *run, int width);
void minimap_close(Minimap *minimap);

// Draws it into [area], with a frame around what is seen of an axis of [length], and the
// playhead. [past] is where it ends because nothing behind it is to be shown.
void minimap_draw(const Minimap *minimap, Drawing *drawing, const View *view, Area area,
                  int64_t length, int64_t from, int64_t to, int64_t playhead,
                  bool hides_future);

#endif
