// test_threads.c -- threads of the program: who runs when, written with letters.
//
// A thread's script is a text: a letter is written down, 'c' and 'b' with a digit compute and
// block for so many milliseconds, 'w' waits in the bench's list, 'k' wakes the first there,
// 'K' all of them, and 't' with a digit waits for so long at most. 'L' takes the one lock, 'T'
// with a digit tries to for so long, 'U' gives it back.

#include "letters.h"
#include "threads/thread_locks.h"
#include "threads/threads.h"

#include <stdlib.h>

#define MS(count) ((SimTime)(count)*1000000)

typedef struct Scene {
    Vm *vm;
    Bench *bench;
    WaitList list;
    ThreadLock *lock;
    char said[128];
} Scene;

typedef struct Actor {
    Scene *scene;
    const char *script;
} Actor;

static void note(Scene *scene, char letter)
{
    size_t size = strlen(scene->said);
    if (size + 1 < sizeof scene->said) scene->said[size] = letter;
}

static bool play(Vm *vm, Scene *scene, const char *script)
{
    bool woken, ok = true;
    for (; *script && ok; script++) {
        switch (*script) {
        case 'c': ok = thread_running_computes(vm, MS(*++script - '0')); break;
        case 'b': ok = thread_running_blocks(vm, MS(*++script - '0')); break;
        case 'w':
            ok = thread_running_waits(vm, &scene->list, SIMTIME_NEVER, "lock", &woken);
            break;
        case 't':
            ok = thread_running_waits(vm, &scene->list, MS(*++script - '0'), "lock",
                                      &woken);
            if (ok) note(scene, woken ? '+' : '-');
            break;
        case 'L': ok = thread_lock_enter(vm, scene->lock); break;
        case 'T':
            ok = thread_lock_take(vm, scene->lock, MS(*++script - '0'), &woken);
            if (ok) note(scene, woken ? '+' : '-');
            break;
        case 'U': ok = thread_lock_give(vm, scene->lock); break;
        case 'k': wait_list_wake(vm, &scene->list); break;
        case 'K': wait_list_wake_all(vm, &scene->list); break;
        default: note(scene, *script);
        }
    }
    return ok;
}

static void act(Vm *vm, void *argument)
{
    Actor *actor = argument;
    if (!vm->halt) play(vm, actor->scene, actor->script);
    free(actor);
}

static void enter(Scene *scene, const char *script)
{
    Actor *actor = malloc(sizeof *actor);
    *actor = (Actor){scene, script};
    assert_non_null(program_thread_start(
        scene->vm, &(ThreadPlan){.body = act, .argument = actor, .name = "actor"}));
}

// Plays the scripts, the first in the main thread, and holds what was written, and when it
// was over, against what is expected.
static void assert_plays(void **state, const char *const *scripts, const char *expected,
                         SimTime end)
{
    Bench *bench = *state;
    Scene scene = {.vm = bench->vm, .bench = bench};
    assert_non_null(module_import(bench->vm, "threading"));
    scene.lock = thread_lock_new(bench->vm, NULL, false);
    for (const char *const *script = scripts + 1; *script; script++)
        enter(&scene, *script);

    assert_true(play(bench->vm, &scene, scripts[0]));
    assert_true(threads_join_all(bench->vm));

    assert_string_equal(scene.said, expected);
    assert_int_equal(clock_now(bench->vm->clock), end);
    object_drop(bench->vm, scene.lock);
}

#define SCRIPTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_new_thread_waits_until_the_maker_lets_go(void **state)
{
    assert_plays(state, SCRIPTS("AB", "xy"), "ABxy", 0);
}

static void one_who_wakes_waits_for_the_gil(void **state)
{
    // At 4 ms computing has ended before the GIL is handed over.
    assert_plays(state, SCRIPTS("Ab2B", "xb1c3d"), "AxdB", MS(4));
}

static void under_the_gil_computing_goes_by_turns_of_the_interval(void **state)
{
    // The holder gives way after 5 ms, once the other has asked.
    assert_plays(state, SCRIPTS("Ac8B", "xc8b1z"), "AxBz", MS(17));
}

static void a_waker_goes_on_before_the_woken(void **state)
{
    assert_plays(state, SCRIPTS("Ab1kBb1C", "xwdb1e"), "AxBdCe", MS(2));
}

