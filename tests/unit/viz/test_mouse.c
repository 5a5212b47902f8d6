// test_mouse.c -- whatever a key does, the mouse does as well, and says the key.

#include "desk.h"
#include "viz/pointer.h"

// ---- Clicking ----

static void click_at(Desk *desk, double x, double y)
{
    pointer_move(desk->app, x, y);
    frame_draw(desk->app);
    pointer_press(desk->app);
    pointer_release(desk->app);
    frame_draw(desk->app);
}

// A place that does [command]; NULL if there is none now.
static const Hotspot *spot_of(Desk *desk, Command command, const char *argument)
{
    const Frame *frame = &desk->app->frame;
    for (int i = 0; i < frame->spot_count; i++) {
        const Hotspot *spot = &frame->spots[i];
        bool fits =
            !argument || (spot->argument && strcmp(spot->argument, argument) == 0);
        if (spot->command == command && fits) return spot;
    }
    return NULL;
}

static void click_spot(Desk *desk, const Hotspot *spot)
{
    assert_non_null(spot);
    Area area = spot->area;
    assert_true(area.x >= 0 && area.x + area.w <= desk->app->width);
    assert_true(area.y >= 0 && area.y + area.h <= desk->app->height);
    click_at(desk, area.x + area.w / 2, area.y + area.h / 2);
}

// Opens the menu, turns the wheel until the command is seen, and clicks at it.
static void choose(Desk *desk, Command command)
{
    click_spot(desk, spot_of(desk, COMMAND_HELP, NULL));
    assert_int_equal(desk->app->overlay, OVERLAY_HELP);
    for (int i = 0; i < COMMAND_COUNT && !spot_of(desk, command, NULL); i++) {
        pointer_wheel(desk->app, -1, false, false);
        frame_draw(desk->app);
    }
    if (!spot_of(desk, command, NULL))
        fail_msg("%s is not in the menu", command_row(command)->name);
    click_spot(desk, spot_of(desk, command, NULL));
}

// ---- Commands with a key ----

static void assert_mouse_is_key(Command command, double scale)
{
    Desk by_key = desk_that_is_busy(scale), by_mouse = desk_that_is_busy(scale);
    // Both show the same file, for its name is in what is said.
    memcpy(by_mouse.app->document->path, by_key.path, strlen(by_key.path));
    Text one = {0}, other = {0};

    if (command == COMMAND_HELP)
        click_spot(&by_mouse, spot_of(&by_mouse, command, NULL));
    else
        choose(&by_mouse, command);
    desk_do(&by_key, command, NULL);

    desk_add_state(&by_key, &one);
    desk_add_state(&by_mouse, &other);
    assert_string_equal(text_string(&one), text_string(&other));
    text_free(&one);
    text_free(&other);
    desk_close(&by_key);
    desk_close(&by_mouse);
}

static void every_command_with_a_key_is_in_the_menu_and_does_there_the_same(void **state)
{
    (void)state;
    for (Command command = 1; command < COMMAND_COUNT; command++)
        if (*command_row(command)->keys && command_row(command)->group != GROUP_SCRIPT)
            assert_mouse_is_key(command, 1);
}

static void a_large_scale_leaves_room_for_the_menu(void **state)
{
    (void)state;
    assert_mouse_is_key(COMMAND_QUIT, 3);
    assert_mouse_is_key(COMMAND_STEP, 3);
}

// ---- Commands without a key ----

static const char two_machines[] =
    "{\"coroscope\": 1, \"title\": \"a title that is far too long for the room that it "
    "has\","
    " \"program\": [\"print(1)\"], \"compare\": [\"event-loop\", \"sequential\","
    " \"threads:4\", \"parallel:4\"]}";

