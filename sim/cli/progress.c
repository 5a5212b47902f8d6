// progress.c -- one line, written over and over.

#include "cli/progress.h"

#include "base/sentences.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int64_t real_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

Progress progress_begin(Language language)
{
    return (Progress){
        .language = language, .wanted = isatty(STDERR_FILENO), .began = real_time()};
}

static bool is_time_to_show(const Progress *progress)
{
    return progress->wanted && real_time() - progress->began >= SIMTIME_SECOND;
}

static void show_line(Progress *progress, const Text *line)
{
    fprintf(stderr, "\r\033[K%s", text_string(line));
    fflush(stderr);
    progress->shown = true;
}

void progress_show(Progress *progress, SimTime time, uint64_t operations, uint32_t tasks)
{
    if (!is_time_to_show(progress)) return;
    Text virtual_time = {0}, count = {0}, alive = {0}, line = {0};
    simtime_add_text(&virtual_time, time);
    text_add_int(&count, (int64_t)operations);
    text_add_int(&alive, tasks);
    const SentenceWord words[] = {SENTENCE_WORD("time", text_string(&virtual_time)),
                                  SENTENCE_WORD("operations", text_string(&count)),
                                  SENTENCE_WORD("tasks", text_string(&alive))};
    sentence_add(&line, progress->language, SENTENCE_PROGRESS, words, 3);
    show_line(progress, &line);
    text_free(&virtual_time);
    text_free(&count);
    text_free(&alive);
    text_free(&line);
}

void progress_show_runs(Progress *progress, int done, int count)
{
    if (!is_time_to_show(progress)) return;
    Text over = {0}, all = {0}, line = {0};
    text_add_int(&over, done);
    text_add_int(&all, count);
    const SentenceWord words[] = {SENTENCE_WORD("done", text_string(&over)),
                                  SENTENCE_WORD("count", text_string(&all))};
    sentence_add(&line, progress->language, SENTENCE_PROGRESS_RUNS, words, 2);
    show_line(progress, &line);
    text_free(&over);
    text_free(&all);
    text_free(&line);
}

void progress_clear(Progress *progress)
{
    if (!progress->shown) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown = false;
}