static void the_first_who_waits_is_woken_first(void **state)
{
    assert_plays(state, SCRIPTS("b1kkk", "w1", "w2", "w3"), "123", MS(1));
}

static void waking_all_keeps_their_order(void **state)
{
    assert_plays(state, SCRIPTS("b1K", "w1", "w2", "w3"), "123", MS(1));
}

static void a_timeout_ends_a_wait(void **state)
{
    assert_plays(state, SCRIPTS("t3A"), "-A", MS(3));
}

static void one_who_is_woken_in_time_does_not_time_out(void **state)
{
    assert_plays(state, SCRIPTS("t3A", "b2kb9"), "+A", MS(11));
}

static void waking_nobody_does_nothing(void **state)
{
    assert_plays(state, SCRIPTS("kKA"), "A", 0);
}

static void a_timeout_at_the_instant_of_waking_has_timed_out(void **state)
{
    // What ends by itself comes before code runs, so nobody is there to be woken.
    assert_plays(state, SCRIPTS("t2A", "b2k"), "-A", MS(2));
}

static void a_lock_goes_to_whoever_asked_first(void **state)
{
    // Asked for at 1 and 2 ms; given back at 3, 4 and 5.
    assert_plays(state, SCRIPTS("Lb3U", "b1L1b1U", "b2L2b1U"), "12", MS(5));
}

static void who_gives_a_lock_back_may_take_it_again_before_the_woken(void **state)
{
    assert_plays(state, SCRIPTS("Lb2UL1b1U", "b1L2U"), "12", MS(3));
}

static void who_comes_too_late_for_a_lock_waits_behind_all_others(void **state)
{
    // At 3 ms the first is woken and finds it taken again; at 4 ms it is the second's turn.
    assert_plays(state, SCRIPTS("Lb3UL1b1U", "b1L2b1U", "b2L3b1U"), "132", MS(6));
}

static void a_lock_is_waited_for_as_long_as_was_said(void **state)
{
    assert_plays(state, SCRIPTS("Lb3U", "b1T1", "b1T4U"), "-+", MS(3));
}

static void who_has_given_up_does_not_keep_a_lock_from_others(void **state)
{
    // Of the three the first has gone at 2 ms, so the one who asked second gets it.
    assert_plays(state, SCRIPTS("Lb3U", "b1T1x", "b1T9yb1U", "b2L3U"), "-x+y3", MS(4));
}

static void one_release_wakes_one_waiter_only(void **state)
{
    // GIL: main 0-5 ms, the last 5-10, main 10-11 (gives the lock back), the last 11-14, the
    // second 14-16, the third 16-18.
    assert_plays(state, SCRIPTS("Lc6UA", "L1c2U", "L2c2U", "c8z"), "Az12", MS(18));
}

static const Machine machine = {
    .model = MACHINE_EVENT_LOOP, .cores = 4, .quantum = MS(10), .switch_interval = MS(5)};

static int open_scene(void **state)
{
    set_up(state);
    asyncio_use_machine(((Bench *)*state)->vm, &machine);
    return 0;
}

#define SCENE(name) cmocka_unit_test_setup_teardown(name, open_scene, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(a_new_thread_waits_until_the_maker_lets_go),
        SCENE(one_who_wakes_waits_for_the_gil),
        SCENE(under_the_gil_computing_goes_by_turns_of_the_interval),
        SCENE(a_waker_goes_on_before_the_woken),
        SCENE(the_first_who_waits_is_woken_first),
        SCENE(waking_all_keeps_their_order),
        SCENE(a_timeout_ends_a_wait),
        SCENE(one_who_is_woken_in_time_does_not_time_out),
        SCENE(waking_nobody_does_nothing),
        SCENE(a_timeout_at_the_instant_of_waking_has_timed_out),
        SCENE(a_lock_goes_to_whoever_asked_first),
        SCENE(who_gives_a_lock_back_may_take_it_again_before_the_woken),
        SCENE(who_comes_too_late_for_a_lock_waits_behind_all_others),
        SCENE(a_lock_is_waited_for_as_long_as_was_said),
        SCENE(who_has_given_up_does_not_keep_a_lock_from_others),
        SCENE(one_release_wakes_one_waiter_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
