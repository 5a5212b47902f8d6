// letters.h -- small coroutines that write letters, to test the order of things.
//
// A script is a coroutine: each letter of it is written down when it gets there.
//     a..z A..Z  written          .     await asyncio.sleep(0)
//     1..9       sleep so many milliseconds
//     ?          await the bench's future
//     !          raise ValueError
// When it is cancelled it writes # and ends so.

#ifndef TESTS_LETTERS_H
#define TESTS_LETTERS_H

#include "asyncio/tasks.h"
#include "asyncio/waiting.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Bench {
    Vm *vm;
    Loop *loop;
    Future *future; // what "?" waits for
    Trace *trace;   // diagnostics and a deadlock
    Text letters;
} Bench;

static inline int set_up(void **state)
{
    Bench *b = calloc(1, sizeof *b);
    b->vm = vm_open(NULL);
    b->vm->owner = (void *)b;
    asyncio_init(b->vm);
    b->trace = asyncio_of(b->vm)->report = trace_open();
    assert_non_null(module_import(b->vm, "asyncio"));
    b->loop = loop_new(b->vm);
    b->future = future_new(b->vm, b->loop);
    *state = b;
    return 0;
}

static inline int tear_down(void **state)
{
    Bench *b = *state;
    b->vm->closing = true;
    trace_close(b->trace);
    text_free(&b->letters);
    asyncio_close(b->vm);
    vm_close(b->vm);
    free(b);
    return 0;
}

static inline void write_letter(Vm *vm, char letter)
{
    text_add_char(&((Bench *)(void *)vm->owner)->letters, letter);
}

static inline Stop await_sleep(Vm *vm, NativeCoroutine *self, double seconds,
                               Value *result)
{
    Value sleep;
    assert_true(sleep_new(vm, value_float(seconds), NONE, &sleep));
    Stop stop = native_await(vm, self, sleep, result);
    value_drop(vm, sleep);
    return stop;
}

static inline Stop script_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                               Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) {
        if (exception_is(vm, thrown, CANCELLED_ERROR)) write_letter(vm, '#');
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    const char *script = STR(self->values[0])->bytes;
    for (char c; (c = script[self->state]);) {
        self->state++;
        if (isalpha((unsigned char)c)) write_letter(vm, c);
        if (c == '.') return await_sleep(vm, self, 0, result);
        if (isdigit((unsigned char)c))
            return await_sleep(vm, self, (c - '0') / 1e3, result);
        if (c == '?') {
            Bench *b = (Bench *)(void *)vm->owner;
            return native_await(vm, self, value_object(b->future), result);
        }
        if (c == '!') {
            raise_error(vm, VALUE_ERROR, "no");
            return STOP_RAISES;
        }
    }
    *result = value_int(script[0]);
    return STOP_RETURNS;
}

static const NativeCoroutineSpec script_spec = {"script", "script", script_step, 1};

// A task that follows [script]; the test owns it.
static inline Task *start(Bench *b, const char *script)
{
    Value text = str_from(b->vm, script);
    Value coroutine = native_coroutine_new(b->vm, &script_spec, &text, 1);
    Task *task = task_new(b->vm, b->loop, coroutine, UNSET, UNSET);
    assert_non_null(task);
    value_drop(b->vm, coroutine);
    value_drop(b->vm, text);
    return task;
}

// Runs the loop until [task] is done; true if that went well.
static inline bool run_until(Bench *b, Task *task)
{
    Value result;
    bool ok = loop_run_until_complete(b->vm, b->loop, value_object(task), &result);
    if (ok) value_drop(b->vm, result);
    if (!ok && !b->vm->halt) value_drop(b->vm, exception_take(b->vm));
    return ok;
}

static inline bool cancel(Bench *b, Task *task)
{
    bool done;
    assert_true(task_cancel(b->vm, task, UNSET, &done));
    return done;
}

#define assert_letters(b, expected)                                                      \
    assert_string_equal(text_string(&(b)->letters), expected)

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
