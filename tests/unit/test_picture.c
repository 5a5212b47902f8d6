// test_picture.c -- what every picture promises: seen by everybody, legible, always the same.

#include "draw/axis.h"
#include "draw/measure.h"
#include "draw/panels.h"
#include "draw/picture.h"
#include "draw/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "drawn_bench.h"

static View view_of(const char *theme, double width, double height)
{
    return (View){.width = width, .height = height, .theme = theme_named(theme)};
}

// The SVG of a run at a moment; below 0: at none. The caller closes the file.
static OutFile *svg_of(const Bench *bench, View view, double seconds)
{
    if (seconds >= 0)
        view_go_to_time(&view, bench->run->trace, simtime_from_seconds(seconds));
    Drawing *drawing = picture_of_run(bench->run, &view);
    OutFile *file = file_in_memory();
    svg_write(drawing, file);
    drawing_close(drawing);
    return file;
}

// ---- Colours ----

static double better(double one, double other)
{
    return one > other ? one : other;
}

static void every_state_stands_out_from_the_ground_in_every_theme(void **state)
{
    (void)state;
    int count;
    const Theme *all = themes(&count);
    for (int i = 0; i < count; i++)
        for (int s = 0; s < STATE_COUNT; s++) {
            const StateColors *colors = &all[i].states[s];
            Color grounds[] = {all[i].paper, all[i].stripe, all[i].panel};
            for (int g = 0; g < 3; g++)
                assert_true(better(color_contrast(colors->fill, grounds[g]),
                                   color_contrast(colors->outline, grounds[g])) >= 3);
        }
}

static void texts_have_the_contrast_that_reading_needs(void **state)
{
    (void)state;
    int count;
    const Theme *all = themes(&count);
    for (int i = 0; i < count; i++) {
        Color grounds[] = {all[i].paper, all[i].stripe, all[i].panel};
        for (int g = 0; g < 3; g++) {
            assert_true(color_contrast(all[i].text, grounds[g]) >= 7);
            assert_true(color_contrast(all[i].dim, grounds[g]) >= 4.5);
            assert_true(color_contrast(all[i].playhead, grounds[g]) >= 7);
        }
        for (int s = 0; s < STATE_COUNT; s++)
            assert_true(color_contrast(all[i].states[s].label, all[i].states[s].fill) >=
                        4.5);
    }
}

static void no_two_states_have_the_same_pattern_and_height(void **state)
{
    (void)state;
    for (DrawnState a = 0; a < STATE_COUNT; a++)
        for (DrawnState b = a + 1; b < STATE_COUNT; b++)
            assert_true(state_form(a)->pattern != state_form(b)->pattern ||
                        state_form(a)->height != state_form(b)->height);
}

// ---- Texts ----

static void a_text_fits_where_its_measure_fits(void **state)
{
    (void)state;
    const char *text = "Task-2 작업";
    double width = measure_text(text, strlen(text), 12, false, false);

    assert_int_equal(measure_fit(text, strlen(text), width, 12, false, false),
                     strlen(text));
    assert_int_equal(measure_fit(text, strlen(text), width - 1, 12, false, false),
                     strlen(text) - 3);
}

static bool overlap(const Shape *a, const Shape *b)
{
    double across = (a->x + a->w < b->x + b->w ? a->x + a->w : b->x + b->w) -
                    (a->x > b->x ? a->x : b->x);
    double a_top = a->y - a->size * 0.72, b_top = b->y - b->size * 0.72;
    double down = (a->y < b->y ? a->y : b->y) - (a_top > b_top ? a_top : b_top);
    return across > 1 && down > 1;
}

static void assert_legible(const Drawing *drawing)
{
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *a = &drawing->shapes[i];
        if (a->kind != DRAW_TEXT) continue;
        assert_true(a->x >= -0.5 && a->x + a->w <= drawing->width + 0.5);
        assert_true(a->y <= drawing->height);
        for (uint32_t j = i + 1; j < drawing->count; j++) {
            const Shape *b = &drawing->shapes[j];
            if (b->kind != DRAW_TEXT || !overlap(a, b)) continue;
            fail_msg("\"%s\" lies over \"%s\"", a->text, b->text);
        }
    }
}

