// actions.c -- the tables of the other files, and what they share.

#include "viz/actions.h"

#include "viz/seek.h"

#include <string.h>

// ---- Words behind a command ----

// The place of [argument] in [words], or -1, with a message.
int action_one_of(const App *app, const char *argument, const char *const *words,
                  int count, Text *message)
{
    Text all = {0};
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i], argument) == 0) {
            text_free(&all);
            return i;
        }
        text_addf(&all, "%s%s", i ? ", " : "", words[i]);
    }
    const SentenceWord told[] = {SENTENCE_WORD("word", argument),
                                 SENTENCE_WORD("words", text_string(&all))};
    sentence_add(message, app->language, SENTENCE_VIEW_BAD_WORD, told, 2);
    text_free(&all);
    return -1;
}

void action_tell(App *app, Sentence sentence, const char *word)
{
    Text words = {0};
    const SentenceWord told[] = {SENTENCE_WORD("word", word)};
    sentence_add(&words, app->language, sentence, told, 1);
    app_tell(app, text_string(&words));
    text_free(&words);
}

// ---- What several need ----

// The task that steps are about: the one that is selected, else the playhead's.
uint32_t action_task(App *app)
{
    if (app->selected.kind == SUBJECT_TASK) return app->selected.number;
    return seek_task(app_run(app)->trace, app->event);
}

void action_set_axis(App *app, AxisKind axis)
{
    if (app->all) app_show(app, app->focus, false);
    app->axis = axis;
    app->camera = (Camera){0};
    app_prepare(app);
    app->axis = app_run(app)->drawn->axis; // events where no time passes
}

// Where digits answer a question they choose no run.
void action_show_or_answer(App *app, int run)
{
    if (app->quiz.kind != QUIZ_OFF)
        quiz_answer(&app->quiz, run);
    else
        app_show(app, run, false);
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_TELLS)
        app_go_to_event(app, app->quiz.event);
}

void field_open(App *app, FieldKind kind)
{
    app->field.kind = kind;
    app->field.has_failed = false;
    text_clear(&app->field.text);
    app->overlay = OVERLAY_NONE;
}

// ---- All of them ----

bool app_do(App *app, Command command, const char *argument, Text *message)
{
    static const ActionTable *const tables[] = {&step_actions, &look_actions,
                                                &show_actions};
    app->is_stale = true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const ActionTable *table = tables[i];
        if (table->plain[command]) table->plain[command](app);
        if (table->worded[command]) return table->worded[command](app, argument, message);
    }
    return true;
}
