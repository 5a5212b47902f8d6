// test_app.c -- what the window does, command by command, without a window.

#include "desk.h"
#include "viz/pointer.h"

// ---- The playhead ----

static void a_step_forwards_and_a_step_backwards_lead_back(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    desk_do(&desk, COMMAND_GO, "#7");
    desk_do(&desk, COMMAND_STEP, NULL);
    uint32_t ahead = desk.app->event;
    desk_do(&desk, COMMAND_BACK, NULL);

    assert_int_equal(ahead, 8);
    assert_int_equal(desk.app->event, 7);
    desk_close(&desk);
}

static void every_event_shows_the_same_whichever_way_we_came(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    uint32_t count = trace_count(app_run(desk.app)->trace);
    uint32_t *shapes = calloc(count + 1, sizeof *shapes);
    desk.app->is_reduced = true;

    for (uint32_t event = 0; event < count; event++) {
        frame_draw(desk.app);
        shapes[event] = desk.app->frame.drawing->count;
        desk_do(&desk, COMMAND_STEP, NULL);
    }
    for (uint32_t event = count; event-- > 0;) {
        desk_do(&desk, COMMAND_BACK, NULL);
        assert_int_equal(desk.app->frame.drawing->count, shapes[event]);
    }

    free(shapes);
    desk_close(&desk);
}

static void the_next_print_is_found_and_after_the_last_one_the_end(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    for (int i = 0; i < 3; i++)
        desk_do(&desk, COMMAND_NEXT_PRINT, NULL);
    assert_true(desk.app->time == SIMTIME_SECOND);
    desk_do(&desk, COMMAND_NEXT_PRINT, NULL);
    assert_true(desk.app->time == 2 * SIMTIME_SECOND);
    desk_do(&desk, COMMAND_NEXT_PRINT, NULL);

    assert_int_equal(desk.app->event, trace_count(app_run(desk.app)->trace));
    desk_close(&desk);
}

static void cause_and_effect_are_each_others_way_back(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_GO, "1.5");
    desk_do(&desk, COMMAND_LAST_SWITCH, NULL);
    uint32_t resume = desk.app->event;

    desk_do(&desk, COMMAND_CAUSE, NULL);
    assert_true(desk.app->event < resume);
    desk_do(&desk, COMMAND_EFFECT, NULL);

    assert_true(desk.app->event <= resume);
    desk_close(&desk);
}

static void a_breakpoint_stops_at_its_line(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    desk_do(&desk, COMMAND_BREAKPOINT, "5");
    desk_do(&desk, COMMAND_TO_BREAK, NULL);

    const Trace *trace = app_run(desk.app)->trace;
    assert_int_equal(trace_event_place(trace, desk.app->event).line, 5);
    assert_true(desk.app->time == SIMTIME_SECOND);
    desk_close(&desk);
}

static void bookmarks_are_gone_to_in_their_order(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_GO, "#20");
    desk_do(&desk, COMMAND_BOOKMARK, NULL);
    desk_do(&desk, COMMAND_GO, "#10");
    desk_do(&desk, COMMAND_BOOKMARK, NULL);

    desk_do(&desk, COMMAND_NEXT_MARK, NULL);
    assert_int_equal(desk.app->event, 20);
    desk_do(&desk, COMMAND_NEXT_MARK, NULL);
    assert_int_equal(desk.app->event, 10);
    desk_close(&desk);
}

static void a_search_finds_words_of_the_log_and_selects_the_task(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    assert_true(desk_do(&desk, COMMAND_SEARCH, "UP 1"));
    assert_true(desk.app->time == SIMTIME_SECOND);
    assert_int_equal(desk.app->selected.kind, SUBJECT_TASK);
    assert_false(desk_do(&desk, COMMAND_SEARCH, "no such word"));
    desk_close(&desk);
}

// ---- Playing ----

