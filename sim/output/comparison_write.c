// comparison_write.c -- a comparison for programs: JSON, and CSV for spreadsheets.

#include "output/comparison.h"

#include "output/json.h"

#include <string.h>

// ---- JSON ----

static void write_difference(const OutputDifference *difference, OutFile *file)
{
    if (!difference->line) {
        file_add(file, "null");
        return;
    }
    json_add_key(file, "{\"line\": ", difference->line);
    file_add(file, ", \"base\": ");
    json_add_maybe(file, difference->base);
    file_add(file, ", \"own\": ");
    json_add_maybe(file, difference->own);
    file_add(file, "}");
}

static void write_run(const ComparedRun *run, OutFile *file)
{
    file_add(file, "{\"machine\": ");
    json_add_machine(file, &run->machine);
    file_add(file, ", \"label\": ");
    json_add_text(file, run->label);
    file_add(file, ", \"value\": ");
    json_add_maybe(file, run->value);
    file_add(file, ", \"end\": ");
    json_add_text(file, trace_outcome_word(run->end));
    json_add_key(file, ", \"makespan\": ", run->makespan);
    json_add_key(file, ", \"base\": ", run->base);
    if (run->speedup > 0)
        file_addf(file, ", \"speedup\": %.6f", run->speedup);
    else
        file_add(file, ", \"speedup\": null");
    file_addf(file, ", \"busy\": %.6f", run->busy);
    json_add_key(file, ", \"computed\": ", run->computed);
    json_add_key(file, ", \"blocked\": ", run->blocked);
    json_add_key(file, ", \"longest_hold\": ", run->longest_hold);
    json_add_key(file, ", \"longest_chain\": ", run->chain);
    json_add_key(file, ", \"least_time\": ", run->least);
    json_add_key(file, ", \"most_alive\": ", run->most_alive);
    json_add_key(file, ", \"most_waiting\": ", run->most_waiting);
    json_add_key(file, ", \"most_running\": ", run->most_running);
    const WorkBeside *beside = &run->beside;
    json_add_key(file, ", \"beside\": {\"threads\": ", beside->threads);
    json_add_key(file, ", \"processes\": ", beside->processes);
    json_add_key(file, ", \"in_threads\": ", beside->in_threads);
    json_add_key(file, ", \"in_processes\": ", beside->in_processes);
    json_add_key(file, ", \"blocked\": ", beside->blocked);
    json_add_key(file, ", \"gil_wait\": ", beside->gil_wait);
    json_add_key(file, "}, \"steps\": ", (int64_t)run->steps);
    json_add_key(file, ", \"turns\": ", (int64_t)run->turns);
    json_add_key(file, ", \"printed\": ", (int64_t)run->printed);
    file_add(file, ", \"difference\": ");
    write_difference(&run->difference, file);
    file_add(file, "}");
}

void comparison_write_json(const Comparison *comparison, Language language, OutFile *file)
{
    file_add(file, "{\"coroscope-compare\": 1,\n\"title\": ");
    json_add_text(file, comparison->title);
    file_add(file, ",\n\"file\": ");
    json_add_text(file, comparison->file);
    json_add_key(file, ",\n\"seed\": ", comparison->seed);
    file_add(file, ",\n\"sweep\": ");
    json_add_maybe(file, comparison->sweep);
    file_add(file, ",\n\"runs\": [\n");
    for (int i = 0; i < comparison_count(comparison); i++) {
        if (i) file_add(file, ",\n");
        write_run(&comparison->runs[i], file);
    }
    Text remark = {0};
    comparison_remark(comparison, language, &remark);
    file_add(file, "\n],\n\"remark\": ");
    json_add_text(file, text_string(&remark));
    file_add(file, "}\n");
    text_free(&remark);
}

// ---- CSV ----

// As RFC 4180 has it: in quotes where it has to be, quotes doubled.
static void add_csv_text(OutFile *file, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        file_add(file, text);
        return;
    }
    file_add(file, "\"");
    for (; *text; text++) {
        if (*text == '"') file_add(file, "\"");
        file_add_bytes(file, text, 1);
    }
    file_add(file, "\"");
}

static void write_csv_run(const Comparison *comparison, const ComparedRun *run,
                          OutFile *file)
{
    add_csv_text(file, run->label);
    file_addf(file, ",%s,%d,", machine_model_name(run->machine.model),
              run->machine.cores);
    if (comparison->sweep) {
        add_csv_text(file, run->value);
        file_add(file, ",");
    }
    file_add(file, trace_outcome_word(run->end));
    json_add_key(file, ",", run->makespan);
    file_add(file, ",");
    if (run->speedup > 0) file_addf(file, "%.6f", run->speedup);
    file_addf(file, ",%.6f", run->busy);
    json_add_key(file, ",", run->computed);
    json_add_key(file, ",", run->blocked);
    json_add_key(file, ",", run->longest_hold);
    json_add_key(file, ",", run->chain);
    json_add_key(file, ",", run->most_alive);
    json_add_key(file, ",", run->most_running);
    json_add_key(file, ",", run->difference.line);
    file_add(file, "\n");
}

void comparison_write_csv(const Comparison *comparison, OutFile *file)
{
    file_add(file, "machine,model,cores,");
    if (comparison->sweep) {
        // A column of the machine's cores is there already.
        file_add(file, "sweep:");
        add_csv_text(file, comparison->sweep);
        file_add(file, ",");
    }
    file_add(file, "end,makespan_ns,speedup,busy,computed_ns,blocked_ns,longest_hold_ns,"
                   "longest_chain_ns,"
                   "most_alive,most_running,differs_in_line\n");
    for (int i = 0; i < comparison_count(comparison); i++)
        write_csv_run(comparison, &comparison->runs[i], file);
}
