// test_input.c -- from SDL's events to what they do, without a window.

#include "desk.h"
#include "viz/input.h"

#include <math.h>

static SDL_Event key_event(const Binding *binding)
{
    SDL_Event event = {.type = SDL_KEYDOWN};
    if (binding->by_place)
        event.key.keysym.scancode = (SDL_Scancode)binding->code;
    else
        event.key.keysym.sym = (SDL_Keycode)binding->code;
    event.key.keysym.mod =
        (Uint16)((binding->ctrl ? KMOD_LCTRL : 0) | (binding->shift ? KMOD_RSHIFT : 0) |
                 (binding->alt ? KMOD_LALT : 0));
    return event;
}

static void send(const KeyMap *keys, Desk *desk, SDL_Event event)
{
    input_event(keys, desk->app, &event);
    frame_draw(desk->app);
}

static void press(const KeyMap *keys, Desk *desk, SDL_Keycode key, Uint16 mod)
{
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.keysym.sym = key;
    event.key.keysym.mod = mod;
    send(keys, desk, event);
}

// ---- Keys ----

static void every_key_of_the_table_does_its_command(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);

    for (int i = 0; i < keys.count; i++) {
        const Binding *binding = &keys.bindings[i];
        Desk by_key = desk_that_is_busy(1), by_name = desk_that_is_busy(1);
        memcpy(by_name.app->document->path, by_key.path, strlen(by_key.path));
        Text one = {0}, other = {0};

        send(&keys, &by_key, key_event(binding));
        desk_do(&by_name, binding->command, NULL);

        desk_add_state(&by_key, &one);
        desk_add_state(&by_name, &other);
        assert_string_equal(text_string(&one), text_string(&other));
        text_free(&one);
        text_free(&other);
        desk_close(&by_key);
        desk_close(&by_name);
    }
}

static void signs_are_found_wherever_a_keyboard_has_them(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);
    Desk desk = desk_of(gather_program);
    double speed = desk.app->player.speed;

    press(&keys, &desk, SDLK_EQUALS, KMOD_LSHIFT);
    assert_true(desk.app->player.speed > speed);
    press(&keys, &desk, SDLK_KP_MINUS, 0);
    assert_true(desk.app->player.speed == speed);
    press(&keys, &desk, SDLK_SLASH, KMOD_LSHIFT);
    assert_int_equal(desk.app->overlay, OVERLAY_HELP);
    desk_close(&desk);
}

static void letters_are_letters_while_somebody_types(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);
    Desk desk = desk_of(gather_program);
    press(&keys, &desk, SDLK_SLASH, 0);
    SDL_Event typed = {.type = SDL_TEXTINPUT};
    strcpy(typed.text.text, "낮잠");

    press(&keys, &desk, SDLK_q, 0); // would begin a quiz
    send(&keys, &desk, typed);
    assert_string_equal(text_string(&desk.app->field.text), "낮잠");
    press(&keys, &desk, SDLK_BACKSPACE, 0);
    assert_string_equal(text_string(&desk.app->field.text), "낮");
    assert_int_equal(desk.app->quiz.kind, QUIZ_OFF);
    press(&keys, &desk, SDLK_ESCAPE, 0);

    assert_int_equal(desk.app->field.kind, FIELD_CLOSED);
    desk_close(&desk);
}

static void ctrl_g_finds_again_with_the_field_open_and_closed(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);
    Desk desk = desk_of(gather_program);
    desk_do(&desk, COMMAND_SEARCH, NULL);
    text_add(&desk.app->field.text, "nap");

    press(&keys, &desk, SDLK_g, KMOD_LCTRL);
    uint32_t first = desk.app->event;
    press(&keys, &desk, SDLK_ESCAPE, 0);
    press(&keys, &desk, SDLK_g, KMOD_LCTRL);
    assert_true(desk.app->event > first);
    press(&keys, &desk, SDLK_g, KMOD_LCTRL | KMOD_LSHIFT);

    assert_int_equal(desk.app->event, first);
    desk_close(&desk);
}

// ---- The mouse ----

// Where a display has two pixels for one of the window, events count the window's.
static void a_click_hits_what_it_points_at_on_a_dense_display(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);
    Desk desk = desk_of(gather_program);
    app_resize(desk.app, 2560, 1440, 2);
    frame_draw(desk.app);
    const Frame *frame = &desk.app->frame;
    Area play = {0};
    for (int i = 0; i < frame->spot_count; i++)
        if (frame->spots[i].command == COMMAND_PLAY_PAUSE) play = frame->spots[i].area;
    assert_true(play.w > 50);
    SDL_Event event = {.type = SDL_MOUSEBUTTONDOWN};
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = (int)(play.x + play.w / 2) / 2;
    event.button.y = (int)(play.y + play.h / 2) / 2;

    send(&keys, &desk, event);
    event.type = SDL_MOUSEBUTTONUP;
    send(&keys, &desk, event);

    assert_true(desk.app->player.plays);
    desk_close(&desk);
}

static void a_dense_display_shows_the_same_picture_with_more_pixels(void **state)
{
    (void)state;
    Desk plain = desk_of(gather_program), dense = desk_of(gather_program);
    memcpy(dense.app->document->path, plain.path, strlen(plain.path));
    app_resize(plain.app, 1280, 720, 1);
    app_resize(dense.app, 2560, 1440, 2);
    frame_draw(plain.app);
    frame_draw(dense.app);
    const Area *one = plain.app->frame.panes, *other = dense.app->frame.panes;

    for (int pane = 0; pane < PANE_COUNT; pane++) {
        assert_true(fabs(one[pane].x * 2 - other[pane].x) < 2);
        assert_true(fabs(one[pane].h * 2 - other[pane].h) < 2);
    }
    assert_int_equal(plain.app->frame.spot_count, dense.app->frame.spot_count);
    desk_close(&plain);
    desk_close(&dense);
}

static void a_file_that_is_dropped_is_opened(void **state)
{
    (void)state;
    KeyMap keys;
    input_map(&keys);
    Desk desk = desk_of(gather_program), other = desk_of("print('dropped')\n");
    SDL_Event event = {.type = SDL_DROPFILE};
    event.drop.file = SDL_strdup(other.path);

    send(&keys, &desk, event);
    app_finish_loading(desk.app, true);

    assert_true(desk_shows(&desk, "print('dropped')"));
    desk_close(&desk);
    desk_close(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_the_table_does_its_command),
        cmocka_unit_test(signs_are_found_wherever_a_keyboard_has_them),
        cmocka_unit_test(letters_are_letters_while_somebody_types),
        cmocka_unit_test(ctrl_g_finds_again_with_the_field_open_and_closed),
        cmocka_unit_test(a_click_hits_what_it_points_at_on_a_dense_display),
        cmocka_unit_test(a_dense_display_shows_the_same_picture_with_more_pixels),
        cmocka_unit_test(a_file_that_is_dropped_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
