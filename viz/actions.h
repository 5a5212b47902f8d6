// actions.h -- what commands do: a function for each, in the files actions_*.c by their group.

#ifndef VIZ_ACTIONS_H
#define VIZ_ACTIONS_H

#include "viz/app.h"

typedef void Action(App *app);

// Takes a script's word, which may be NULL. False, with a [message], if it makes no sense.
typedef bool WordedAction(App *app, const char *argument, Text *message);

// What each command does; in one of the two at most.
typedef struct ActionTable {
    Action *plain[COMMAND_COUNT];
    WordedAction *worded[COMMAND_COUNT];
} ActionTable;

extern const ActionTable step_actions, look_actions, show_actions;

// ---- What several of them need ----

// The place of [argument] in [words], or -1, with a [message].
int action_one_of(const App *app, const char *argument, const char *const *words,
                  int count, Text *message);

// Says a sentence with its {word} for a moment.
void action_tell(App *app, Sentence sentence, const char *word);

// The task that steps are about: the one that is selected, else the playhead's.
uint32_t action_task(App *app);

// Gives a single run another axis, all of which is seen.
void action_set_axis(App *app, AxisKind axis);

// Shows a run; where digits answer a question, answers it.
void action_show_or_answer(App *app, int run);

// Goes on with a quiz after an answer was told: to the next question, or to its end.
void quiz_go_on(App *app);

// Opens the field in which somebody types.
void field_open(App *app, FieldKind kind);

// What was typed is taken: goes to the next place that has it, or to the moment.
void field_enter(App *app, bool ahead);

#endif
