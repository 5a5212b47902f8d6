// actions.h -- what single commands do that several places need.

#ifndef VIZ_ACTIONS_H
#define VIZ_ACTIONS_H

#include "viz/app.h"

// Goes on with a quiz after an answer was told: to the next question, or to its end.
void quiz_go_on(App *app);

// What was typed is taken: goes to the next place that has it, or to the moment.
void field_enter(App *app, bool ahead);

#endif
