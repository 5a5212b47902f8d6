// comparison_remark.c -- what the numbers of a comparison mean, in words.
//
// The numbers of one run tell what kind of work the program is: it waits, it computes, it
// blocks, or some of each. What every machine made of that is read off its own time. So
// nothing is said that the numbers beside it do not show.

#include "output/comparison.h"

#include "base/sentences.h"

#include <string.h>

// Shares and speed-ups that count as nothing, and as all there is.
static const double little = 0.1, most_of_it = 0.9, faster = 1.05, near = 1.01;

typedef struct Remark {
    const Comparison *comparison;
    Language language;
    Text *out;
    const ComparedRun *of[MACHINE_MODEL_COUNT]; // the fastest of each model, or NULL
    const ComparedRun *judge;                   // whose numbers tell the kind of work
} Remark;

// ---- Sentences ----

static void add_percent(Text *text, double share)
{
    text_addf(text, "%.0f %%", share * 100);
}

// What the sentences of a remark have words for.
typedef struct RemarkWords {
    const char *machine;
    SimTime time;
    double share;   // of the time
    double speedup; // over the run that is meant
} RemarkWords;

static void say(const Remark *remark, Sentence sentence, const RemarkWords *of)
{
    Text time = {0}, share = {0}, speedup = {0};
    simtime_add_text(&time, of->time);
    add_percent(&share, of->share);
    text_addf(&speedup, "%.2f", of->speedup);
    const SentenceWord words[] = {
        SENTENCE_WORD("machine", of->machine ? of->machine : ""),
        SENTENCE_WORD("time", text_string(&time)),
        SENTENCE_WORD("share", text_string(&share)),
        SENTENCE_WORD("speedup", text_string(&speedup)),
    };
    if (remark->out->size) text_add_char(remark->out, ' ');
    sentence_add(remark->out, remark->language, sentence, words, 4);
    text_free(&time);
    text_free(&share);
    text_free(&speedup);
}

// ---- What kind of work it is ----

static double share_of(SimTime part, SimTime whole)
{
    double share = whole ? (double)part / (double)whole : 0;
    return share < 1 ? share : 1;
}

static double computing(const ComparedRun *run)
{
    return share_of(run->computed, run->makespan);
}

// On the sequential machine every sleep blocks, which tells nothing about the program.
static double blocking(const ComparedRun *run)
{
    if (run->machine.model == MACHINE_SEQUENTIAL) return 0;
    return share_of(run->blocked, run->makespan);
}

// How many times as fast as the judge a run is.
static double speed(const Remark *remark, const ComparedRun *run)
{
    return run->makespan ? (double)remark->judge->makespan / (double)run->makespan : 0;
}

static RemarkWords words_of(const Remark *remark, const ComparedRun *run)
{
    return (RemarkWords){run->label, run->makespan, run->busy, speed(remark, run)};
}

static void say_of(const Remark *remark, Sentence sentence, const ComparedRun *run)
{
    RemarkWords words = words_of(remark, run);
    say(remark, sentence, &words);
}

static void say_of_judge(const Remark *remark, Sentence sentence, double share)
{
    RemarkWords words = words_of(remark, remark->judge);
    words.share = share;
    say(remark, sentence, &words);
}

// ---- What each machine makes of it ----

// A machine other than the judge.
static const ComparedRun *other(const Remark *remark, MachineModel model)
{
    const ComparedRun *run = remark->of[model];
    return run == remark->judge ? NULL : run;
}