// A window with four runs of a program with a long title.
static Desk desk_of_four(void)
{
    Desk desk = {.path = "/tmp/desk_XXXXXX.json"};
    int fd = mkstemps(desk.path, 5);
    assert_true(fd >= 0);
    close(fd);
    desk_write(&desk, two_machines);
    Options options = {.language = LANGUAGE_ENGLISH, .compares = true};
    Document *document =
        document_open(desk.path, &options, NULL, NULL, NULL, &desk.message);
    if (!document) fail_msg("%s", text_string(&desk.message));
    desk.app = app_open(&options, document, NULL);
    app_resize(desk.app, 1024, 600, 1);
    frame_draw(desk.app);
    return desk;
}

static void a_tab_shows_its_run_and_a_badge_gives_it_the_focus(void **state)
{
    (void)state;
    Desk desk = desk_of_four();

    click_spot(&desk, spot_of(&desk, COMMAND_FOCUS, "3"));
    assert_true(desk.app->all);
    assert_int_equal(desk.app->focus, 2);
    click_spot(&desk, spot_of(&desk, COMMAND_SHOW, "4"));
    assert_false(desk.app->all);
    assert_int_equal(desk.app->focus, 3);
    click_spot(&desk, spot_of(&desk, COMMAND_RUN_BOTH, NULL));
    assert_true(desk.app->all);
    desk_close(&desk);
}

static void however_long_the_title_every_tab_has_its_room(void **state)
{
    (void)state;
    static const double scales[] = {1, 1.5, 2, 3};
    Desk desk = desk_of_four();

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        desk.app->scale = scales[i];
        frame_draw(desk.app);
        for (char run[] = "1"; *run <= '4'; (*run)++)
            assert_non_null(spot_of(&desk, COMMAND_SHOW, run));
        assert_non_null(spot_of(&desk, COMMAND_RUN_BOTH, NULL));
        assert_non_null(spot_of(&desk, COMMAND_HELP, NULL));
    }
    desk_close(&desk);
}

static void no_run_lies_over_the_next_at_any_scale(void **state)
{
    (void)state;
    static const double scales[] = {0.5, 1, 1.5, 2, 3};
    Desk desk = desk_of_four();
    const Frame *frame = &desk.app->frame;

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        desk.app->scale = scales[i];
        frame_draw(desk.app);
        assert_int_equal(frame->band_count, 4);
        for (char run[] = "2"; *run <= '4'; (*run)++) {
            const Band *above = &frame->bands[*run - '2'];
            const Hotspot *badge = spot_of(&desk, COMMAND_FOCUS, run);
            assert_non_null(badge);
            assert_true(above->plot.y + above->plot.h <= badge->area.y + 1);
        }
    }
    desk_close(&desk);
}

static void a_question_and_its_answer_are_seen_at_any_scale(void **state)
{
    (void)state;
    static const double scales[] = {1, 2, 3};

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        Desk desk = desk_of(gather_program);
        app_resize(desk.app, 1024, 600, 1);
        desk.app->scale = scales[i];
        desk_do(&desk, COMMAND_PREDICT, "tasks");
        char last[] = {(char)('0' + desk.app->quiz.count), 0};
        click_spot(&desk, spot_of(&desk, COMMAND_ANSWER, last));
        assert_true(desk_shows(&desk, "Space: the next question"));
        desk_close(&desk);
    }
}

static void the_button_that_plays_is_the_one_that_pauses(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);

    click_spot(&desk, spot_of(&desk, COMMAND_PLAY_PAUSE, NULL));
    assert_true(desk.app->player.plays);
    click_spot(&desk, spot_of(&desk, COMMAND_PLAY_PAUSE, NULL));

    assert_false(desk.app->player.plays);
    desk_close(&desk);
}

static void a_click_at_a_line_sets_a_breakpoint(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    const Drawing *drawing = desk.app->frame.drawing;
    const Shape *line = NULL;
    for (uint32_t i = 0; i < drawing->count && !line; i++)
        if (drawing->shapes[i].subject.kind == SUBJECT_LINE) line = &drawing->shapes[i];
    assert_non_null(line);
    uint32_t number = line->subject.number;

    click_at(&desk, line->x + line->w / 2, line->y - line->size / 3);

    assert_true(desk.app->breaks[number]);
    desk_close(&desk);
}

