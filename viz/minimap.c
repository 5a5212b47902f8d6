// minimap.c -- the cores' work, or the loop's where there are no cores, added up.

#include "viz/minimap.h"

#include <math.h>
#include <stdlib.h>

#define STEP_SHARE 0.25 // of the height, for steps that take no time

static void add_segment(Minimap *m, const DrawnRun *run, const Segment *segment,
                        double share)
{
    double scale = m->width / (double)run->length;
    double from = (double)segment->from * scale, to = (double)segment->to * scale;
    int at = (int)from < m->width ? (int)from : m->width - 1;
    m->touched[at] = 1;
    for (int x = (int)from; x < m->width && x < to; x++) {
        double part = fmin(to, x + 1) - fmax(from, x);
        if (part <= 0) continue;
        m->busy[x] += (float)(part * share);
        if (segment->state == STATE_BLK) m->blocked[x] += (float)(part * share);
    }
}

Minimap *minimap_open(const DrawnRun *run, int width)
{
    Minimap *m = memory_new(sizeof *m);
    if (width < 1) width = 1;
    *m = (Minimap){.width = width};
    m->busy = memory_grow_zeroed(NULL, 0, (size_t)width * sizeof *m->busy);
    m->blocked = memory_grow_zeroed(NULL, 0, (size_t)width * sizeof *m->blocked);
    m->touched = memory_grow_zeroed(NULL, 0, (size_t)width);
    uint32_t cores = 0;
    for (uint32_t i = 0; i < run->processor_count; i++)
        cores += run->strips[i].kind == SUBJECT_CORE;
    for (uint32_t i = 0; i < run->processor_count; i++) {
        const Strip *strip = &run->strips[i];
        bool counts = cores ? strip->kind == SUBJECT_CORE : i == 0;
        for (uint32_t s = 0; counts && s < strip->count; s++)
            if (strip->segments[s].is_busy)
                add_segment(m, run, &strip->segments[s], 1.0 / (cores ? cores : 1));
    }
    return m;
}

void minimap_close(Minimap *m)
{
    if (!m) return;
    free(m->busy);
    free(m->blocked);
    free(m->touched);
    free(m);
}

static void draw_columns(const Minimap *m, Drawing *drawing, const View *view, Area area,
                         double past)
{
    const Theme *theme = view->theme;
    for (int x = 0; x < m->width && x < past; x++) {
        double busy = m->busy[x] < 1 ? m->busy[x] : 1;
        double blocked = m->blocked[x] < busy ? m->blocked[x] : busy;
        double least = m->touched[x] ? STEP_SHARE : 0;
        if (busy < least) busy = least;
        double h = (area.h - 4) * busy, own = (area.h - 4) * (busy - blocked);
        if (h < 0.5) continue;
        // Nothing that blocks is too small to be seen.
        if (blocked > 0 && h - own < 2) own = h > 2 ? h - 2 : 0;
        double bottom = area.y + area.h - 2;
        if (own > 0)
            draw_box(drawing, area.x + x, bottom - own, 1, own,
                     theme->states[STATE_RUN].outline);
        if (blocked > 0)
            draw_box(drawing, area.x + x, bottom - h, 1, h - own,
                     theme->states[STATE_BLK].outline);
    }
}

void minimap_draw(const Minimap *m, Drawing *drawing, const View *view, Area area,
                  int64_t length, int64_t from, int64_t to, int64_t playhead,
                  bool hides_future)
{
    const Theme *theme = view->theme;
    Shape *ground = draw_box(drawing, area.x, area.y, area.w, area.h, theme->panel);
    ground->outline = theme->rule;
    double scale = area.w / (double)length, at = area.x + (double)playhead * scale;
    draw_columns(m, drawing, view, area, hides_future ? at - area.x : area.w);
    double left = area.x + (double)from * scale, right = area.x + (double)to * scale;
    if (from > 0 || to < length) {
        Color veil = color_fade(theme->paper, 0.6);
        draw_box(drawing, area.x, area.y, left - area.x, area.h, veil);
        draw_box(drawing, right, area.y, area.x + area.w - right, area.h, veil);
        if (right - left < 4) right = left + 4;
        Shape *seen = draw_box(drawing, left, area.y, right - left, area.h,
                               color_fade(theme->playhead, 0.06));
        seen->outline = theme->playhead;
    }
    draw_line(drawing, at, area.y, 0, area.h, 1.5 * view_unit(view), theme->playhead);
}
