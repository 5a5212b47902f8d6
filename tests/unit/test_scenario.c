// test_scenario.c -- the keys of a scenario and their defaults.

#include "loading.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HEAD "{\"coroscope\": 1, \"title\": \"t\", \"program\": [\"x = 1\"]"

static void what_a_scenario_does_not_say_has_its_default(void **state)
{
    (void)state;
    Loading l = loading_of("folder/s.json", HEAD "}");
    const Scenario *s = l.scenario;
    assert_non_null(s);
    assert_int_equal(s->machine.model, MACHINE_EVENT_LOOP);
    assert_int_equal(s->machine.cores, 4);
    assert_int_equal(s->machine.quantum, 10000000);
    assert_int_equal(s->machine.switch_interval, 5000000);
    assert_int_equal(s->compare_count, 2);
    assert_int_equal(s->compare[1].model, MACHINE_PARALLEL);
    assert_int_equal(s->seed, 0);
    assert_true(s->limits.time == INT64_C(9000000000000000));
    assert_int_equal(s->limits.steps, 1000000000);
    assert_false(s->has_machine || s->has_compare || s->has_seed || s->has_limits);
    assert_string_equal(s->title.items[0].text, "t");
    assert_int_equal(s->about.count, 0);
    assert_string_equal(s->program->name, "s.json");
    assert_string_equal(s->program->text, "x = 1");
    loading_end(&l);
}

static void everything_that_can_be_said_is_read(void **state)
{
    (void)state;
    Loading l = loading_of(
        "s.json",
        "{\"$schema\": \"u\", \"coroscope\": 1, \"title\": {\"ko\": \"제목\", \"en\": "
        "\"e\"}, "
        "\"about\": \"a\", \"program\": [\"if 1:\", \"  x = 1\", \"\"], \"seed\": -5, "
        "\"machine\": {\"model\": \"threads\", \"cores\": 2, \"quantum\": 0.5, "
        "\"switch_interval\": 1e-3, \"cost\": {\"op\": 2e-8, \"step\": 1, \"thread\": 2, "
        "\"process\": 3}}, \"compare\": [\"sequential\", \"parallel:8\"], \"tags\": "
        "[\"x\"], "
        "\"limits\": {\"time\": 1.5, \"steps\": 10, \"tasks\": 11, \"memory_mb\": 12, "
        "\"output_kb\": 13}}");
    assert_string_equal(text_string(&l.messages), "");
    const Scenario *s = l.scenario;
    assert_string_equal(s->schema, "u");
    assert_string_equal(wordings_in(&s->title, LANGUAGE_KOREAN), "제목");
    assert_string_equal(wordings_in(&s->title, LANGUAGE_ENGLISH), "e");
    assert_string_equal(wordings_in(&s->about, LANGUAGE_KOREAN), "a");
    assert_int_equal(s->machine.model, MACHINE_THREADS);
    assert_int_equal(s->machine.cores, 2);
    assert_int_equal(s->machine.quantum, 500000000);
    assert_int_equal(s->machine.switch_interval, 1000000);
    assert_int_equal(s->machine.cost_op, 20);
    assert_int_equal(s->machine.cost_process, 3000000000);
    assert_int_equal(s->compare[0].model, MACHINE_SEQUENTIAL);
    assert_int_equal(s->compare[1].cores, 8);
    assert_int_equal(s->seed, -5);
    assert_int_equal(s->limits.time, 1500000000);
    assert_int_equal(s->limits.output_kb, 13);
    assert_string_equal(s->tags[0], "x");
    assert_string_equal(s->program->text, "if 1:\n  x = 1\n");
    assert_int_equal(s->program->line_count, 3);
    assert_true(s->has_machine && s->has_compare && s->has_seed && s->has_limits);
    loading_end(&l);
}

static void a_python_file_is_a_scenario(void **state)
{
    (void)state;
    Loading l = loading_of("folder/hello.py", "\xef\xbb\xbfx = 1\r\ny = 2\r\n");
    assert_true(l.scenario->is_python);
    assert_string_equal(l.scenario->title.items[0].text, "hello.py");
    assert_string_equal(l.scenario->program->name, "hello.py");
    assert_string_equal(l.scenario->program->text, "x = 1\ny = 2");
    loading_end(&l);
}

static void standard_input_is_told_apart_by_its_first_character(void **state)
{
    (void)state;
    Loading l = loading_of("-", "\n" HEAD "}");
    assert_false(l.scenario->is_python);
    loading_end(&l);
    l = loading_of("-", "import asyncio\n");
    assert_true(l.scenario->is_python);
    assert_string_equal(l.scenario->program->name, "<stdin>");
    loading_end(&l);
}

