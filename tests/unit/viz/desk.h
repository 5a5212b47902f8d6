// desk.h -- a window without a display: an app that shows a program from a file.

#ifndef TEST_DESK_H
#define TEST_DESK_H

#include "viz/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Desk {
    char path[64];
    App *app;
    Text message;
} Desk;

static const char gather_program[] = "import asyncio\n"
                                     "async def nap(n):\n"
                                     "    print('nap', n)\n"
                                     "    await asyncio.sleep(n)\n"
                                     "    print('up', n)\n"
                                     "async def main():\n"
                                     "    await asyncio.gather(nap(2), nap(1))\n"
                                     "asyncio.run(main())\n";

static inline void desk_write(const Desk *desk, const char *program)
{
    FILE *file = fopen(desk->path, "w");
    assert_non_null(file);
    fputs(program, file);
    fclose(file);
}

// The caller closes it.
static inline Desk desk_of(const char *program)
{
    Desk desk = {.path = "/tmp/desk_XXXXXX.py"};
    int fd = mkstemps(desk.path, 3);
    assert_true(fd >= 0);
    close(fd);
    desk_write(&desk, program);
    Options options = {.language = LANGUAGE_ENGLISH};
    Document *document =
        document_open(desk.path, &options, NULL, NULL, NULL, &desk.message);
    assert_non_null(document);
    desk.app = app_open(&options, document, NULL);
    frame_draw(desk.app);
    return desk;
}

static inline void desk_close(Desk *desk)
{
    app_close(desk->app);
    text_free(&desk->message);
    unlink(desk->path);
}

static inline bool desk_do(Desk *desk, Command command, const char *argument)
{
    text_clear(&desk->message);
    bool well = app_do(desk->app, command, argument, &desk->message);
    frame_draw(desk->app);
    return well;
}

// True if a text of the window's picture contains [part].
static inline bool desk_shows(Desk *desk, const char *part)
{
    frame_draw(desk->app);
    const Drawing *drawing = desk->app->frame.drawing;
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Shape *shape = &drawing->shapes[i];
        if (shape->kind == DRAW_TEXT && strstr(shape->text, part)) return true;
    }
    return false;
}

// What a command may change, as text.
static inline void desk_add_state(Desk *desk, Text *out)
{
    App *app = desk->app;
    const Seen *seen = &app->camera.now;
    text_addf(out, "%u %lld axis %d seen %lld-%lld/%u undo %d", app->event,
              (long long)app->time, (int)app->axis, (long long)seen->from,
              (long long)seen->to, seen->row, app->camera.past_count);
    text_addf(out, " selected %d/%u run %d/%d arrows %d", (int)app->selected.kind,
              app->selected.number, app->focus, app->all, app->all_arrows);
    text_addf(out, " plays %d pace %d speed %g quiz %d field %d overlay %d",
              app->player.plays, (int)app->player.pace, app->player.speed,
              (int)app->quiz.kind, (int)app->field.kind, (int)app->overlay);
    text_addf(out, " pane %d theme %s language %d scale %g marks %u folded %d",
              (int)app->pane, app->theme->name, (int)app->language, app->scale,
              app_run(app)->bookmarks.count, app_run(app)->folded[0]);
    text_addf(out, " loads %d full %d quits %d \"%s\"", app->loader != NULL,
              app->wants_full_screen, app->wants_quit, text_string(&app->message));
}

static inline bool desk_save_nothing(const Drawing *drawing, const char *path,
                                     Language language, Text *message)
{
    (void)drawing, (void)path, (void)language, (void)message;
    return true;
}

// A window in which every command has something to do.
static inline Desk desk_that_is_busy(double scale)
{
    Desk desk = desk_of(gather_program);
    desk.app->is_reduced = true;
    desk.app->saver = desk_save_nothing;
    app_resize(desk.app, 1024, 600, 1);
    desk_do(&desk, COMMAND_BREAKPOINT, "5");
    desk_do(&desk, COMMAND_GO, "#9");
    desk_do(&desk, COMMAND_BOOKMARK, NULL);
    desk_do(&desk, COMMAND_SEARCH, "nap");
    desk_do(&desk, COMMAND_GO, "#12");
    desk_do(&desk, COMMAND_ZOOM_IN, NULL);
    desk_do(&desk, COMMAND_LANE_DOWN, NULL);
    desk.app->scale = scale;
    frame_draw(desk.app);
    return desk;
}

#endif