static void playing_by_event_makes_a_step_each_four_tenths_of_a_second(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    app_tick(desk.app, 10);
    desk_do(&desk, COMMAND_PLAY, NULL);
    for (int frame = 1; frame <= 121; frame++)
        app_tick(desk.app, 10 + frame / 60.0);

    assert_int_equal(desk.app->event, 5);
    desk_close(&desk);
}

static void no_frame_is_asked_for_while_nothing_changes(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);
    desk_do(&desk, COMMAND_PLAY, NULL);

    app_tick(desk.app, 10.1);
    assert_false(desk.app->is_stale);
    app_tick(desk.app, 10.3);
    app_tick(desk.app, 10.5);

    assert_true(desk.app->is_stale);
    desk_close(&desk);
}

static void playing_by_time_is_over_after_twelve_seconds(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    app_tick(desk.app, 10);
    desk_do(&desk, COMMAND_PACE, "time");
    desk_do(&desk, COMMAND_PLAY, NULL);
    for (int frame = 1; frame <= 360; frame++)
        app_tick(desk.app, 10 + frame / 60.0);
    assert_in_range(desk.app->time, 990000000, 1010000000);
    for (int frame = 361; frame <= 730; frame++)
        app_tick(desk.app, 10 + frame / 60.0);

    assert_false(desk.app->player.plays);
    assert_int_equal(desk.app->event, trace_count(app_run(desk.app)->trace));
    desk_close(&desk);
}

static void a_handle_moves_when_a_task_changes_its_list_and_then_rests(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);
    desk_do(&desk, COMMAND_SEARCH, "Task-2 begins to run");
    desk_do(&desk, COMMAND_BACK, NULL);
    app_tick(desk.app, 20);

    desk_do(&desk, COMMAND_STEP, NULL); // from READY to RUNNING
    assert_true(app_is_moving(desk.app));
    app_tick(desk.app, 20.5);

    assert_false(app_is_moving(desk.app));
    desk_close(&desk);
}

static void nothing_moves_where_motion_is_reduced(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk.app->is_reduced = true;
    app_tick(desk.app, 10);

    for (int i = 0; i < 15; i++) {
        desk_do(&desk, COMMAND_STEP, NULL);
        assert_false(motion_is_on(&desk.app->motion, desk.app->now));
    }
    desk_close(&desk);
}

// ---- Runs and lanes ----

static void two_runs_share_the_playhead(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    desk_do(&desk, COMMAND_GO, "1.5");
    desk_do(&desk, COMMAND_RUN_BOTH, NULL);
    assert_int_equal(desk.app->frame.band_count, 2);
    desk_do(&desk, COMMAND_RUN_B, NULL);

    assert_int_equal(desk.app->focus, 1);
    assert_true(desk.app->time == SIMTIME_SECOND * 3 / 2);
    desk_close(&desk);
}

static void what_a_task_made_is_folded_away_and_comes_back(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    assert_int_equal(desk.app->frame.bands[0].rows, 3);

    desk_do(&desk, COMMAND_LANE_DOWN, NULL);
    desk_do(&desk, COMMAND_FOLD, NULL);
    assert_int_equal(desk.app->frame.bands[0].rows, 1);
    desk_do(&desk, COMMAND_FOLD, NULL);

    assert_int_equal(desk.app->frame.bands[0].rows, 3);
    desk_close(&desk);
}

static void navigation_is_undone_step_by_step(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    const Seen *seen = &desk.app->camera.now;
    int64_t all = seen->to;

    desk_do(&desk, COMMAND_ZOOM_IN, NULL);
    int64_t once = seen->to;
    desk_do(&desk, COMMAND_ZOOM_IN, NULL);
    desk_do(&desk, COMMAND_UNDO, NULL);
    assert_true(seen->to == once);
    desk_do(&desk, COMMAND_UNDO, NULL);

    assert_true(seen->to == all && seen->from == 0);
    desk_close(&desk);
}