static const char *const lessons[] = {"04_gather",
                                      "09_computing_stops_everybody",
                                      "12_cancellation",
                                      "15_mixed_load",
                                      "18_race_across_await",
                                      "19_semaphore_bounds_a_crowd",
                                      "20_producer_and_consumers"};
enum { LESSON_COUNT = sizeof lessons / sizeof *lessons };

static void no_text_of_a_lesson_lies_over_another(void **state)
{
    (void)state;
    static const double sizes[][2] = {{1024, 600}, {1280, 720}, {1920, 1080}, {640, 480}};
    for (int i = 0; i < LESSON_COUNT; i++) {
        Bench bench = bench_of(lessons[i], AXIS_TIME);
        for (int size = 0; size < 8; size++) {
            View view = view_of("dark", sizes[size / 2][0], sizes[size / 2][1]);
            view.language = size % 2 ? LANGUAGE_KOREAN : LANGUAGE_ENGLISH;
            if (size % 2)
                view_go_to_time(&view, bench.run->trace, bench.run->lanes->end / 2);
            Drawing *drawing = picture_of_run(bench.run, &view);
            assert_legible(drawing);
            drawing_close(drawing);
        }
        bench_close(&bench);
    }
}

// ---- The same every time ----

static void a_picture_has_the_same_bytes_every_time(void **state)
{
    (void)state;
    Bench one = bench_of("15_mixed_load", AXIS_TIME);
    Bench other = bench_of("15_mixed_load", AXIS_TIME);
    View view = view_of("light", 1280, 720);
    size_t size, other_size;
    OutFile *a = svg_of(&one, view, 0.45), *b = svg_of(&other, view, 0.45);

    const char *bytes = file_text(a, &size), *other_bytes = file_text(b, &other_size);
    assert_int_equal(size, other_size);
    assert_memory_equal(bytes, other_bytes, size);

    file_abandon(a);
    file_abandon(b);
    bench_close(&one);
    bench_close(&other);
}

// ---- What it shows ----

static const Shape *shape_of(const Drawing *drawing, SubjectKind kind, uint32_t number)
{
    for (uint32_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].subject.kind == kind &&
            drawing->shapes[i].subject.number == number)
            return &drawing->shapes[i];
    return NULL;
}

