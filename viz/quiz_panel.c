// quiz_panel.c -- a column while somebody guesses, a page when it is over.

#include "viz/quiz_panel.h"

#include "draw/panels.h"

typedef struct Pen {
    App *app;
    const View *view;
    double u, x, y, w, bottom;
} Pen;

static const char *sentence(const Pen *pen, Sentence name)
{
    return sentence_pattern(pen->view->language, name);
}

static void say(Pen *pen, const char *words, double size, bool bold, Color color)
{
    TextStyle style = {.size = size * pen->u, .color = color, .bold = bold};
    Drawing *drawing = pen->app->frame.drawing;
    pen->y = draw_paragraph(drawing, pen->x, pen->y, pen->w, pen->bottom, style,
                            drawing_copy(drawing, words));
    pen->y += 6 * pen->u;
}

static void add_score(const Pen *pen, Text *out)
{
    Text right = {0}, count = {0};
    text_add_int(&right, pen->app->quiz.right_count);
    text_add_int(&count, pen->app->quiz.answer_count);
    const SentenceWord words[] = {SENTENCE_WORD("right", text_string(&right)),
                                  SENTENCE_WORD("count", text_string(&count))};
    sentence_add(out, pen->view->language, SENTENCE_QUIZ_SCORE, words, 2);
    text_free(&right);
    text_free(&count);
}

// ---- A question ----

// The mark of a choice once the answer is known.
static void draw_verdict(const Pen *pen, int choice, Area area)
{
    const Quiz *quiz = &pen->app->quiz;
    if (quiz->state != QUIZ_TELLS) return;
    double x = area.x + area.w - 14 * pen->u, y = area.y + area.h / 2;
    if (choice == quiz->right)
        draw_mark(pen->app->frame.drawing, MARK_DISC, x, y, 10 * pen->u,
                  pen->view->theme->states[STATE_CPU].outline);
    else if (choice == quiz->chosen)
        draw_mark(pen->app->frame.drawing, MARK_CROSS, x, y, 10 * pen->u,
                  pen->view->theme->alarm);
}

static void draw_choice(Pen *pen, int choice)
{
    App *app = pen->app;
    const Quiz *quiz = &app->quiz;
    const Theme *theme = pen->view->theme;
    Drawing *drawing = app->frame.drawing;
    double u = pen->u;
    Area area = {pen->x, pen->y, pen->w, 26 * u};
    if (area.y + area.h > pen->bottom) return;
    Text number = {0}, words = {0};
    text_add_int(&number, choice + 1);
    bool is_told = quiz->state == QUIZ_TELLS;
    bool is_right = is_told && choice == quiz->right;
    bool is_wrong = is_told && choice == quiz->chosen && !is_right;
    if (!is_told)
        frame_add_spot(&app->frame, area, COMMAND_ANSWER,
                       drawing_copy(drawing, text_string(&number)));
    bool is_held = !is_told && app->pointer_inside &&
                   area_holds(area, app->pointer_x, app->pointer_y);
    Shape *box = draw_box(drawing, area.x, area.y, area.w, area.h,
                          is_held ? theme->rule : theme->paper);
    box->size = 4 * u;
    box->outline = is_right   ? theme->states[STATE_CPU].outline
                   : is_wrong ? theme->alarm
                              : theme->rule;
    TextStyle style = {.size = 11 * u, .color = theme->dim, .bold = true, .mono = true};
    draw_text(drawing, area.x + 9 * u, area.y + 17 * u, 14 * u, style,
              text_string(&number));
    quiz_add_choice(quiz, app_run(app)->drawn, quiz->choices[choice], &words);
    style = (TextStyle){.size = 12.5 * u, .color = theme->text, .bold = is_right};
    draw_text(drawing, area.x + 28 * u, area.y + 17.5 * u, area.w - 52 * u, style,
              text_string(&words));
    draw_verdict(pen, choice, area);
    pen->y += area.h + 5 * u;
    text_free(&number);
    text_free(&words);
}

// "Space: the next question", which is also a place to click at.
static void draw_go_on(Pen *pen)
{
    App *app = pen->app;
    const Theme *theme = pen->view->theme;
    double u = pen->u;
    Area area = {pen->x, pen->y - 8 * u, pen->w, 26 * u};
    if (area.y + area.h > pen->bottom) return;
    frame_add_spot(&app->frame, area, COMMAND_PLAY_PAUSE, NULL);
    bool is_held =
        app->pointer_inside && area_holds(area, app->pointer_x, app->pointer_y);
    Shape *box = draw_box(app->frame.drawing, area.x, area.y, area.w, area.h,
                          is_held ? theme->rule : theme->paper);
    box->size = 4 * u;
    box->outline = theme->playhead;
    TextStyle style = {.size = 12 * u, .color = theme->text, .align = ALIGN_MIDDLE};
    draw_text(app->frame.drawing, area.x, area.y + 17.5 * u, area.w, style,
              sentence(pen, SENTENCE_QUIZ_GO_ON));
    pen->y += area.h + 10 * u;
}