static void an_answer_is_given_by_a_click(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_PREDICT, "tasks");

    click_spot(&desk, spot_of(&desk, COMMAND_ANSWER, "1"));

    assert_int_equal(desk.app->quiz.answer_count, 1);
    assert_int_equal(desk.app->quiz.state, QUIZ_TELLS);
    uint32_t asked = desk.app->quiz.event;
    const Frame *frame = &desk.app->frame;
    for (int i = frame->spot_count; i-- > 0;) // the one in the panel, not the toolbar's
        if (frame->spots[i].command == COMMAND_PLAY_PAUSE) {
            click_spot(&desk, &frame->spots[i]);
            break;
        }
    assert_int_equal(desk.app->quiz.state, QUIZ_ASKS);
    assert_true(desk.app->quiz.event > asked);
    desk_close(&desk);
}

static void the_field_has_buttons_for_what_its_keys_do(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_SEARCH, NULL);
    text_add(&desk.app->field.text, "nap");
    frame_draw(desk.app);

    click_spot(&desk, spot_of(&desk, COMMAND_NEXT_FOUND, NULL));
    uint32_t first = desk.app->event;
    click_spot(&desk, spot_of(&desk, COMMAND_NEXT_FOUND, NULL));
    assert_true(desk.app->event > first);
    click_spot(&desk, spot_of(&desk, COMMAND_LAST_FOUND, NULL));
    assert_int_equal(desk.app->event, first);
    click_spot(&desk, spot_of(&desk, COMMAND_CANCEL, NULL));

    assert_int_equal(desk.app->field.kind, FIELD_CLOSED);
    desk_close(&desk);
}

// ---- Tooltips ----

static void assert_places_name_their_keys(Desk *desk)
{
    const Frame *frame = &desk->app->frame;
    for (int i = 0; i < frame->spot_count; i++) {
        Text key = {0};
        hotspot_add_key(&frame->spots[i], &key);
        if (!key.size) fail_msg("%s", command_row(frame->spots[i].command)->name);
        text_free(&key);
    }
}

static void every_place_to_click_at_names_its_key(void **state)
{
    (void)state;
    Desk four = desk_of_four(), quiz = desk_of(gather_program);
    desk_do(&quiz, COMMAND_PREDICT, "tasks");

    assert_places_name_their_keys(&four);
    assert_places_name_their_keys(&quiz);
    const Area *step = &spot_of(&four, COMMAND_STEP, NULL)->area;
    pointer_move(four.app, step->x + 3, step->y + 3);
    assert_true(desk_shows(&four, "next event  (→)"));

    desk_close(&four);
    desk_close(&quiz);
}

static void nothing_behind_the_menu_is_hit(void **state)
{
    (void)state;
    Desk desk = desk_of(gather_program);
    Area play = spot_of(&desk, COMMAND_PLAY_PAUSE, NULL)->area;

    desk_do(&desk, COMMAND_WORDS, NULL);
    click_at(&desk, play.x + 3, play.y + 3);

    assert_false(desk.app->player.plays);
    assert_int_equal(desk.app->overlay, OVERLAY_NONE);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_with_a_key_is_in_the_menu_and_does_there_the_same),
        cmocka_unit_test(a_large_scale_leaves_room_for_the_menu),
        cmocka_unit_test(a_tab_shows_its_run_and_a_badge_gives_it_the_focus),
        cmocka_unit_test(however_long_the_title_every_tab_has_its_room),
        cmocka_unit_test(no_run_lies_over_the_next_at_any_scale),
        cmocka_unit_test(a_question_and_its_answer_are_seen_at_any_scale),
        cmocka_unit_test(the_button_that_plays_is_the_one_that_pauses),
        cmocka_unit_test(a_click_at_a_line_sets_a_breakpoint),
        cmocka_unit_test(an_answer_is_given_by_a_click),
        cmocka_unit_test(the_field_has_buttons_for_what_its_keys_do),
        cmocka_unit_test(every_place_to_click_at_names_its_key),
        cmocka_unit_test(nothing_behind_the_menu_is_hit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
