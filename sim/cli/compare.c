// compare.c -- `coroscope compare`: one program, several machines, one table.

#include "cli/compare_runs.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/picture.h"
#include "cli/stop.h"
#include "cli/sweep.h"
#include "cli/verbs.h"
#include "output/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum CompareForm { FORM_TEXT, FORM_JSON, FORM_CSV } CompareForm;

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name), tail = strlen(end);
    return size >= tail && strcmp(name + size - tail, end) == 0;
}

// What to write to the file of -o. False, with a message, if its name does not say it.
static bool form_of_file(const Options *options, CompareForm *form)
{
    if (!options->out) return true;
    *form = ends_with(options->out, ".csv") ? FORM_CSV : FORM_JSON;
    if (*form == FORM_CSV || ends_with(options->out, ".json")) return true;
    complain(options->language, SENTENCE_NO_COMPARE_FORMAT, options->out, "--json");
    return false;
}

// ---- Which runs there are ----

static Machine machine_of(const Scenario *scenario, const Options *options, int number)
{
    const MachineWishes *wishes = &options->machines;
    if (wishes->on_count)
        return machines_chosen(wishes, &scenario->machine, &wishes->on[number]);
    return machines_chosen(wishes, &scenario->compare[number], NULL);
}

// The machines to compare, in [*list]; how many. Where the cores are swept, machines that
// differ in nothing else are one.
static int list_machines(const Input *input, const Sweep *sweep, const Options *options,
                         Machine **list)
{
    const Scenario *scenario = input->scenario;
    int all =
        options->machines.on_count ? options->machines.on_count : scenario->compare_count;
    *list = ARENA_ARRAY(input->arena, Machine, all);
    int count = 0;
    for (int i = 0; i < all; i++) {
        Machine machine = machine_of(scenario, options, i);
        if (sweep->cores) machine.cores = 1;
        bool is_new = true;
        for (int before = 0; sweep->cores && before < count; before++)
            is_new = is_new && !machine_equals(&(*list)[before], &machine);
        if (is_new) (*list)[count++] = machine;
    }
    return count;
}

static Comparison *plan(const Input *input, const Sweep *sweep, const Options *options)
{
    const Scenario *scenario = input->scenario;
    Machine *list;
    int machines = list_machines(input, sweep, options, &list);
    Comparison *comparison = comparison_new(input->arena, machines, sweep->count);
    const char *title = wordings_in(&scenario->title, options->language);
    comparison->title = title ? title : scenario->program->name;
    comparison->file = scenario->file;
    comparison->seed = options->has_seed ? options->seed : scenario->seed;
    comparison->sweep = sweep->name;
    for (int i = 0; i < comparison_count(comparison); i++) {
        ComparedRun *run = &comparison->runs[i];
        run->machine = list[i / sweep->count];
        run->value = sweep->name ? sweep->values[i % sweep->count] : NULL;
        run->trouble = "";
        if (sweep->cores) run->machine.cores = atoi(run->value);
    }
    return comparison;
}

// ---- Writing ----

static void write_form(const Comparison *comparison, CompareForm form,
                       const Options *options, OutFile *file)
{
    if (form == FORM_JSON) {
        comparison_write_json(comparison, options->language, file);
    } else if (form == FORM_CSV) {
        comparison_write_csv(comparison, file);
    } else {
        Paint paint = options_paint(options, STDOUT_FILENO);
        Text text = {0};
        comparison_show(comparison, &paint, &text);
        file_add_bytes(file, text.bytes, text.size);
        text_free(&text);
    }
}

// Writes it to [path]; the exit status.
static int write_to(const char *path, const Comparison *comparison, CompareForm form,
                    const Options *options, volatile sig_atomic_t *stop)
{
    Text message = {0};
    OutFile *file = file_open(path, options->language, &message);
    bool well = false;
    if (file) {
        file->stop = stop;
        write_form(comparison, form, options, file);
        well = file_close(file, &message);
    }
    int status = well ? EXIT_OK : message.size ? EXIT_OUTSIDE : EXIT_PIPE_CLOSED;
    if (!well && *stop) status = EXIT_INTERRUPTED;
    if (message.size) fprintf(stderr, "coroscope: %s\n", text_string(&message));
    text_free(&message);
    return status;
}

static int write_all(Comparison *comparison, CompareForm form, const Options *options,
                     volatile sig_atomic_t *stop)
{
    comparison_relate(comparison);
    int status = EXIT_OK;
    if (options->out) status = write_to(options->out, comparison, form, options, stop);
    if (status != EXIT_OK) return status;
    return write_to("-", comparison, options->json ? FORM_JSON : FORM_TEXT, options,
                    stop);
}

// ---- The verb ----

static int compare_scenario(const Input *input, CompareForm form, const Options *options)
{
    Sweep sweep;
    if (!sweep_read(input->arena, options->sweep, input->scenario->program,
                    options->language, &sweep))
        return EXIT_NOT_LOADED;
    Comparison *comparison = plan(input, &sweep, options);
    volatile sig_atomic_t *stop = stop_watch();
    int status = EXIT_INTERRUPTED;
    if (compare_runs(comparison, input->scenario, &sweep, options, stop))
        status = write_all(comparison, form, options, stop);
    if (status == EXIT_INTERRUPTED)
        complain(options->language,
                 options->out ? SENTENCE_NOT_WRITTEN : SENTENCE_INTERRUPTED,
                 options->out ? options->out : "", NULL);
    comparison_free(comparison);
    return status;
}

static int draw_comparison(const Options *options)
{
    Options drawn = *options;
    drawn.compares = true;
    return picture_export(&drawn, picture_form(options));
}

int verb_compare(const Options *options)
{
    CompareForm form = FORM_TEXT;
    Options table = *options;
    if (options->out && !options->sweep && picture_form(options) != PICTURE_NONE) {
        int status = draw_comparison(options);
        // Standard input cannot be read twice.
        if (status != EXIT_OK || strcmp(options->files[0], "-") == 0) return status;
        table.out = NULL;
        options = &table;
    }
    if (!form_of_file(options, &form)) return EXIT_NOT_LOADED;
    Input input;
    int status = EXIT_NOT_LOADED;
    if (input_open(&input, options->files[0], options->language)) {
        if (input.trace)
            complain(options->language, SENTENCE_TRACE_NOT_RUN, options->files[0], NULL);
        else
            status = compare_scenario(&input, form, options);
    }
    input_close(&input);
    return status;
}
