// export.c -- `coroscope export`: the same thing in another form.

#include "cli/complain.h"
#include "cli/input.h"
#include "cli/picture.h"
#include "cli/progress.h"
#include "cli/stop.h"
#include "cli/verbs.h"
#include "output/file.h"
#include "output/perfetto.h"
#include "output/python_writer.h"
#include "output/report.h"
#include "output/scenario_writer.h"
#include "output/timeline.h"
#include "output/trace_stream.h"
#include "output/trace_writer.h"
#include "simulation.h"

#include <stdio.h>
#include <string.h>

typedef enum Format {
    FORMAT_TRACE,
    FORMAT_SCENARIO,
    FORMAT_PYTHON,
    FORMAT_TEXT,
    FORMAT_PERFETTO,
    FORMAT_COUNT
} Format;

static const char *const format_names[FORMAT_COUNT] = {"trace", "scenario", "python",
                                                       "text", "perfetto"};

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size >= tail && strcmp(name + size - tail, end) == 0;
}

// By --format, else by how the file is called. False if neither tells.
static bool format_of(const Options *options, Format *format)
{
    static const struct {
        const char *end;
        Format format;
    } ends[] = {
        {".perfetto.json", FORMAT_PERFETTO},
        {".trace.json", FORMAT_TRACE},
        {"/trace.json", FORMAT_TRACE},
        {".json", FORMAT_SCENARIO},
        {".py", FORMAT_PYTHON},
        {".txt", FORMAT_TEXT},
    };
    for (int i = 0; options->format && i < FORMAT_COUNT; i++)
        if (strcmp(options->format, format_names[i]) == 0) {
            *format = (Format)i;
            return true;
        }
    if (strcmp(options->out, "trace.json") == 0) {
        *format = FORMAT_TRACE;
        return true;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(options->out, ends[i].end)) {
            *format = ends[i].format;
            return true;
        }
    return false;
}

// A run whose trace is written while it goes on.
typedef struct Recording {
    Progress progress;
    OutFile *file;
    volatile sig_atomic_t *stop;
    TraceStream *stream; // NULL: what is written comes after the run
} Recording;

static void on_progress(void *owner, SimTime time, uint64_t operations, uint32_t tasks)
{
    progress_show(&((Recording *)owner)->progress, time, operations, tasks);
}

static void on_begin(void *owner, Trace *trace)
{
    Recording *recording = owner;
    recording->stream = trace_stream_begin(trace, recording->file, recording->stop);
}

// A page for people: the timeline, then what went wrong.
static void write_text(const Trace *trace, const Options *options, OutFile *file)
{
    Paint paint = {.ascii = options->ascii,
                   .width = 80,
                   .language = options->language,
                   .color = strcmp(options->color, "always") == 0};
    Text report = {0};
    timeline_write(trace, &paint, file);
    report_diagnostics(trace, &paint, &report);
    report_outcome(trace, &paint, true, &report);
    if (report.size) {
        file_add(file, "\n");
        file_add_bytes(file, report.bytes, report.size);
    }
    text_free(&report);
}

static void write_trace(const Trace *trace, Format format, const Options *options,
                        OutFile *file, volatile sig_atomic_t *stop)
{
    switch (format) {
    case FORMAT_TRACE: trace_write(trace, file, stop); break;
    case FORMAT_SCENARIO: scenario_write_of_trace(trace, file); break;
    case FORMAT_PYTHON:
        python_write(trace->scenario.program, trace->scenario.program_size, file);
        break;
    case FORMAT_PERFETTO: perfetto_write(trace, file); break;
    case FORMAT_TEXT:
    case FORMAT_COUNT: write_text(trace, options, file); break;
    }
}

static void write_run(const Scenario *scenario, Format format, const Options *options,
                      OutFile *file, volatile sig_atomic_t *stop)
{
    Recording recording = {
        .progress = progress_begin(options->language), .file = file, .stop = stop};
    // An interruption must end the wait for a reader: it reaches only the main thread.
    bool streams = format == FORMAT_TRACE && !file_waits_for_reader(file);
    Simulation *simulation =
        simulation_run(scenario, &(SimulationOptions){.has_seed = options->has_seed,
                                                      .seed = options->seed,
                                                      .record = true,
                                                      .begins = streams ? on_begin : NULL,
                                                      .progress = on_progress,
                                                      .owner = &recording,
                                                      .interrupt = stop});
    progress_clear(&recording.progress);
    bool stopped = simulation_was_stopped(simulation);
    if (recording.stream && stopped)
        trace_stream_abandon(recording.stream);
    else if (recording.stream)
        trace_stream_end(recording.stream);
    else if (!stopped)
        write_trace(simulation_trace(simulation), format, options, file, stop);
    simulation_close(simulation);
}

static void write_input(const Input *input, Format format, const Options *options,
                        OutFile *file, volatile sig_atomic_t *stop)
{
    const Scenario *scenario = input->scenario;
    if (input->trace)
        write_trace(input->trace, format, options, file, stop);
    else if (format == FORMAT_SCENARIO)
        scenario_write(scenario, options->has_seed ? &options->seed : NULL, file);
    else if (format == FORMAT_PYTHON)
        python_write(scenario->program->text, scenario->program->size, file);
    else
        write_run(scenario, format, options, file, stop);
}

static int export_input(const Input *input, Format format, const Options *options)
{
    if (input->scenario) input_choose_machine(input, &options->machines);
    Text message = {0};
    volatile sig_atomic_t *stop = stop_watch();
    OutFile *file = file_open(options->out, options->language, &message);
    int status = EXIT_OK;
    if (file) {
        file->stop = stop;
        if (format == FORMAT_TRACE) file_write_behind(file);
        write_input(input, format, options, file, stop);
    }
    if (*stop) {
        file_abandon(file);
        complain(options->language, SENTENCE_NOT_WRITTEN, options->out, NULL);
        status = EXIT_INTERRUPTED;
    } else if (!file || !file_close(file, &message)) {
        status = message.size ? EXIT_OUTSIDE : EXIT_PIPE_CLOSED;
        if (message.size) fprintf(stderr, "coroscope: %s\n", text_string(&message));
    }
    text_free(&message);
    return status;
}

int verb_export(const Options *options)
{
    PictureForm picture = picture_form(options);
    if (picture != PICTURE_NONE) return picture_export(options, picture);
    Format format;
    if (!format_of(options, &format)) {
        complain(options->language, SENTENCE_NO_FORMAT, options->out, NULL);
        return EXIT_NOT_LOADED;
    }
    Input input;
    int status = EXIT_NOT_LOADED;
    if (input_open(&input, options->files[0], options->language)) {
        bool changes = options->has_seed || machines_wished(&options->machines);
        if (input.trace && changes)
            complain(options->language, SENTENCE_TRACE_NOT_RUN, options->files[0], NULL);
        else
            status = export_input(&input, format, options);
    }
    input_close(&input);
    return status;
}