static void say_waiting(const Remark *remark)
{
    const ComparedRun *one_by_one = other(remark, MACHINE_SEQUENTIAL);
    const ComparedRun *threads = other(remark, MACHINE_THREADS);
    const ComparedRun *cores = other(remark, MACHINE_PARALLEL);
    say_of_judge(remark,
                 remark->judge->most_waiting > 1 ? SENTENCE_REMARK_IO
                                                 : SENTENCE_REMARK_IO_ALONE,
                 computing(remark->judge));
    if (one_by_one && speed(remark, one_by_one) * faster < 1)
        say_of(remark, SENTENCE_REMARK_IO_ONE_BY_ONE, one_by_one);
    const ComparedRun *best = cores ? cores : threads;
    if (!best) return;
    say_of(remark,
           speed(remark, best) < faster ? SENTENCE_REMARK_IO_CORES
                                        : SENTENCE_REMARK_FASTER,
           best);
}

static void say_gil(const Remark *remark)
{
    const ComparedRun *threads = other(remark, MACHINE_THREADS);
    if (!threads) return;
    say_of(remark,
           speed(remark, threads) < faster ? SENTENCE_REMARK_GIL : SENTENCE_REMARK_FASTER,
           threads);
}

// Nothing can be faster than the longest chain; worth saying when the cores came so far.
static void say_chain(const Remark *remark, const ComparedRun *cores)
{
    RemarkWords words = words_of(remark, cores);
    words.time = cores->chain;
    say(remark, SENTENCE_REMARK_CHAIN, &words);
}

static void say_cores(const Remark *remark, Sentence help)
{
    const ComparedRun *cores = other(remark, MACHINE_PARALLEL);
    if (!cores) return;
    if (speed(remark, cores) < faster) {
        say_of(remark, SENTENCE_REMARK_CORES_IN_VAIN, cores);
        return;
    }
    say_of(remark, help, cores);
    if ((double)cores->makespan <= (double)cores->chain * faster)
        say_chain(remark, cores);
    // Where tasks also wait, cores are idle for that reason already.
    else if (help == SENTENCE_REMARK_CPU_CORES && cores->machine.cores > 1 &&
             cores->busy < 0.8)
        say_of(remark, SENTENCE_REMARK_CORES_IDLE, cores);
}

static void say_computing(const Remark *remark)
{
    say_of_judge(remark, SENTENCE_REMARK_CPU, computing(remark->judge));
    say_gil(remark);
    say_cores(remark, SENTENCE_REMARK_CPU_CORES);
}

static void say_mixed(const Remark *remark)
{
    say_of_judge(remark, SENTENCE_REMARK_MIXED, computing(remark->judge));
    say_gil(remark);
    say_cores(remark, SENTENCE_REMARK_MIXED_CORES);
}

static void say_blocking(const Remark *remark)
{
    say_of_judge(remark, SENTENCE_REMARK_BLOCKING, blocking(remark->judge));
    const ComparedRun *threads = other(remark, MACHINE_THREADS);
    if (!threads) threads = other(remark, MACHINE_PARALLEL);
    if (threads && speed(remark, threads) >= faster)
        say_of(remark, SENTENCE_REMARK_BLOCKING_THREADS, threads);
}

// ---- What threads and processes beside the main thread do ----

static bool is_much(const Remark *remark, SimTime time)
{
    return share_of(time, remark->judge->makespan) > little;
}

static bool works_beside(const Remark *remark)
{
    const WorkBeside *beside = &remark->judge->beside;
    return is_much(remark, beside->in_threads + beside->in_processes + beside->blocked);
}

static void say_if_much(const Remark *remark, Sentence sentence, SimTime time)
{
    RemarkWords words = words_of(remark, remark->judge);
    words.time = time;
    if (is_much(remark, time)) say(remark, sentence, &words);
}

// The machine like the judge's with more cores that is the fastest, or NULL.
static const ComparedRun *with_more_cores(const Remark *remark)
{
    const ComparedRun *judge = remark->judge, *best = NULL;
    for (int i = 0; i < remark->comparison->machine_count; i++) {
        const ComparedRun *run = comparison_run(remark->comparison, i, 0);
        if (run->machine.model == judge->machine.model &&
            run->machine.cores > judge->machine.cores &&
            (!best || run->makespan < best->makespan))
            best = run;
    }
    return best;
}