static void the_wheel_zooms_to_the_pointer(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    Area plot = desk.app->frame.bands[0].plot;
    pointer_move(desk.app, plot.x + plot.w * 0.75, plot.y + 10);

    pointer_wheel(desk.app, 3, true, false);

    const Seen *seen = &desk.app->camera.now;
    double under = (double)seen->from + 0.75 * (double)(seen->to - seen->from);
    assert_in_range((int64_t)under, 1490000000, 1510000000);
    desk_close(&desk);
}

static void a_click_near_an_event_takes_its_time_exactly(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    Area plot = desk.app->frame.bands[0].plot;

    pointer_move(desk.app, plot.x + plot.w / 2 + 2, plot.y + 10);
    pointer_press(desk.app);
    pointer_release(desk.app);

    assert_true(desk.app->time == SIMTIME_SECOND);
    desk_close(&desk);
}

// ---- Predict ----

static void what_is_to_be_guessed_is_nowhere_in_the_window(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    desk_do(&desk, COMMAND_PREDICT, "prints");
    desk_do(&desk, COMMAND_END, NULL);

    assert_true(desk.app->event < desk.app->quiz.event);
    assert_false(desk_shows(&desk, "up 1 ")); // neither in the log nor in the output
    assert_false(desk_do(&desk, COMMAND_SEARCH, "ends and returns"));
    desk_close(&desk);
}

static void a_question_is_about_one_run_whatever_is_asked_for(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_PREDICT, "prints");

    desk_do(&desk, COMMAND_FOCUS, "2");
    desk_do(&desk, COMMAND_SHOW, "all");
    desk_do(&desk, COMMAND_NEXT_RUN, NULL);

    assert_int_equal(desk.app->focus, 0);
    assert_false(desk.app->all);
    desk_close(&desk);
}

static void answers_are_counted_and_end_on_a_page(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    desk_do(&desk, COMMAND_PREDICT, "tasks");
    while (desk.app->quiz.state != QUIZ_IS_OVER) {
        const char right[] = {(char)('1' + desk.app->quiz.right), 0};
        desk_do(&desk, COMMAND_ANSWER, right);
        desk_do(&desk, COMMAND_STEP, NULL);
    }

    assert_int_equal(desk.app->quiz.answer_count, 4);
    assert_int_equal(desk.app->quiz.right_count, 4);
    assert_true(desk_shows(&desk, "4 of 4 right"));
    desk_close(&desk);
}

// ---- Files ----

static void a_changed_file_is_loaded_again_with_the_playhead_kept(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);
    desk_do(&desk, COMMAND_GO, "1.5");

    desk_write(&desk, "import asyncio\nasync def main():\n    await asyncio.sleep(7)\n"
                      "asyncio.run(main())\n");
    app_tick(desk.app, 11);
    app_finish_loading(desk.app, true);

    assert_true(desk.app->time == SIMTIME_SECOND * 3 / 2);
    assert_true(trace_end_time(app_run(desk.app)->trace) == 7 * SIMTIME_SECOND);
    desk_close(&desk);
}

static void a_mistake_in_a_changed_file_is_shown_and_the_old_run_stays(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);

    desk_write(&desk, "print('oh'\n");
    app_tick(desk.app, 11);
    app_finish_loading(desk.app, true);

    assert_true(desk_shows(&desk, "error: '(' was never closed"));
    assert_true(trace_end_time(app_run(desk.app)->trace) == 2 * SIMTIME_SECOND);
    app_tick(desk.app, 12); // it is not read again and again
    desk_do(&desk, COMMAND_CANCEL, NULL);
    assert_false(desk_shows(&desk, "never closed"));
    desk_close(&desk);
}

static const char endless_program[] = "while True:\n    pass\n";

