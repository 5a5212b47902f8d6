// theme.h -- how each state looks: its height, pattern and code everywhere, its colours in
// each theme (assets/themes.def).

#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include "base/sentences.h"
#include "draw/drawing.h"
#include "trace/spans.h"

typedef enum DrawnState {
    STATE_RUN, // in a step
    STATE_RDY, // could run, but has no turn or no core
    STATE_SLP, // waits for a timer
    STATE_AWT, // waits for a task or future
    STATE_LCK, // waits at a lock, semaphore, queue or event
    STATE_CPU, // computes or blocks in a thread of its own: holds nobody up
    STATE_BLK, // holds the loop while others are late
    STATE_COUNT
} DrawnState;

// What does not depend on the theme.
typedef struct StateForm {
    const char *code; // never translated
    double height;    // of its bar, as a share of the lane's
    Pattern pattern;
    Sentence meaning;
} StateForm;

const StateForm *state_form(DrawnState state);

typedef struct StateColors {
    Color fill, pattern, outline, label;
} StateColors;

typedef struct Theme {
    const char *name;
    Color paper, panel, stripe, rule, grid, text, dim, playhead, alarm;
    StateColors states[STATE_COUNT];
} Theme;

// All themes, the first one for want of another; their count.
const Theme *themes(int *count);

// NULL if there is none of that name.
const Theme *theme_named(const char *name);

// [color] with the opacity [share], 0 to 1.
Color color_fade(Color color, double share);

// The contrast of two opaque colours as the WCAG defines it: 1 to 21.
double color_contrast(Color one, Color other);

#endif
