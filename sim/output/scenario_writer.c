// scenario_writer.c -- the keys of the scenario format, one after the other.

#include "output/scenario_writer.h"

#include "output/json.h"
#include "output/python_writer.h"

static void begin_key(OutFile *file, const char *key)
{
    file_add(file, ",\n  ");
    json_add_text(file, key);
    file_add(file, ": ");
}

static void write_wordings(const Wordings *wordings, OutFile *file)
{
    if (wordings->count == 1 && !wordings->items[0].language) {
        json_add_text(file, wordings->items[0].text);
        return;
    }
    file_add(file, "{");
    for (int i = 0; i < wordings->count; i++) {
        if (i) file_add(file, ", ");
        json_add_text(file, wordings->items[i].language);
        file_add(file, ": ");
        json_add_text(file, wordings->items[i].text);
    }
    file_add(file, "}");
}

static void write_lines(const char *program, size_t size, OutFile *file)
{
    const char *end = program + size;
    file_add(file, "[\n    ");
    for (;;) {
        const char *newline = memchr(program, '\n', (size_t)(end - program));
        const char *stop = newline ? newline : end;
        json_add_string(file, program, (size_t)(stop - program));
        if (!newline) break;
        file_add(file, ",\n    ");
        program = newline + 1;
    }
    file_add(file, "\n  ]");
}

static void write_program(const char *program, size_t size, OutFile *file)
{
    Text text = {0};
    python_without_cpu(program, size, &text);
    write_lines(text_string(&text), text.size, file);
    text_free(&text);
}

// ---- Machines ----

// Nanoseconds as seconds, with the decimals that it takes.
static void write_seconds(int64_t time, OutFile *file)
{
    json_add_number(file, time / 1000000000);
    int64_t rest = time % 1000000000;
    if (!rest) return;
    char digits[10];
    int size = 9;
    for (int i = 8; i >= 0; i--, rest /= 10)
        digits[i] = (char)('0' + rest % 10);
    while (digits[size - 1] == '0')
        size--;
    file_add(file, ".");
    file_add_bytes(file, digits, (size_t)size);
}

static void write_time(const char *key, int64_t time, int64_t usual, const char **comma,
                       OutFile *file)
{
    if (time == usual) return;
    file_add(file, *comma);
    json_add_text(file, key);
    file_add(file, ": ");
    write_seconds(time, file);
    *comma = ", ";
}

static bool has_cost(const Machine *machine)
{
    return machine->cost_thread || machine->cost_process || machine->cost_step ||
           machine->cost_op;
}

static void write_cost(const Machine *machine, OutFile *file)
{
    const char *comma = "";
    file_add(file, ", \"cost\": {");
    write_time("thread", machine->cost_thread, 0, &comma, file);
    write_time("process", machine->cost_process, 0, &comma, file);
    write_time("step", machine->cost_step, 0, &comma, file);
    write_time("op", machine->cost_op, 0, &comma, file);
    file_add(file, "}");
}

// The shortest of the three forms that says everything: "event-loop", "parallel:8" or
// an object.
static void write_machine(const Machine *machine, OutFile *file)
{
    Machine usual = machine_default();
    const char *model = machine_model_name(machine->model);
    bool plain = machine->quantum == usual.quantum &&
                 machine->switch_interval == usual.switch_interval && !has_cost(machine);
    if (plain && machine->cores == usual.cores) {
        json_add_text(file, model);
        return;
    }
    if (plain) {
        file_addf(file, "\"%s:%d\"", model, machine->cores);
        return;
    }
    const char *comma = ", ";
    file_addf(file, "{\"model\": \"%s\"", model);
    if (machine->cores != usual.cores) file_addf(file, ", \"cores\": %d", machine->cores);
    write_time("quantum", machine->quantum, usual.quantum, &comma, file);
    write_time("switch_interval", machine->switch_interval, usual.switch_interval, &comma,
               file);
    if (has_cost(machine)) write_cost(machine, file);
    file_add(file, "}");
}