static void the_old_run_can_be_used_while_a_changed_file_runs(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);

    desk_write(&desk, endless_program);
    app_tick(desk.app, 11);
    app_tick(desk.app, 11.4);

    assert_true(app_is_loading(desk.app));
    assert_true(desk_shows(&desk, "Esc stops it"));
    desk_do(&desk, COMMAND_STEP, NULL);
    assert_int_equal(desk.app->event, 1);
    desk_do(&desk, COMMAND_CANCEL, NULL);
    app_tick(desk.app, 12); // it is not run again
    assert_false(app_is_loading(desk.app));
    assert_true(trace_end_time(app_run(desk.app)->trace) == 2 * SIMTIME_SECOND);
    desk_close(&desk);
}

static void a_file_mended_while_it_runs_for_ever_is_run_anew(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    app_tick(desk.app, 10);
    desk_write(&desk, endless_program);
    app_tick(desk.app, 11);

    desk_write(&desk, "print('mended')\n");
    app_tick(desk.app, 12);
    app_finish_loading(desk.app, true);

    assert_true(desk_shows(&desk, "mended"));
    assert_false(app_is_loading(desk.app));
    desk_close(&desk);
}

static void a_window_is_closed_while_a_file_runs_for_ever(void **state)
{
    (void)state;
    Desk desk = desk_of("");
    desk_write(&desk, endless_program);
    app_load(desk.app, desk.path);

    assert_true(app_is_loading(desk.app));
    desk_close(&desk);
}

// ---- Any size ----

static void a_window_of_any_size_has_a_picture(void **state)
{
    (void)state;
    static const double sides[] = {1, 2, 40, 130, 333, 700, 3000};
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_HELP, NULL);

    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
            app_resize(desk.app, sides[i], sides[k], i % 2 ? 1 : 2);
            frame_draw(desk.app);
            assert_true(desk.app->frame.drawing->count > 0);
        }
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_forwards_and_a_step_backwards_lead_back),
        cmocka_unit_test(every_event_shows_the_same_whichever_way_we_came),
        cmocka_unit_test(the_next_print_is_found_and_after_the_last_one_the_end),
        cmocka_unit_test(cause_and_effect_are_each_others_way_back),
        cmocka_unit_test(a_breakpoint_stops_at_its_line),
        cmocka_unit_test(bookmarks_are_gone_to_in_their_order),
        cmocka_unit_test(a_search_finds_words_of_the_log_and_selects_the_task),
        cmocka_unit_test(playing_by_event_makes_a_step_each_four_tenths_of_a_second),
        cmocka_unit_test(no_frame_is_asked_for_while_nothing_changes),
        cmocka_unit_test(playing_by_time_is_over_after_twelve_seconds),
        cmocka_unit_test(a_handle_moves_when_a_task_changes_its_list_and_then_rests),
        cmocka_unit_test(nothing_moves_where_motion_is_reduced),
        cmocka_unit_test(two_runs_share_the_playhead),
        cmocka_unit_test(what_a_task_made_is_folded_away_and_comes_back),
        cmocka_unit_test(navigation_is_undone_step_by_step),
        cmocka_unit_test(the_wheel_zooms_to_the_pointer),
        cmocka_unit_test(a_click_near_an_event_takes_its_time_exactly),
        cmocka_unit_test(what_is_to_be_guessed_is_nowhere_in_the_window),
        cmocka_unit_test(a_question_is_about_one_run_whatever_is_asked_for),
        cmocka_unit_test(answers_are_counted_and_end_on_a_page),
        cmocka_unit_test(a_changed_file_is_loaded_again_with_the_playhead_kept),
        cmocka_unit_test(a_mistake_in_a_changed_file_is_shown_and_the_old_run_stays),
        cmocka_unit_test(the_old_run_can_be_used_while_a_changed_file_runs),
        cmocka_unit_test(a_file_mended_while_it_runs_for_ever_is_run_anew),
        cmocka_unit_test(a_window_is_closed_while_a_file_runs_for_ever),
        cmocka_unit_test(a_window_of_any_size_has_a_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
