// quiz.c -- finds the next question, and what could be answered.

#include "viz/quiz.h"

#include "draw/moment.h"
#include "output/paint.h"
#include "viz/seek.h"

#include <stdlib.h>
#include <string.h>

void quiz_begin(Quiz *quiz, QuizKind kind)
{
    quiz_end(quiz);
    quiz->kind = kind;
}

void quiz_end(Quiz *quiz)
{
    free(quiz->answers);
    *quiz = (Quiz){.kind = QUIZ_OFF};
}

// ---- Choices ----

static void add_choice(Quiz *quiz, uint32_t choice)
{
    if (quiz->count < QUIZ_CHOICES) quiz->choices[quiz->count++] = choice;
}

// All tasks that are alive before the event, the right one among them.
static void choose_tasks(Quiz *quiz, const DrawnRun *run)
{
    uint32_t right = trace_event(run->trace, quiz->event).task;
    bool has_right = false;
    for (uint32_t row = 0; row < run->task_count; row++) {
        uint32_t task = run->tasks[row];
        TaskNow now = task_at(run, task, quiz->event - 1);
        if (!now.is_made || now.is_over) continue;
        // Of more than can be asked the right one has the last place.
        if (quiz->count == QUIZ_CHOICES - 1 && !has_right && task != right) continue;
        if (task == right) quiz->right = quiz->count;
        has_right |= task == right;
        add_choice(quiz, task);
    }
    if (!has_right) quiz->count = 0;
}

static const char *text_of(const DrawnRun *run, uint32_t event)
{
    return trace_text_bytes(run->trace, trace_event(run->trace, event).a, NULL);
}

static bool is_choice(const Quiz *quiz, const DrawnRun *run, uint32_t event)
{
    for (int i = 0; i < quiz->count; i++)
        if (strcmp(text_of(run, quiz->choices[i]), text_of(run, event)) == 0) return true;
    return false;
}

// Other lines among those that are printed soon, or were just before.
static void add_prints(Quiz *quiz, const DrawnRun *run, bool ahead)
{
    enum { CHOICES = 4, LINES = 32 };
    uint32_t at = numbers_by(&run->prints, quiz->event); // how many there are by then
    for (uint32_t i = 0; i < LINES && quiz->count < CHOICES; i++) {
        // Its own line is at - 1.
        uint32_t index = ahead ? at + i : at - 2 - i;
        if (index >= run->prints.count) return;
        uint32_t event = run->prints.at[index];
        if (!is_choice(quiz, run, event)) add_choice(quiz, event);
    }
}

// Other lines that this run prints, first those that come soon; in the order of the
// alphabet.
static void choose_prints(Quiz *quiz, const DrawnRun *run)
{
    add_choice(quiz, quiz->event);
    add_prints(quiz, run, true);
    add_prints(quiz, run, false);
    for (int i = 1; i < quiz->count; i++)
        for (int k = i; k > 0 && strcmp(text_of(run, quiz->choices[k - 1]),
                                        text_of(run, quiz->choices[k])) > 0;
             k--) {
            uint32_t other = quiz->choices[k];
            quiz->choices[k] = quiz->choices[k - 1];
            quiz->choices[k - 1] = other;
        }
    for (int i = 0; i < quiz->count; i++)
        if (quiz->choices[i] == quiz->event) quiz->right = i;
}

// ---- Asking ----

bool quiz_ask(Quiz *quiz, const DrawnRun *run, uint32_t event)
{
    SeekKind kind = quiz->kind == QUIZ_PRINTS ? SEEK_PRINT : SEEK_SWITCH;
    quiz->state = QUIZ_ASKS;
    for (;;) {
        event = seek_next(run->trace, kind, 0, event);
        if (!event) break;
        quiz->event = event;
        quiz->count = 0;
        if (quiz->kind == QUIZ_PRINTS)
            choose_prints(quiz, run);
        else
            choose_tasks(quiz, run);
        if (quiz->count >= 2) return true;
    }
    quiz->state = QUIZ_IS_OVER;
    quiz->event = 0;
    return false;
}

void quiz_answer(Quiz *quiz, int choice)
{
    if (quiz->state != QUIZ_ASKS || choice < 0 || choice >= quiz->count) return;
    if (quiz->answer_count == quiz->answer_capacity) {
        quiz->answer_capacity = quiz->answer_capacity ? quiz->answer_capacity * 2 : 32;
        quiz->answers = memory_grow(quiz->answers, (size_t)quiz->answer_capacity *
                                                       sizeof *quiz->answers);
    }
    bool is_right = choice == quiz->right;
    quiz->answers[quiz->answer_count++] =
        (QuizAnswer){quiz->event, quiz->choices[choice], is_right};
    quiz->right_count += is_right;
    quiz->chosen = choice;
    quiz->state = QUIZ_TELLS;
}

void quiz_add_choice(const Quiz *quiz, const DrawnRun *run, uint32_t choice, Text *out)
{
    if (quiz->kind != QUIZ_PRINTS) {
        run_add_label(run, choice, out);
        return;
    }
    const char *text = text_of(run, choice);
    paint_add_visible(out, text, strcspn(text, "\n"));
}
