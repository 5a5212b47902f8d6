// lane_columns.c -- shares for each pixel and state, which become heights.

#include "draw/lane_columns.h"

#include <math.h>
#include <string.h>

// What blocks the loop keeps at least so many pixels of its columns.
#define ALARM_LEAST 2.0f

Columns columns_of(const LanePlace *place)
{
    double left = floor(place->axis->x);
    return (Columns){.place = place,
                     .left = left,
                     .count = (int)(ceil(place->axis->x + place->axis->w) - left) + 1};
}

static void add_share(Columns *c, DrawnState state, int column, double share)
{
    if (column < 0 || column >= c->count || share <= 0) return;
    if (!c->shares[state])
        c->shares[state] = ARENA_ARRAY(c->place->drawing->arena, float, c->count);
    c->shares[state][column] += (float)share;
    if (!c->past || column < c->first) c->first = column;
    if (column >= c->past) c->past = column + 1;
}

void columns_add(Columns *c, DrawnState state, double x0, double x1)
{
    for (double at = floor(x0); at < x1; at++) {
        double from = x0 > at ? x0 : at, to = x1 < at + 1 ? x1 : at + 1;
        add_share(c, state, (int)(at - c->left), to - from);
    }
}

void columns_add_slices(Columns *c, const Slices *slices, uint32_t index, uint32_t past,
                        double x)
{
    int64_t in[STATE_COUNT] = {0};
    slices_add_shares(slices, index, past, in);
    const Axis *axis = c->place->axis;
    double pixels = axis->w / (double)(axis->to - axis->from);
    for (int state = 0; state < STATE_COUNT; state++)
        if (in[state] > 0)
            add_share(c, (DrawnState)state, (int)(floor(x) - c->left),
                      (double)in[state] * pixels);
}

// The heights of a state's columns, in place of its shares.
static void set_heights(const Columns *c, DrawnState state, double full)
{
    float most = (float)(full * state_form(state)->height), *at = c->shares[state];
    for (int i = c->first; i < c->past; i++) {
        float height = (at[i] < 1 ? at[i] : 1) * most;
        if (state == STATE_BLK && at[i] > 0 && height < ALARM_LEAST) height = ALARM_LEAST;
        at[i] = height < 0.25f ? 0 : height;
    }
}

void columns_draw(Columns *c, uint32_t below)
{
    if (!c->past) return;
    const LanePlace *p = c->place;
    double pad = lane_pad(p);
    Stack *stack = ARENA_NEW(p->drawing->arena, Stack);
    stack->columns = c->past - c->first;
    for (int state = STATE_COUNT - 1; state >= 0; state--) {
        if (!c->shares[state]) continue;
        p->used[state] = true;
        set_heights(c, (DrawnState)state, p->h - 2 * pad);
        // The pattern the other way round: small shares are seen by the outline's colour.
        const StateColors *colors = &p->view->theme->states[state];
        stack->layers[stack->layer_count++] =
            (StackLayer){.fill = colors->outline,
                         .ink = colors->fill,
                         .pattern = (uint8_t)state_form((DrawnState)state)->pattern,
                         .heights = c->shares[state] + c->first};
    }
    const Shape shape = {.kind = DRAW_STACK,
                         .x = c->left + c->first,
                         .y = p->y + p->h - pad,
                         .w = stack->columns,
                         .h = p->h - 2 * pad,
                         .stack = stack};
    drawing_add(p->drawing, &shape);
    Shape *at = p->drawing->shapes + below;
    memmove(at + 1, at, (p->drawing->count - 1 - below) * sizeof *at);
    *at = shape;
}