static void tell_why(Pen *pen)
{
    const Quiz *quiz = &pen->app->quiz;
    const Theme *theme = pen->view->theme;
    bool is_right = quiz->chosen == quiz->right;
    Text why = {0};
    pen->y += 22 * pen->u;
    say(pen, sentence(pen, is_right ? SENTENCE_QUIZ_RIGHT : SENTENCE_QUIZ_WRONG), 15,
        true, is_right ? theme->text : theme->alarm);
    explainer_add(app_run(pen->app)->explainer, quiz->event, &why);
    say(pen, text_string(&why), 12.5, false, theme->text);
    draw_go_on(pen);
    text_free(&why);
}

void quiz_panel_draw(App *app, const View *view, Area area)
{
    const Quiz *quiz = &app->quiz;
    double u = view_unit(view);
    Area inside =
        panel_draw_frame(app->frame.drawing, view,
                         sentence_pattern(view->language, SENTENCE_QUIZ_HEAD), area);
    Pen pen = {
        app, view, u, inside.x, inside.y + 16 * u, inside.w, inside.y + inside.h - 4 * u};
    Text score = {0};
    say(&pen,
        sentence(&pen, quiz->kind == QUIZ_PRINTS ? SENTENCE_QUIZ_WHICH_PRINT
                                                 : SENTENCE_QUIZ_WHICH_TASK),
        15, true, view->theme->text);
    for (int i = 0; i < quiz->count; i++)
        draw_choice(&pen, i);
    if (quiz->state == QUIZ_TELLS) tell_why(&pen);
    if (quiz->answer_count) {
        add_score(&pen, &score);
        pen.y += 14 * u;
        say(&pen, text_string(&score), 12.5, true, view->theme->dim);
    }
    text_free(&score);
}

// ---- The end ----

static void draw_answer(Pen *pen, int i)
{
    App *app = pen->app;
    const Quiz *quiz = &app->quiz;
    const QuizAnswer *answer = &quiz->answers[i];
    const DrawnRun *run = app_run(app)->drawn;
    const Theme *theme = pen->view->theme;
    Drawing *drawing = app->frame.drawing;
    double u = pen->u;
    Text time = {0}, chosen = {0}, why = {0};
    simtime_add_text(&time, trace_event_time(run->trace, answer->event));
    quiz_add_choice(quiz, run, answer->chosen, &chosen);
    explainer_add(app_run(app)->explainer, answer->event, &why);
    draw_mark(drawing, answer->is_right ? MARK_DISC : MARK_CROSS, pen->x + 6 * u,
              pen->y - 4 * u, 9 * u,
              answer->is_right ? theme->states[STATE_CPU].outline : theme->alarm);
    TextStyle style = {.size = 11 * u, .color = theme->dim, .mono = true};
    draw_text(drawing, pen->x + 20 * u, pen->y, 74 * u, style, text_string(&time));
    style = (TextStyle){.size = 12 * u, .color = theme->text};
    double names = pen->w * 0.24;
    draw_text(drawing, pen->x + 100 * u, pen->y, names, style, text_string(&chosen));
    style.color = theme->dim;
    Shape *text = draw_text(drawing, pen->x + 110 * u + names, pen->y,
                            pen->w - 110 * u - names, style, text_string(&why));
    if (text) text->subject = (Subject){SUBJECT_EVENT, answer->event};
    pen->y += 19 * u;
    text_free(&time);
    text_free(&chosen);
    text_free(&why);
}

static void draw_headings(Pen *pen)
{
    double u = pen->u, names = pen->w * 0.24;
    TextStyle style = {.size = 10 * u, .color = pen->view->theme->dim, .bold = true};
    draw_text(pen->app->frame.drawing, pen->x + 100 * u, pen->y, names, style,
              sentence(pen, SENTENCE_QUIZ_ANSWER));
    draw_text(pen->app->frame.drawing, pen->x + 110 * u + names, pen->y, names, style,
              sentence(pen, SENTENCE_QUIZ_HAPPENED));
    pen->y += 19 * u;
}

void quiz_page_draw(App *app, const View *view, Area area)
{
    double u = view_unit(view);
    Area inside =
        panel_draw_frame(app->frame.drawing, view,
                         sentence_pattern(view->language, SENTENCE_QUIZ_HEAD), area);
    Pen pen = {app,
               view,
               u,
               inside.x + 10 * u,
               inside.y + 24 * u,
               inside.w - 20 * u,
               inside.y + inside.h - 4 * u};
    Text score = {0};
    add_score(&pen, &score);
    bool has_any = app->quiz.answer_count > 0;
    say(&pen,
        has_any ? text_string(&score) : sentence(&pen, SENTENCE_QUIZ_NOTHING_TO_ASK), 20,
        true, view->theme->text);
    if (has_any)
        say(&pen, sentence(&pen, SENTENCE_QUIZ_KEEP), 12, false, view->theme->dim);
    pen.y += 8 * u;
    if (has_any) draw_headings(&pen);
    int fits = (int)((pen.bottom - pen.y) / (19 * u));
    int first = app->quiz.answer_count > fits ? app->overlay_scroll : 0;
    if (first > app->quiz.answer_count - fits) first = app->quiz.answer_count - fits;
    if (first < 0) first = 0;
    for (int i = first; i < app->quiz.answer_count && i < first + fits; i++)
        draw_answer(&pen, i);
    text_free(&score);
}
