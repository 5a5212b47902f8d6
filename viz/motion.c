// motion.c -- compares where names stand in two drawings.

#include "motion.h"

#include <math.h>

static const double SECONDS = 0.28; // of a way

static const Shape *name_of(const Drawing *drawing, Area area, uint32_t task)
{
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *s = &drawing->shapes[i];
        if (s->kind == DRAW_TEXT && s->subject.kind == SUBJECT_TASK &&
            s->subject.number == task && s->x >= area.x && s->x < area.x + area.w &&
            s->y > area.y && s->y < area.y + area.h)
            return s;
    }
    return NULL;
}

void motion_begin(Motion *motion, const Drawing *before, const Drawing *after, Area area,
                  double now)
{
    motion->count = 0;
    motion->since = now;
    for (uint32_t i = 0; i < before->count && motion->count < MOTIONS_MOST; i++) {
        const Shape *old = &before->shapes[i];
        if (old->kind != DRAW_TEXT || old->subject.kind != SUBJECT_TASK) continue;
        if (old != name_of(before, area, old->subject.number)) continue;
        const Shape *new = name_of(after, area, old->subject.number);
        if (!new || (fabs(new->y - old->y) < 2 && fabs(new->x - old->x) < 2)) continue;
        motion->moving[motion->count++] = (Moving){old->subject.number,
                                                   old->x,
                                                   old->y,
                                                   new->x,
                                                   new->y,
                                                   old->w > new->w ? old->w : new->w};
    }
}

bool motion_is_on(const Motion *motion, double now)
{
    return motion->count && now - motion->since < SECONDS;
}

void motion_draw(const Motion *motion, Drawing *drawing, const DrawnRun *run,
                 const View *view, double now)
{
    if (!motion_is_on(motion, now)) return;
    double u = view_unit(view), share = (now - motion->since) / SECONDS;
    share = share < 0 ? 0 : share * share * (3 - 2 * share); // gently off and on
    for (int i = 0; i < motion->count; i++) {
        const Moving *m = &motion->moving[i];
        double x = m->from_x + (m->to_x - m->from_x) * share;
        double y = m->from_y + (m->to_y - m->from_y) * share;
        Text name = {0};
        run_add_label(run, m->task, &name);
        Shape *box = draw_box(drawing, x - 6 * u, y - 13 * u, m->width + 12 * u, 18 * u,
                              view->theme->states[STATE_RUN].fill);
        box->outline = view->theme->playhead;
        box->size = 4 * u;
        TextStyle style = {.size = 12 * u, .color = view->theme->states[STATE_RUN].label};
        draw_text(drawing, x, y, m->width + 2, style, text_string(&name));
        text_free(&name);
    }
}
