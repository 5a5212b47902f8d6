// motion.c -- remembers where names stood, and in which list.

#include "viz/motion.h"

static const double SECONDS = 0.28; // of a way

static bool is_in(const Numbers *queue, uint32_t task)
{
    for (uint32_t i = 0; i < queue->count; i++)
        if (queue->at[i] == task) return true;
    return false;
}

static MotionList list_of(const Moment *moment, uint32_t task)
{
    if (task == moment->running) return LIST_RUNNING;
    if (is_in(&moment->this_turn, task) || is_in(&moment->next_turn, task))
        return LIST_READY;
    for (uint32_t i = 0; i < moment->timer_count; i++)
        if (moment->timers[i].task == task) return LIST_TIMERS;
    return is_in(&moment->waiting, task) ? LIST_WAITING : LIST_NONE;
}

static const MotionName *name_of(const MotionName *names, int count, uint32_t task)
{
    for (int i = 0; i < count; i++)
        if (names[i].task == task) return &names[i];
    return NULL;
}

static bool is_name(const Shape *shape, Area area)
{
    return shape->kind == DRAW_TEXT && shape->subject.kind == SUBJECT_TASK &&
           shape->x >= area.x && shape->x < area.x + area.w && shape->y > area.y &&
           shape->y < area.y + area.h;
}

void motion_follow(Motion *motion, const Drawing *drawing, const Moment *moment,
                   Area area, bool moves, double now)
{
    Motion old = *motion;
    motion->count = 0;
    for (uint32_t i = 0; i < drawing->count && motion->count < MOTION_NAMES; i++) {
        const Shape *shape = &drawing->shapes[i];
        if (!is_name(shape, area)) continue;
        uint32_t task = shape->subject.number;
        MotionName name = {
            task, list_of(moment, task), shape->x, shape->y, shape->w, shape->x, shape->y,
            false};
        const MotionName *before = name_of(old.names, old.count, task);
        if (moves && before && before->list != name.list) {
            name.from_x = before->x;
            name.from_y = before->y;
            name.moves = true;
            motion->since = now;
            motion->is_on = true;
        } else if (before && before->moves && motion_is_on(&old, now)) {
            name.from_x = before->from_x;
            name.from_y = before->from_y;
            name.moves = true;
        }
        motion->names[motion->count++] = name;
    }
}

bool motion_is_on(const Motion *motion, double now)
{
    return motion->is_on && now - motion->since < SECONDS;
}

static void draw_handle(const MotionName *m, Drawing *drawing, const DrawnRun *run,
                        const View *view, double share)
{
    double u = view_unit(view);
    double x = m->from_x + (m->x - m->from_x) * share;
    double y = m->from_y + (m->y - m->from_y) * share;
    Text name = {0};
    run_add_label(run, m->task, &name);
    Shape *box = draw_box(drawing, x - 6 * u, y - 13 * u, m->w + 12 * u, 18 * u,
                          view->theme->states[STATE_RUN].fill);
    box->outline = view->theme->playhead;
    box->size = 4 * u;
    TextStyle style = {.size = 12 * u, .color = view->theme->states[STATE_RUN].label};
    draw_text(drawing, x, y, m->w + 2, style, text_string(&name));
    text_free(&name);
}

void motion_draw(const Motion *motion, Drawing *drawing, const DrawnRun *run,
                 const View *view, double now)
{
    if (!motion_is_on(motion, now)) return;
    double share = (now - motion->since) / SECONDS;
    share = share < 0 ? 0 : share * share * (3 - 2 * share); // gently off and on
    for (int i = 0; i < motion->count; i++)
        if (motion->names[i].moves)
            draw_handle(&motion->names[i], drawing, run, view, share);
}