static void say_more_cores(const Remark *remark)
{
    const ComparedRun *best = with_more_cores(remark);
    if (!best) return;
    say_of(remark,
           speed(remark, best) < faster ? SENTENCE_REMARK_BESIDE_CORES_IN_VAIN
                                        : SENTENCE_REMARK_BESIDE_CORES,
           best);
}

static void say_without_gil(const Remark *remark)
{
    const ComparedRun *cores = other(remark, MACHINE_PARALLEL);
    if (!cores || !is_much(remark, remark->judge->beside.in_threads)) return;
    say_of(remark,
           speed(remark, cores) < faster ? SENTENCE_REMARK_BESIDE_NO_GIL_IN_VAIN
                                         : SENTENCE_REMARK_BESIDE_NO_GIL,
           cores);
}

static void say_beside(const Remark *remark)
{
    const WorkBeside *beside = &remark->judge->beside;
    if (remark->judge->most_alive)
        say_if_much(remark, SENTENCE_REMARK_BESIDE_LOOP, remark->judge->longest_hold);
    say_if_much(remark, SENTENCE_REMARK_BESIDE_BLOCKED, beside->blocked);
    if (remark->judge->machine.model != MACHINE_PARALLEL) {
        say_if_much(remark, SENTENCE_REMARK_BESIDE_THREADS, beside->in_threads);
        say_if_much(remark, SENTENCE_REMARK_BESIDE_GIL, beside->gil_wait);
    }
    say_if_much(remark,
                beside->processes == 1 ? SENTENCE_REMARK_BESIDE_PROCESS
                                       : SENTENCE_REMARK_BESIDE_PROCESSES,
                beside->in_processes);
    say_more_cores(remark);
    say_without_gil(remark);
}

static void choose_runs(Remark *remark)
{
    static const MachineModel order[] = {MACHINE_EVENT_LOOP, MACHINE_THREADS,
                                         MACHINE_SEQUENTIAL, MACHINE_PARALLEL};
    const ComparedRun *first[MACHINE_MODEL_COUNT] = {NULL};
    for (int i = 0; i < remark->comparison->machine_count; i++) {
        const ComparedRun *run = comparison_run(remark->comparison, i, 0);
        const ComparedRun **best = &remark->of[run->machine.model];
        if (!first[run->machine.model]) first[run->machine.model] = run;
        if (!*best || run->makespan < (*best)->makespan) *best = run;
    }
    for (int i = 0; i < MACHINE_MODEL_COUNT && !remark->judge; i++)
        remark->judge = first[order[i]];
}

static bool outputs_differ(const Comparison *comparison)
{
    for (int i = 0; i < comparison_count(comparison); i++)
        if (comparison->runs[i].difference.line) return true;
    return false;
}

static void say_of_machines(Remark *remark)
{
    choose_runs(remark);
    double computes = computing(remark->judge), blocks = blocking(remark->judge);
    if (remark->judge->makespan == 0)
        say(remark, SENTENCE_REMARK_NO_TIME, &(RemarkWords){0});
    else if (works_beside(remark))
        say_beside(remark);
    else if (blocks > little && blocks >= computes)
        say_blocking(remark);
    else if (computes >= most_of_it)
        say_computing(remark);
    else if (computes <= little)
        say_waiting(remark);
    else
        say_mixed(remark);
    if (outputs_differ(remark->comparison))
        say(remark, SENTENCE_REMARK_OUTPUTS, &(RemarkWords){0});
}

// ---- A sweep ----

// What becomes of one machine's time along the values.
typedef struct Series {
    const ComparedRun *first, *last, *knee, *longest;
    bool rises_again; // after the knee
} Series;

