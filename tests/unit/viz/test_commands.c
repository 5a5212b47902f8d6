// test_commands.c -- the table of commands: names, keys, and that each of them does something.

#include "viz/camera.h"
#include "viz/commands.h"
#include "viz/menu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void no_two_commands_have_the_same_name(void **state)
{
    (void)state;

    for (Command command = 1; command < COMMAND_COUNT; command++)
        assert_int_equal(command_named(command_row(command)->name), command);
}

// Every key once, each with blanks around it.
static void no_two_commands_have_the_same_key(void **state)
{
    (void)state;
    Text seen = {0};
    text_add_char(&seen, ' ');

    for (Command command = 1; command < COMMAND_COUNT; command++) {
        const char *keys = command_row(command)->keys;
        while (*keys) {
            Text key = {0};
            size_t size = strcspn(keys, " ");
            text_add_char(&key, ' ');
            text_add_bytes(&key, keys, size);
            text_add_char(&key, ' ');
            if (strstr(text_string(&seen), text_string(&key)))
                fail_msg("the key%sis there twice", text_string(&key));
            text_add(&seen, text_string(&key) + 1);
            text_free(&key);
            keys += size + strspn(keys + size, " ");
        }
    }
    text_free(&seen);
}

static void keys_are_told_as_they_stand_on_the_keyboard(void **state)
{
    (void)state;
    static const struct {
        Command command;
        const char *keys;
    } told[] = {{COMMAND_NEXT_SWITCH, "Shift+→"}, {COMMAND_ZOOM_IN, "W"},
                {COMMAND_LARGER, "Ctrl++"},       {COMMAND_FASTER, "+"},
                {COMMAND_EFFECT, "Ctrl+→, ]"},    {COMMAND_FOLD, "Enter"}};

    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        Text keys = {0};
        command_add_keys(told[i].command, &keys);
        assert_string_equal(text_string(&keys), told[i].keys);
        text_free(&keys);
    }
}

static void the_help_has_every_command_with_a_key(void **state)
{
    (void)state;
    Text help = {0};

    menu_add_text(LANGUAGE_KOREAN, &help);

    for (Command command = 1; command < COMMAND_COUNT; command++)
        if (*command_row(command)->keys)
            assert_non_null(strstr(text_string(&help), command_row(command)->name));
    text_free(&help);
}

// ---- The camera ----

static void a_camera_never_sees_beyond_the_axis(void **state)
{
    (void)state;
    Camera camera = camera_of(AXIS_TIME, 1000);
    srand(1);

    for (int i = 0; i < 10000; i++) {
        switch (rand() % 5) {
        case 0:
            camera_zoom(&camera, 0.1 + rand() % 30 / 10.0, rand() % 1200 - 100);
            break;
        case 1: camera_pan(&camera, rand() % 40 / 10.0 - 2); break;
        case 2: camera_follow(&camera, rand() % 1001); break;
        case 3: camera_fit(&camera, rand() % 1000, rand() % 1000); break;
        default:
            camera_remember(&camera);
            if (rand() % 3 == 0) camera_undo(&camera);
        }
        assert_true(camera.now.from >= 0 && camera.now.to <= 1000);
        assert_true(camera.now.to - camera.now.from >= 20);
    }
}

static void what_is_followed_is_seen(void **state)
{
    (void)state;
    Camera camera = camera_of(AXIS_TIME, 1000);
    camera_fit(&camera, 100, 200);

    camera_follow(&camera, 900);
    assert_true(camera.now.from <= 900 && camera.now.to >= 900);
    camera_follow(&camera, 3);

    assert_true(camera.now.from <= 3 && camera.now.to >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_commands_have_the_same_name),
        cmocka_unit_test(no_two_commands_have_the_same_key),
        cmocka_unit_test(keys_are_told_as_they_stand_on_the_keyboard),
        cmocka_unit_test(the_help_has_every_command_with_a_key),
        cmocka_unit_test(a_camera_never_sees_beyond_the_axis),
        cmocka_unit_test(what_is_followed_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
