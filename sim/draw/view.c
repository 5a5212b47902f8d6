// view.c -- where the playhead stands, and how large everything is.

#include "draw/view.h"

void view_go_to_time(View *view, const Trace *trace, SimTime time)
{
    uint32_t low = 0, high = trace_count(trace);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (trace_event_time(trace, middle + 1) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    view->has_playhead = true;
    view->event = low;
    view->time = time;
}

void view_go_to_event(View *view, const Trace *trace, uint32_t event)
{
    uint32_t count = trace_count(trace);
    view->has_playhead = true;
    view->event = event < count ? event : count;
    view->time = view->event ? trace_event_time(trace, view->event) : 0;
}

double view_unit(const View *view)
{
    if (view->unit > 0) return view->unit;
    double across = view->width / 1280, down = view->height / 720;
    double unit = across < down ? across : down;
    return unit < 0.85 ? 0.85 : unit > 4 ? 4 : unit;
}
