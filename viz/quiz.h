// quiz.h -- predict: which task comes next, or what is printed next?
//
// The window hides everything behind the playhead. A question is about one event; the
// choices are all that could have been, in an order that tells nothing.

#ifndef VIZ_QUIZ_H
#define VIZ_QUIZ_H

#include "draw/run.h"

typedef enum QuizKind { QUIZ_OFF, QUIZ_TASKS, QUIZ_PRINTS, QUIZ_KIND_COUNT } QuizKind;

typedef enum QuizState {
    QUIZ_ASKS,
    QUIZ_TELLS, // whether the answer was right, and why
    QUIZ_IS_OVER,
} QuizState;

enum { QUIZ_CHOICES = 9 };

typedef struct QuizAnswer {
    uint32_t event;  // that was to be guessed
    uint32_t chosen; // as in choices
    bool is_right;
} QuizAnswer;

typedef struct Quiz {
    QuizKind kind;
    QuizState state;
    uint32_t event;                 // that is to be guessed
    uint32_t choices[QUIZ_CHOICES]; // tasks; or events that print
    int count;                      // of choices
    int right, chosen;              // index of a choice
    QuizAnswer *answers;
    int answer_count, answer_capacity, right_count;
} Quiz;

// Begins anew. quiz_end() frees the answers.
void quiz_begin(Quiz *quiz, QuizKind kind);
void quiz_end(Quiz *quiz);

// Asks about the first event behind [event] for which there are two choices or more. When
// there is none the quiz is over, and this is false.
bool quiz_ask(Quiz *quiz, const DrawnRun *run, uint32_t event);

// Takes an answer, from 0; one that is no choice is not taken.
void quiz_answer(Quiz *quiz, int choice);

// Adds what a choice says: the name of a task, or the text of a print.
void quiz_add_choice(const Quiz *quiz, const DrawnRun *run, uint32_t choice, Text *out);

#endif
