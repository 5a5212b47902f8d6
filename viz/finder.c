// finder.c -- what is typed into the field: a word to look for, or a moment to go to.

#include "cli/picture.h"
#include "viz/actions.h"
#include "viz/seek.h"

#include <string.h>
#include <strings.h>

static bool contains(const char *text, const char *part)
{
    size_t size = strlen(part);
    for (; *text; text++)
        if (strncasecmp(text, part, size) == 0) return true;
    return false;
}

static bool event_has(AppRun *run, uint32_t event, const char *part)
{
    Text sentence = {0};
    explainer_add(run->explainer, event, &sentence);
    bool found = contains(text_string(&sentence), part);
    text_free(&sentence);
    return found;
}

// The next event that tells of [part], once around the log. What is still hidden is not
// found.
static uint32_t find(App *app, const char *part, bool ahead)
{
    AppRun *run = app_run(app);
    uint32_t count = trace_count(run->trace);
    uint32_t last = app->quiz.kind == QUIZ_OFF ? count : app->event;
    for (uint32_t i = 1; *part && i <= count; i++) {
        uint32_t by = ahead ? i : count - i;
        uint32_t event = (app->event + by - 1) % count + 1;
        if (event <= last && event_has(run, event, part)) return event;
    }
    return 0;
}

static bool enter_search(App *app, bool ahead)
{
    uint32_t event = find(app, text_string(&app->field.text), ahead);
    if (!event) return false;
    app_go_to_event(app, event);
    uint32_t task = seek_task(app_run(app)->trace, event);
    if (task) app_select(app, (Subject){SUBJECT_TASK, task});
    return true;
}

static bool enter_moment(App *app)
{
    Options moment = {0};
    if (!picture_read_at(&moment, text_string(&app->field.text))) return false;
    if (moment.at_is_event)
        app_go_to_event(app, moment.at_event);
    else
        app_go_to_time(app, moment.at_time);
    app->field.kind = FIELD_CLOSED;
    return true;
}

void field_enter(App *app, bool ahead)
{
    bool well =
        app->field.kind == FIELD_GO ? enter_moment(app) : enter_search(app, ahead);
    app->field.has_failed = !well;
    app->is_stale = true;
    if (!well && app->field.kind == FIELD_CLOSED)
        app_tell(app, sentence_pattern(app->language, SENTENCE_VIEW_NOTHING_FOUND));
}
