// loading.h -- for the tests of the loader: a text in, the tree or the messages out.

#ifndef UNIT_LOADING_H
#define UNIT_LOADING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/scenario.h"

#include <string.h>

// One loading: everything in it lives until loading_end().
typedef struct Loading {
    Arena *arena;
    Diag *diag;
    Scenario *scenario; // NULL if it did not load
    Text messages;      // as a terminal would show them
} Loading;

static inline Loading loading_of(const char *name, const char *text)
{
    Loading loading = {.arena = arena_open()};
    loading.diag = diag_new(loading.arena, LANGUAGE_ENGLISH);
    loading.scenario =
        scenario_parse(loading.arena, name, text, strlen(text), loading.diag);
    diag_print(loading.diag, &loading.messages);
    return loading;
}

static inline void loading_end(Loading *loading)
{
    text_free(&loading->messages);
    arena_close(loading->arena);
}

// Loads [text] as Python and fails the test unless it loads without a word.
static inline Loading load_python(const char *text)
{
    Loading loading = loading_of("p.py", text);
    assert_string_equal(text_string(&loading.messages), "");
    assert_non_null(loading.scenario);
    return loading;
}

// Fails the test unless loading [text] as [name] prints exactly [messages].
static inline void expect_messages(const char *name, const char *text,
                                   const char *messages)
{
    Loading loading = loading_of(name, text);
    assert_string_equal(text_string(&loading.messages), messages);
    loading_end(&loading);
}

// Fails the test unless the first error about [text] is [message].
static inline void expect_error(const char *name, const char *text, const char *message)
{
    Loading loading = loading_of(name, text);
    assert_null(loading.scenario);
    const char *error = strstr(text_string(&loading.messages), "error: ");
    assert_non_null(error);
    error += strlen("error: ");
    assert_int_equal(strchr(error, '\n') - error, strlen(message));
    assert_memory_equal(error, message, strlen(message));
    loading_end(&loading);
}

#endif