static void write_compare(const Scenario *scenario, OutFile *file)
{
    file_add(file, "[");
    for (int i = 0; i < scenario->compare_count; i++) {
        if (i) file_add(file, ", ");
        write_machine(&scenario->compare[i], file);
    }
    file_add(file, "]");
}

// ---- The rest ----

static void write_limits(const Limits *limits, OutFile *file)
{
    Limits usual = limits_default();
    const char *comma = "";
    const struct {
        const char *key;
        int64_t value, usual;
    } counts[] = {
        {"steps", limits->steps, usual.steps},
        {"tasks", limits->tasks, usual.tasks},
        {"memory_mb", limits->memory_mb, usual.memory_mb},
        {"output_kb", limits->output_kb, usual.output_kb},
    };
    file_add(file, "{");
    write_time("time", limits->time, usual.time, &comma, file);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i].value == counts[i].usual) continue;
        file_addf(file, "%s\"%s\": %lld", comma, counts[i].key,
                  (long long)counts[i].value);
        comma = ", ";
    }
    file_add(file, "}");
}

static bool limits_equal(const Limits *a, const Limits *b)
{
    return a->time == b->time && a->steps == b->steps && a->tasks == b->tasks &&
           a->memory_mb == b->memory_mb && a->output_kb == b->output_kb;
}

static void write_tags(const Scenario *scenario, OutFile *file)
{
    file_add(file, "[");
    for (int i = 0; i < scenario->tag_count; i++) {
        if (i) file_add(file, ", ");
        json_add_text(file, scenario->tags[i]);
    }
    file_add(file, "]");
}

static void write_head(const char *schema, OutFile *file)
{
    file_add(file, "{\n");
    if (schema) {
        file_add(file, "  \"$schema\": ");
        json_add_text(file, schema);
        file_add(file, ",\n");
    }
    file_addf(file, "  \"coroscope\": %d", SCENARIO_VERSION);
}

void scenario_write(const Scenario *scenario, const int64_t *new_seed, OutFile *file)
{
    Machine usual_machine = machine_default();
    Limits usual_limits = limits_default();
    int64_t seed = new_seed ? *new_seed : scenario->seed;
    write_head(scenario->schema, file);
    begin_key(file, "title");
    write_wordings(&scenario->title, file);
    if (scenario->about.count) {
        begin_key(file, "about");
        write_wordings(&scenario->about, file);
    }
    begin_key(file, "program");
    if (scenario->program_file)
        json_add_text(file, scenario->program_file);
    else
        write_program(scenario->program->text, scenario->program->size, file);
    if (!machine_equals(&scenario->machine, &usual_machine)) {
        begin_key(file, "machine");
        write_machine(&scenario->machine, file);
    }
    if (scenario->has_compare) {
        begin_key(file, "compare");
        write_compare(scenario, file);
    }
    if (seed) {
        begin_key(file, "seed");
        json_add_number(file, seed);
    }
    if (!limits_equal(&scenario->limits, &usual_limits)) {
        begin_key(file, "limits");
        write_limits(&scenario->limits, file);
    }
    if (scenario->tag_count) {
        begin_key(file, "tags");
        write_tags(scenario, file);
    }
    file_add(file, "\n}\n");
}

void scenario_write_of_trace(const Trace *trace, OutFile *file)
{
    const TraceScenario *scenario = &trace->scenario;
    Machine usual = machine_default();
    write_head(NULL, file);
    begin_key(file, "title");
    Wording titles[] = {{"en", scenario->title}, {"ko", scenario->title_korean}};
    Wording only = {NULL, scenario->title};
    write_wordings(
        scenario->title_korean ? &(Wordings){titles, 2} : &(Wordings){&only, 1}, file);
    begin_key(file, "program");
    write_program(scenario->program, scenario->program_size, file);
    if (!machine_equals(&scenario->machine, &usual)) {
        begin_key(file, "machine");
        write_machine(&scenario->machine, file);
    }
    if (scenario->seed) {
        begin_key(file, "seed");
        json_add_number(file, scenario->seed);
    }
    file_add(file, "\n}\n");
}