static Series series_of(const Comparison *comparison, int machine)
{
    int last = comparison->value_count - 1;
    Series series = {.first = comparison_run(comparison, machine, 0),
                     .last = comparison_run(comparison, machine, last)};
    series.longest = series.first;
    SimTime best = series.first->makespan;
    for (int v = 0; v <= last; v++) {
        const ComparedRun *run = comparison_run(comparison, machine, v);
        if (run->makespan < best) best = run->makespan;
        if (run->makespan > series.longest->makespan) series.longest = run;
    }
    for (int v = 0; v <= last; v++) {
        const ComparedRun *run = comparison_run(comparison, machine, v);
        bool is_near = (double)run->makespan <= (double)best * near;
        if (is_near && !series.knee) series.knee = run;
        if (series.knee && !is_near) series.rises_again = true;
    }
    return series;
}

// By Amdahl's law, from the speed-up that so many cores gave: which part of the work only
// one of them can do.
static double serial_share(double speedup, int cores)
{
    return (cores / speedup - 1) / (cores - 1);
}

static bool begins_with_one_core(const Comparison *comparison, const Series *series)
{
    return strcmp(comparison->sweep, "cores") == 0 && series->first->machine.cores == 1 &&
           series->last->machine.cores > 1 &&
           series->first->machine.model == MACHINE_PARALLEL;
}

static void say_sweep(const Remark *remark, Sentence sentence, const Series *series)
{
    Text first_time = {0}, last_time = {0}, knee_time = {0};
    simtime_add_text(&first_time, series->first->makespan);
    simtime_add_text(&last_time, series->last->makespan);
    simtime_add_text(&knee_time, series->knee->makespan);
    const SentenceWord words[] = {
        SENTENCE_WORD("machine", series->first->label),
        SENTENCE_WORD("name", remark->comparison->sweep),
        SENTENCE_WORD("first", series->first->value),
        SENTENCE_WORD("last", series->last->value),
        SENTENCE_WORD("knee", series->knee->value),
        SENTENCE_WORD("first_time", text_string(&first_time)),
        SENTENCE_WORD("last_time", text_string(&last_time)),
        SENTENCE_WORD("knee_time", text_string(&knee_time)),
    };
    if (remark->out->size) text_add_char(remark->out, '\n');
    sentence_add(remark->out, remark->language, sentence, words, 8);
    text_free(&first_time);
    text_free(&last_time);
    text_free(&knee_time);
}

static void say_of_series(const Remark *remark, const Series *series)
{
    bool is_flat =
        (double)series->longest->makespan <= (double)series->knee->makespan * near;
    Sentence sentence = is_flat                         ? SENTENCE_REMARK_SWEEP_FLAT
                        : series->knee == series->first ? SENTENCE_REMARK_SWEEP_GROWS
                        : series->rises_again           ? SENTENCE_REMARK_SWEEP_BEST
                        : series->knee == series->last  ? SENTENCE_REMARK_SWEEP_FALLS
                                                        : SENTENCE_REMARK_SWEEP_KNEE;
    say_sweep(remark, sentence, series);
    if (sentence != SENTENCE_REMARK_SWEEP_FALLS ||
        !begins_with_one_core(remark->comparison, series))
        return;
    int cores = series->last->machine.cores;
    double speedup = (double)series->first->makespan / (double)series->last->makespan;
    RemarkWords words = {.share = serial_share(speedup, cores), .speedup = speedup};
    if (speedup < 0.95 * cores) say(remark, SENTENCE_REMARK_AMDAHL, &words);
}

// ---- All of it ----

void comparison_remark(const Comparison *comparison, Language language, Text *out)
{
    Remark remark = {.comparison = comparison, .language = language, .out = out};
    if (!comparison_all_well(comparison)) {
        say(&remark, SENTENCE_REMARK_NOT_ALL, &(RemarkWords){0});
        return;
    }
    if (!comparison->sweep) {
        say_of_machines(&remark);
        return;
    }
    for (int m = 0; m < comparison->machine_count; m++) {
        Series series = series_of(comparison, m);
        say_of_series(&remark, &series);
    }
}
