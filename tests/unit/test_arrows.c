// test_arrows.c -- arrows lead from causes to what they caused, each in the form of its kind.

#include "draw/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawn_bench.h"

static const char program[] = "import asyncio\n"
                              "async def bad():\n"
                              "    await asyncio.sleep(1)\n"
                              "    raise ValueError('x')\n"
                              "async def main():\n"
                              "    a = asyncio.create_task(bad())\n"
                              "    b = asyncio.create_task(asyncio.sleep(5))\n"
                              "    c = asyncio.create_task(asyncio.sleep(1))\n"
                              "    await c\n"
                              "    try:\n"
                              "        await a\n"
                              "    except ValueError:\n"
                              "        b.cancel()\n"
                              "    await asyncio.sleep(1)\n"
                              "asyncio.run(main())\n";

typedef struct Counts {
    int of[ARROW_FORM_COUNT];
} Counts;

static Counts arrows_of(const DrawnRun *run, const Timeline *like, uint32_t event)
{
    View view = {.width = 1280, .height = 720, .theme = theme_named("dark")};
    Timeline timeline = *like;
    timeline.area = (Area){0, 0, 1280, 720};
    timeline.labels = 100;
    timeline.to = run->length;
    Moment *moment = event ? moment_open(run, event) : NULL;
    timeline.moment = moment;
    Drawing *drawing = drawing_open(1280, 720);
    timeline_draw(&timeline, drawing, run, &view);
    Counts counts = {0};
    for (uint32_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAW_ARROW) counts.of[drawing->shapes[i].mark]++;
    drawing_close(drawing);
    moment_close(moment);
    return counts;
}

static void all_arrows_in_sight_have_the_forms_of_their_kinds(void **state)
{
    (void)state;
    Bench bench = bench_of_program(program, AXIS_EVENT);

    Counts counts = arrows_of(bench.run, &(Timeline){.all_arrows = true}, 0);

    assert_int_equal(counts.of[ARROW_SPAWN], 3);
    assert_int_equal(counts.of[ARROW_WAKE], 1);
    assert_int_equal(counts.of[ARROW_CANCEL], 1);
    bench_close(&bench);
}

static void an_error_that_reaches_who_awaits_it_is_an_arrow_of_alarm(void **state)
{
    (void)state;
    Bench bench =
        bench_of_program("import asyncio\n"
                         "async def bad():\n"
                         "    raise ValueError('x')\n"
                         "async def main():\n"
                         "    await asyncio.gather(bad(), return_exceptions=True)\n"
                         "    await asyncio.create_task(bad())\n"
                         "asyncio.run(main())\n",
                         AXIS_EVENT);

    Counts counts = arrows_of(bench.run, &(Timeline){.all_arrows = true}, 0);

    assert_int_equal(counts.of[ARROW_FAIL], 2);
    bench_close(&bench);
}

static void at_the_playhead_only_its_event_has_arrows(void **state)
{
    (void)state;
    Bench bench = bench_of_program(program, AXIS_EVENT);
    const Trace *trace = bench.run->trace;
    for (uint32_t event = 1; event <= trace_count(trace); event++) {
        Counts counts = arrows_of(bench.run, &(Timeline){0}, event);
        const TracePacked *record = trace_packed(trace, event);
        bool creates =
            record->type == TRACE_TASK_CREATE && trace_event(trace, event).a != 0;
        bool awaits = record->type == TRACE_TASK_SUSPEND &&
                      trace_wait_refers((TraceWait)record->detail) == REFERS_TASK;

        if (creates) assert_int_equal(counts.of[ARROW_SPAWN], 1);
        assert_int_equal(counts.of[ARROW_AWAIT], awaits);
        assert_true(counts.of[ARROW_WAKE] + counts.of[ARROW_CANCEL] <= 1);
    }
    bench_close(&bench);
}

static void a_selected_task_shows_what_it_awaits(void **state)
{
    (void)state;
    Bench bench = bench_of_program(program, AXIS_EVENT);

    Counts counts = arrows_of(bench.run, &(Timeline){.selected = {SUBJECT_TASK, 1}}, 0);

    assert_true(counts.of[ARROW_AWAIT] >= 1);
    assert_int_equal(counts.of[ARROW_SPAWN], 3);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_arrows_in_sight_have_the_forms_of_their_kinds),
        cmocka_unit_test(an_error_that_reaches_who_awaits_it_is_an_arrow_of_alarm),
        cmocka_unit_test(at_the_playhead_only_its_event_has_arrows),
        cmocka_unit_test(a_selected_task_shows_what_it_awaits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