static void a_cost_above_zero_that_rounds_to_zero_is_an_error(void **state)
{
    (void)state;
    expect_error("s.json", HEAD ", \"machine\": {\"cost\": {\"op\": 4e-10}}}",
                 "\"op\" is above 0 but rounds to 0 nanoseconds");
    Loading l = loading_of("s.json", HEAD ", \"machine\": {\"cost\": {\"op\": 6e-10}}}");
    assert_int_equal(l.scenario->machine.cost_op, 1);
    loading_end(&l);
}

static void a_trace_file_is_not_a_scenario(void **state)
{
    (void)state;
    expect_error("t.json", "{\"coroscope-trace\": 1}",
                 "this is a trace file, not a scenario");
    assert_true(scenario_is_trace(" { \"coroscope-trace\": 1", 24));
    assert_false(scenario_is_trace("{\"coroscope\": 1", 15));
    assert_false(scenario_is_trace("{\"coroscope-tr", 14));
    assert_false(scenario_is_trace("", 0));
}

static void unknown_keys_come_with_the_nearest_one(void **state)
{
    (void)state;
    expect_messages("s.json", HEAD ",\n\"sed\": 1}",
                    "s.json:2:1: error: unknown key \"sed\"\n"
                    "    2 | \"sed\": 1}\n"
                    "      | ^^^^^\n"
                    "  help: did you mean \"seed\"?\n");
}

static void a_mistake_in_the_program_is_shown_in_the_json(void **state)
{
    (void)state;
    expect_messages("s.json",
                    "{\"coroscope\": 1, \"title\": \"t\", \"program\": [\n"
                    "\"x = '\\uac00\\\"' +\", \"y = (1\"]}",
                    "s.json:2:18: error: invalid syntax\n"
                    "    2 | \"x = '\\uac00\\\"' +\", \"y = (1\"]}\n"
                    "      |                  ^\n"
                    "s.json:2:26: error: '(' was never closed\n"
                    "    2 | \"x = '\\uac00\\\"' +\", \"y = (1\"]}\n"
                    "      |                          ^\n");
}

static void the_program_may_be_a_file_beside_the_scenario(void **state)
{
    (void)state;
    char folder[] = "/tmp/coroscope-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char program[100], scenario[100];
    snprintf(program, sizeof program, "%s/p.py", folder);
    snprintf(scenario, sizeof scenario, "%s/s.json", folder);
    FILE *file = fopen(program, "w");
    fputs("x = 1\nprint(x)\n", file);
    fclose(file);
    Loading l = loading_of(scenario,
                           "{\"coroscope\": 1, \"title\": \"t\", \"program\": \"p.py\"}");
    assert_non_null(l.scenario);
    assert_string_equal(l.scenario->program_file, "p.py");
    assert_string_equal(l.scenario->program->name, "p.py");
    assert_string_equal(l.scenario->program->text, "x = 1\nprint(x)");
    loading_end(&l);
    unlink(program);
    rmdir(folder);
    static const char *const outside[] = {"../p.py", "/p.py", "a/../../p.py", "..\\p.py"};
    for (int i = 0; i < 4; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "{\"coroscope\": 1, \"title\": \"t\", \"program\": \"%s\"}", outside[i]);
        if (i < 3)
            expect_error(
                "s.json", text,
                "the program's file must be in the scenario's folder or below it");
    }
}

static void files_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    static const char *const paths[] = {"/nowhere/x.json", "/tmp"};
    for (int i = 0; i < 2; i++) {
        Arena *arena = arena_open();
        Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
        assert_null(scenario_load(arena, paths[i], diag));
        assert_int_equal(diag_error_count(diag), 1);
        arena_close(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_scenario_does_not_say_has_its_default),
        cmocka_unit_test(everything_that_can_be_said_is_read),
        cmocka_unit_test(a_python_file_is_a_scenario),
        cmocka_unit_test(standard_input_is_told_apart_by_its_first_character),
        cmocka_unit_test(a_cost_above_zero_that_rounds_to_zero_is_an_error),
        cmocka_unit_test(a_trace_file_is_not_a_scenario),
        cmocka_unit_test(unknown_keys_come_with_the_nearest_one),
        cmocka_unit_test(a_mistake_in_the_program_is_shown_in_the_json),
        cmocka_unit_test(the_program_may_be_a_file_beside_the_scenario),
        cmocka_unit_test(files_that_cannot_be_read_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