static void every_span_that_takes_time_has_a_shape(void **state)
{
    (void)state;
    Bench bench = bench_of("04_gather", AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_run(bench.run, &view);
    const Lanes *lanes = bench.run->lanes;

    for (const Span *s = lanes->spans; s < lanes->spans + lanes->first[lanes->task_count];
         s++)
        if (s->end > s->start) assert_non_null(shape_of(drawing, SUBJECT_SPAN, s->event));

    drawing_close(drawing);
    bench_close(&bench);
}

static bool says(const Drawing *drawing, const char *words)
{
    for (uint32_t i = 0; i < drawing->count; i++)
        if (drawing->shapes[i].kind == DRAW_TEXT &&
            strstr(drawing->shapes[i].text, words))
            return true;
    return false;
}

static void who_is_late_is_told_by_how_much(void **state)
{
    (void)state;
    Bench bench = bench_of("09_computing_stops_everybody", AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_run(bench.run, &view);

    assert_true(says(drawing, "RDY 1.1 s late"));

    drawing_close(drawing);
    bench_close(&bench);
}

static void the_playhead_shows_who_waits_for_what(void **state)
{
    (void)state;
    Bench bench = bench_of("04_gather", AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    view_go_to_time(&view, bench.run->trace, simtime_from_seconds(1.5));
    Drawing *drawing = picture_of_run(bench.run, &view);

    assert_true(says(drawing, "in 500 ms"));
    assert_true(says(drawing, "gather Task-2, Task-3"));
    assert_true(says(drawing, "SLP  Task-2"));
    assert_true(says(drawing, "DON"));
    assert_false(says(drawing, "모든 작업 완료: ["));

    drawing_close(drawing);
    bench_close(&bench);
}

// ---- Runs that are not as they should be ----

static void draw_everywhere(const Bench *bench)
{
    static const double sizes[][2] = {
        {64, 64}, {300, 200}, {1280, 720}, {64, 4000}, {4000, 64}};
    for (int i = 0; i < 5; i++)
        for (uint32_t event = 0; event < 60; event += 7) {
            View view = view_of("dark", sizes[i][0], sizes[i][1]);
            if (event) view_go_to_event(&view, bench->run->trace, event);
            Drawing *drawing = picture_of_run(bench->run, &view);
            assert_true(drawing->count > 0);
            drawing_close(drawing);
        }
}

static void a_run_without_tasks_is_a_sane_picture(void **state)
{
    (void)state;
    for (AxisKind axis = 0; axis < AXIS_KIND_COUNT; axis++) {
        Bench bench = bench_of_program("print('hello')\n", axis);
        draw_everywhere(&bench);
        bench_close(&bench);
    }
}

static void a_trace_without_events_is_a_sane_picture(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    trace_set_scenario(trace, &(TraceScenario){.title = "", .program = ""});
    Bench bench = {.arena = arena_open(), .run = run_open(trace, AXIS_TIME)};

    draw_everywhere(&bench);

    run_close(bench.run);
    arena_close(bench.arena);
    trace_close(trace);
}

static void ten_thousand_tasks_are_counted_in_words(void **state)
{
    (void)state;
    Bench bench =
        bench_of_program("import asyncio\n"
                         "async def f(n):\n"
                         "    await asyncio.sleep(n % 7)\n"
                         "async def main():\n"
                         "    await asyncio.gather(*(f(n) for n in range(10000)))\n"
                         "asyncio.run(main())\n",
                         AXIS_TIME);
    View view = view_of("light", 1280, 720);
    view_go_to_time(&view, bench.run->trace, simtime_from_seconds(2.5));
    Drawing *drawing = picture_of_run(bench.run, &view);

    assert_true(says(drawing, "more tasks"));
    assert_true(drawing->count < 2000);

    drawing_close(drawing);
    bench_close(&bench);
}

static void many_small_spans_become_a_shape_for_each_pixel(void **state)
{
    (void)state;
    Bench bench = bench_of_program("import asyncio\n"
                                   "async def main():\n"
                                   "    for n in range(30000):\n"
                                   "        await asyncio.sleep(0.001)\n"
                                   "        cpu(0.001)\n"
                                   "asyncio.run(main())\n",
                                   AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_run(bench.run, &view);

    assert_true(drawing->count < 12000);

    drawing_close(drawing);
    bench_close(&bench);
}

static void steps_without_length_do_not_hide_the_waits_between_them(void **state)
{
    (void)state;
    Bench bench = bench_of_program("import asyncio\n"
                                   "async def main():\n"
                                   "    for n in range(5000):\n"
                                   "        await asyncio.sleep(0.001)\n"
                                   "asyncio.run(main())\n",
                                   AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_run(bench.run, &view);
    int high = 0;
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *shape = &drawing->shapes[i];
        high += shape->kind == DRAW_BOX && shape->subject.kind == SUBJECT_SPAN &&
                shape->fill == view.theme->states[STATE_RUN].fill && shape->h > 20;
    }

    assert_in_range(high, 1, 10);

    drawing_close(drawing);
    bench_close(&bench);
}

static void a_name_of_ten_kilobytes_is_cut(void **state)
{
    (void)state;
    Bench bench = bench_of_program(
        "import asyncio\n"
        "async def f():\n"
        "    await asyncio.sleep(1)\n"
        "    print('x' * 10000)\n"
        "async def main():\n"
        "    await asyncio.create_task(f(), name='<&\"\\n' + '가' * 4000)\n"
        "asyncio.run(main())\n",
        AXIS_TIME);
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_run(bench.run, &view);

    assert_legible(drawing);

    drawing_close(drawing);
    draw_everywhere(&bench);
    bench_close(&bench);
}

static void a_picture_of_several_runs_tells_the_speed_up(void **state)
{
    (void)state;
    Bench one = bench_of("15_mixed_load", AXIS_TIME),
          other = bench_of("13_io_bound", AXIS_TIME);
    const PictureRun runs[] = {{one.run, "one"}, {other.run, "other"}};
    View view = view_of("dark", 1280, 720);
    Drawing *drawing = picture_of_runs(runs, 2, &view);

    assert_true(says(drawing, "0.90× as fast as one"));
    assert_legible(drawing);

    drawing_close(drawing);
    bench_close(&one);
    bench_close(&other);
}

static void a_timer_tells_what_is_left_or_how_late_the_loop_is(void **state)
{
    (void)state;
    static const struct {
        SimTime due, now;
        const char *told;
    } timers[] = {{2 * SIMTIME_SECOND, SIMTIME_SECOND, "in 1 s"},
                  {SIMTIME_SECOND, SIMTIME_SECOND, "in 0 s"},
                  {SIMTIME_SECOND, 2 * SIMTIME_SECOND, "1 s late"},
                  {-INT64_MAX, 5 * SIMTIME_SECOND, "9220000000 s late"}};

    for (size_t i = 0; i < sizeof timers / sizeof *timers; i++) {
        Text told = {0};
        const TimerNow timer = {.due = timers[i].due};
        panel_add_left(&timer, timers[i].now, LANGUAGE_ENGLISH, &told);
        assert_string_equal(text_string(&told), timers[i].told);
        text_free(&told);
    }
}

static void a_length_has_three_digits_where_four_are_not_enough(void **state)
{
    (void)state;
    static const struct {
        int64_t length;
        const char *told;
    } lengths[] = {{0, "0 s"},
                   {1250000000, "1.25 s"},
                   {1125000000, "1.125 s"},
                   {317691690, "318 ms"},
                   {17691690, "17.7 ms"},
                   {999960000, "1 s"},
                   {12345 * SIMTIME_SECOND, "12300 s"},
                   {7, "7 ns"}};

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        Text told = {0};
        axis_add_time(&told, lengths[i].length);
        assert_string_equal(text_string(&told), lengths[i].told);
        text_free(&told);
    }
}

static void a_moment_has_three_decimals_in_a_run_of_a_tenth_of_a_second(void **state)
{
    (void)state;
    static const struct {
        SimTime time, whole;
        const char *told;
    } moments[] = {{195185851, 1917691690, "0.195 s"},
                   {195500000, 1917691690, "0.196 s"},
                   {1500, 99999999, "0.000001500 s"},
                   {SIMTIME_NEVER, SIMTIME_NEVER, "inf s"}};

    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        Text told = {0};
        simtime_add_label(&told, moments[i].time, moments[i].whole);
        assert_string_equal(text_string(&told), moments[i].told);
        text_free(&told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_stands_out_from_the_ground_in_every_theme),
        cmocka_unit_test(texts_have_the_contrast_that_reading_needs),
        cmocka_unit_test(no_two_states_have_the_same_pattern_and_height),
        cmocka_unit_test(a_text_fits_where_its_measure_fits),
        cmocka_unit_test(no_text_of_a_lesson_lies_over_another),
        cmocka_unit_test(a_picture_has_the_same_bytes_every_time),
        cmocka_unit_test(every_span_that_takes_time_has_a_shape),
        cmocka_unit_test(who_is_late_is_told_by_how_much),
        cmocka_unit_test(the_playhead_shows_who_waits_for_what),
        cmocka_unit_test(a_timer_tells_what_is_left_or_how_late_the_loop_is),
        cmocka_unit_test(a_length_has_three_digits_where_four_are_not_enough),
        cmocka_unit_test(a_moment_has_three_decimals_in_a_run_of_a_tenth_of_a_second),
        cmocka_unit_test(a_run_without_tasks_is_a_sane_picture),
        cmocka_unit_test(a_trace_without_events_is_a_sane_picture),
        cmocka_unit_test(ten_thousand_tasks_are_counted_in_words),
        cmocka_unit_test(many_small_spans_become_a_shape_for_each_pixel),
        cmocka_unit_test(steps_without_length_do_not_hide_the_waits_between_them),
        cmocka_unit_test(a_name_of_ten_kilobytes_is_cut),
        cmocka_unit_test(a_picture_of_several_runs_tells_the_speed_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
