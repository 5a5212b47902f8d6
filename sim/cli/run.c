// run.c -- `coroscope run`: what the program prints goes out while it runs; everything
// else that there is to say comes after it, on standard error.

#include "cli/complain.h"
#include "cli/expect.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/stop.h"
#include "cli/verbs.h"
#include "output/explain.h"
#include "output/file.h"
#include "output/report.h"
#include "output/timeline.h"
#include "simulation.h"

#include <stdio.h>
#include <unistd.h>

typedef struct Run {
    const Options *options;
    Paint paint;      // of standard output
    OutFile *out;     // standard output
    bool shows_later; // a picture of the run takes the place of its output
    bool to_terminal;
    bool has_expect;
    Expect expect;
    Text line; // what was printed of a line that is not complete yet
    Progress progress;
} Run;

// ---- While the program runs ----

static void line_done(Run *run, SimTime time)
{
    if (run->has_expect)
        expect_line(&run->expect, text_string(&run->line), run->line.size);
    if (run->options->times && !run->shows_later) {
        Text stamp = {0};
        timeline_add_time(&run->paint, time, &stamp);
        file_add_bytes(run->out, stamp.bytes, stamp.size);
        file_add_bytes(run->out, text_string(&run->line), run->line.size);
        file_add(run->out, "\n");
        text_free(&stamp);
    }
    text_clear(&run->line);
}

static void take_lines(Run *run, SimTime time, const char *bytes, size_t size)
{
    const char *end = bytes + size;
    for (const char *newline; (newline = memchr(bytes, '\n', (size_t)(end - bytes)));
         bytes = newline + 1) {
        text_add_bytes(&run->line, bytes, (size_t)(newline - bytes));
        line_done(run, time);
    }
    text_add_bytes(&run->line, bytes, (size_t)(end - bytes));
}

static bool on_print(void *owner, SimulationStream stream, SimTime time,
                     const char *bytes, size_t size)
{
    Run *run = owner;
    if (stream == STREAM_STDERR) {
        progress_clear(&run->progress);
        file_flush(run->out);
        fwrite(bytes, 1, size, stderr);
        return file_is_well(run->out);
    }
    if (run->has_expect || run->options->times) take_lines(run, time, bytes, size);
    if (!run->shows_later && !run->options->times) file_add_bytes(run->out, bytes, size);
    if (run->to_terminal && !run->shows_later) {
        progress_clear(&run->progress);
        file_flush(run->out);
    }
    return file_is_well(run->out);
}

static void on_progress(void *owner, SimTime time, uint64_t operations, uint32_t tasks)
{
    Run *run = owner;
    file_flush(run->out);
    progress_show(&run->progress, time, operations, tasks);
}

// ---- Afterwards ----

static void show_trace(Run *run, const Trace *trace)
{
    const Options *options = run->options;
    if (options->timeline) timeline_write(trace, &run->paint, run->out);
    if (options->timeline && options->explain) file_add(run->out, "\n");
    if (options->explain) explain_write(trace, &run->paint, run->out);
    if (!options->timeline && !options->explain)
        timeline_write_prints(trace, &run->paint, run->out);
}

static int status_of(const TraceOutcome *outcome)
{
    static const int statuses[] = {
        [OUTCOME_OK] = EXIT_OK,
        [OUTCOME_ERROR] = EXIT_PROGRAM_FAILED,
        [OUTCOME_DEADLOCK] = EXIT_DEADLOCK,
        [OUTCOME_LIMIT] = EXIT_LIMIT,
    };
    return statuses[outcome->end];
}

// Closes standard output; a pipe that nobody reads any more is no mistake.
static int close_output(Run *run, int status)
{
    Text message = {0};
    bool well = file_close(run->out, &message);
    if (!well && message.size) {
        fprintf(stderr, "coroscope: %s\n", text_string(&message));
        status = EXIT_OUTSIDE;
    } else if (!well && status != EXIT_INTERRUPTED) {
        status = EXIT_PIPE_CLOSED;
    }
    if (status == EXIT_INTERRUPTED)
        complain(run->options->language, SENTENCE_INTERRUPTED, "", NULL);
    text_free(&message);
    return status;
}

static void print_report(Run *run, const Trace *trace, const char *traceback)
{
    Paint paint = options_paint(run->options, STDERR_FILENO);
    Text report = {0};
    report_diagnostics(trace, &paint, &report);
    if (traceback) text_add(&report, traceback);
    report_outcome(trace, &paint, !traceback, &report);
    if (report.size) {
        file_flush(run->out);
        fwrite(report.bytes, 1, report.size, stderr);
    }
    text_free(&report);
}

static bool as_expected(Run *run)
{
    if (!run->has_expect) return true;
    Text difference = {0};
    bool same = expect_end(&run->expect, run->options->language, &difference);
    if (!same) {
        file_flush(run->out);
        fwrite(difference.bytes, 1, difference.size, stderr);
    }
    text_free(&difference);
    return same;
}

static int run_scenario(Run *run, const Scenario *scenario)
{
    const Options *options = run->options;
    volatile sig_atomic_t *stop = run->out->stop = stop_watch();
    Simulation *simulation =
        simulation_run(scenario, &(SimulationOptions){.has_seed = options->has_seed,
                                                      .seed = options->seed,
                                                      .record = run->shows_later,
                                                      .print = on_print,
                                                      .progress = on_progress,
                                                      .owner = run,
                                                      .interrupt = stop});
    progress_clear(&run->progress);
    int status = EXIT_OK;
    const Trace *trace = simulation_trace(simulation);
    bool is_over = !simulation_was_stopped(simulation);
    if (is_over && run->line.size) line_done(run, trace->outcome.time);
    if (is_over && run->shows_later) show_trace(run, trace);
    if (*stop) {
        status = EXIT_INTERRUPTED;
    } else if (is_over) {
        print_report(run, trace, simulation_traceback(simulation));
        status = status_of(&trace->outcome);
        if (!as_expected(run) && status == EXIT_OK) status = EXIT_PROGRAM_FAILED;
    }
    simulation_close(simulation);
    return status;
}

static bool only_shows(const Options *options)
{
    return options->timeline || options->explain || options->times;
}

static int run_input(Run *run, const Input *input)
{
    const Options *options = run->options;
    if (input->trace) {
        if (!only_shows(options) || options->expect || options->has_seed ||
            machines_wished(&options->machines)) {
            complain(options->language, SENTENCE_TRACE_NOT_RUN, options->files[0], NULL);
            return EXIT_NOT_LOADED;
        }
        show_trace(run, input->trace);
        print_report(run, input->trace, NULL);
        return EXIT_OK;
    }
    input_choose_machine(input, &options->machines);
    return run_scenario(run, input->scenario);
}

int verb_run(const Options *options)
{
    Run run = {.options = options,
               .paint = options_paint(options, STDOUT_FILENO),
               .shows_later = options->timeline || options->explain,
               .to_terminal = isatty(STDOUT_FILENO),
               .progress = progress_begin(options->language)};
    if (options->expect) {
        if (!expect_open(&run.expect, options->expect, options->language))
            return EXIT_NOT_LOADED;
        run.has_expect = true;
    }
    Input input;
    int status = EXIT_NOT_LOADED;
    if (input_open(&input, options->files[0], options->language)) {
        run.out = file_open("-", options->language, NULL);
        status = run_input(&run, &input);
        status = close_output(&run, status);
    }
    input_close(&input);
    expect_close(&run.expect);
    text_free(&run.line);
    return status;
}
