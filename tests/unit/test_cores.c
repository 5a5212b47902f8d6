// test_cores.c -- every rule of the scheduler, with its schedule written out by hand.

#include "core_scripts.h"

#include <stdio.h>

// ---- Round robin and two levels on one core ----

// The textbooks' first example: bursts of 24, 3 and 3, quantum 4.
static void three_bursts_take_turns_by_quantum(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c24");
    add(b, 'B', 0, "c3");
    add(b, 'C', 0, "c3");

    run(b);

    assert_core(b, 0, "AAAABBBCCCAAAAAAAAAAAAAAAAAAAA");
}

// Bursts of 53, 17, 68 and 24, quantum 20: an exercise of many courses.
static void four_bursts_end_as_in_the_exercise(void **state)
{
    Bench *b = *state;
    machine(b, 1, 20, 5);
    add(b, 'A', 0, "c53");
    add(b, 'B', 0, "c17");
    add(b, 'C', 0, "c68");
    add(b, 'D', 0, "c24");

    run(b);

    assert_ended(b, 'A', 134);
    assert_ended(b, 'B', 37);
    assert_ended(b, 'C', 162);
    assert_ended(b, 'D', 121);
}

static void bursts_and_ends_of_round_robin_exercises(void **state)
{
    // Quantum, then for each thread its burst and the instant at which it ends. All
    // arrive at 0.
    static const struct {
        int quantum, count, burst[5], end[5];
    } exercises[] = {
        {1, 3, {5, 5, 5}, {13, 14, 15}},
        {2, 3, {10, 5, 8}, {23, 15, 21}},
        {3, 4, {8, 4, 9, 5}, {23, 16, 26, 21}},
        {1, 5, {10, 1, 2, 1, 5}, {19, 2, 7, 4, 14}},
        {10, 5, {10, 29, 3, 7, 12}, {10, 61, 23, 30, 52}},
    };
    Bench *b = *state;
    for (size_t i = 0; i < sizeof exercises / sizeof *exercises; i++) {
        char scripts[5][8];
        machine(b, 1, exercises[i].quantum, 5);
        for (int k = 0; k < exercises[i].count; k++) {
            snprintf(scripts[k], sizeof scripts[k], "c%d", exercises[i].burst[k]);
            add(b, (char)('A' + k), 0, scripts[k]);
        }
        run(b);
        for (int k = 0; k < exercises[i].count; k++)
            assert_ended(b, 'A' + k, exercises[i].end[k]);
        cores_close(b->cores);
        trace_close(b->trace);
        *b = (Bench){0};
    }
}

// What a job of the exercise does: [every] units of computing, then [io] of waiting, until
// it has computed [run] of them; without waiting if [every] is 0.
static void write_job(char *script, size_t size, int run, int every, int io)
{
    int at = 0;
    for (; every && run > every; run -= every)
        at += snprintf(script + at, size - (size_t)at, "c%db%d", every, io);
    snprintf(script + at, size - (size_t)at, "c%d", run);
}

// The figures of Operating Systems: Three Easy Pieces, chapter 8, made smaller, and some of
// its homework. The lanes are those that the book's own program draws for two queues:
// mlfq.py -n 2 -S -c -q QUANTUM -i IO -l ARRIVES,RUN,EVERY:...
static void lanes_of_multi_level_feedback_queue_exercises(void **state)
{
    static const struct {
        int quantum, io, count;
        struct {
            int arrives, run, every;
        } jobs[3];
        const char *lane;
    } exercises[] = {
        // An interactive job comes along.
        {2, 5, 2, {{0, 36, 0}, {20, 4, 0}}, "AAAAAAAAAAAAAAAAAAAABBAABBAAAAAAAAAAAAAA"},
        // Much waiting beside much computing.
        {10,
         9,
         2,
         {{0, 40, 0}, {5, 4, 1}},
         "AAAAAAAAAABAAAAAAAAABAAAAAAAAABAAAAAAAAABAAA"},
        // Two interactive jobs leave nothing to the long one.
        {10,
         1,
         3,
         {{0, 20, 0}, {4, 10, 1}, {4, 10, 1}},
         "AAAAAAAAAABCBCBCBCBCBCBCBCBCBCAAAAAAAAAA"},
        // A job waits just before its quantum is over, and keeps the core nearly whole.
        {10,
         1,
         2,
         {{0, 40, 0}, {8, 27, 9}},
         "AAAAAAAAAABBBBBBBBBABBBBBBBBBABBBBBBBBBAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        // Seeds 1 to 3 of jobs up to 40 long.
        {10, 5, 2, {{0, 38, 0}, {0, 3, 0}}, "AAAAAAAAAABBBAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        {10,
         5,
         3,
         {{0, 6, 7}, {0, 30, 3}, {0, 20, 4}},
         "AAAAAABBBCCCC.BBB.CCCCBBB..CCCCBBB..CCCCBBB..CCCCBBB.....BBB.....BBB.....BBB"
         ".....BBB"},
        {10,
         5,
         3,
         {{0, 38, 8}, {0, 3, 1}, {0, 33, 6}},
         "AAAAAAAABCCCCCCAAAAAAAABCCCCCCAAAAAAAABCCCCCCAAAAAAAACCCCCCAAAAAACCCCCC....."
         "CCC"},
    };
    Bench *b = *state;
    for (size_t i = 0; i < sizeof exercises / sizeof *exercises; i++) {
        char scripts[3][128];
        machine(b, 1, exercises[i].quantum, 5);
        for (int k = 0; k < exercises[i].count; k++) {
            write_job(scripts[k], sizeof *scripts, exercises[i].jobs[k].run,
                      exercises[i].jobs[k].every, exercises[i].io);
            add(b, (char)('A' + k), exercises[i].jobs[k].arrives, scripts[k]);
        }
        run(b);
        assert_core(b, 0, exercises[i].lane);
        cores_close(b->cores);
        trace_close(b->trace);
        *b = (Bench){0};
    }
}

// A long job, and a short one that comes along at 15: mlfq.py -n 2 -q 10 -l 0,40,0:15,20,0
static void a_new_thread_goes_before_one_that_has_used_its_quantum(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add(b, 'A', 0, "c40");
    add(b, 'B', 15, "c20");

    run(b);

    assert_core(b, 0, "AAAAAAAAAAAAAAABBBBBBBBBBAAAAABBBBBBBBBBAAAAAAAAAAAAAAAAAAAA");
}

// An interactive job beside one that computes: it gets the core whenever it wakes.
static void one_that_computes_little_is_never_kept_waiting(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add(b, 'A', 0, "c40");
    add(b, 'B', 10, "c1b9c1b9c1");

    run(b);

    assert_core(b, 0, "AAAAAAAAAABAAAAAAAAABAAAAAAAAABAAAAAAAAAAAA");
}

static void an_upper_thread_is_not_preempted(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add(b, 'A', 0, "c8");
    add(b, 'B', 3, "c2");

    run(b);

    assert_core(b, 0, "AAAAAAAABB");
}

static void upper_threads_come_first_in_first_out(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add(b, 'A', 0, "c8");
    add(b, 'C', 1, "c1");
    add(b, 'B', 2, "c1");

    run(b);

    assert_core(b, 0, "AAAAAAAACB");
}

static void a_preempted_thread_goes_to_the_head_with_the_rest_of_its_quantum(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c10");
    add(b, 'B', 0, "c8");
    add(b, 'C', 9, "c1");

    run(b);

    assert_core(b, 0, "AAAABBBBACAAABBBBAA");
}

static void one_whose_quantum_is_over_goes_to_the_tail(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c4");
    add(b, 'B', 0, "c4");
    add(b, 'C', 0, "c4");

    run(b);

    assert_core(b, 0, "AABBCCAABBCC");
}

static void one_that_has_waited_is_in_the_upper_level_again(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c4b1c2");
    add(b, 'B', 3, "c6");

    run(b);

    // A is lower from 2 on, so B preempts it at 3; B is lower from 5 on. A's last
    // millisecond ends its first computing at 6; it wakes at 7 and preempts B.
    assert_core(b, 0, "AAABBABAABBB");
}

// ---- Quanta ----

static void a_quantum_that_ends_with_nobody_waiting_starts_anew_unrecorded(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c9");

    run(b);

    assert_events(b, "0 thread.start A\n"
                     "0 core.run A 0\n"
                     "9 core.leave A 0 ends\n"
                     "9 thread.end A\n");
}

// At 9 A's third quantum is one millisecond old.
static void quanta_are_counted_from_the_last_that_began(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c20");
    add(b, 'B', 9, "c10");

    run(b);

    assert_core(b, 0, "AAAAAAAAABBBBAAABBBBAAAABBAAAA");
}

static void computing_that_ends_with_its_quantum_has_ended_first(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c4");
    add(b, 'B', 0, "c1");

    run(b);

    assert_events(b, "0 thread.start A\n"
                     "0 thread.start B\n"
                     "0 thread.ready B\n"
                     "0 core.run A 0\n"
                     "4 core.leave A 0 ends\n"
                     "4 thread.end A\n"
                     "4 core.run B 0\n"
                     "5 core.leave B 0 ends\n"
                     "5 thread.end B\n");
}

static void who_computes_on_after_its_quantum_gives_way_at_once(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c4*c4");
    add(b, 'B', 0, "*c4");

    run(b);

    assert_core(b, 0, "AAAABBBBAAAA");
    assert_letters(b, "AB");
}

static void code_that_takes_no_time_uses_up_no_quantum(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add(b, 'A', 0, "c1*c1*c1*c1");
    add(b, 'B', 0, "c2");

    run(b);

    assert_core(b, 0, "AAAABB");
}

// ---- Several cores ----

static void the_lower_thread_that_has_had_its_core_longest_loses_it(void **state)
{
    Bench *b = *state;
    machine(b, 2, 10, 5);
    add(b, 'A', 0, "c30");
    add(b, 'B', 0, "c30");
    add(b, 'C', 15, "c2"); // both have theirs since 0: the lowest core
    add(b, 'D', 19, "c2"); // A has its core since 17 only

    run(b);

    assert_core(b, 0, "AAAAAAAAAAAAAAACCAAAAAAAAAAAAAAA");
    assert_core(b, 1, "BBBBBBBBBBBBBBBBBBBDDBBBBBBBBBBB");
}

static void an_idle_core_is_the_one_that_the_thread_ran_on_last(void **state)
{
    Bench *b = *state;
    machine(b, 2, 10, 5);
    add(b, 'A', 0, "c2");
    add(b, 'B', 0, "c3b3c3");

    run(b);

    assert_core(b, 0, "AA");
    assert_core(b, 1, "BBB...BBB");
}

static void else_it_is_the_lowest_numbered(void **state)
{
    Bench *b = *state;
    machine(b, 3, 20, 5);
    add(b, 'A', 0, "c2");
    add(b, 'B', 0, "c1b5c2");
    add(b, 'C', 0, "c9");
    add(b, 'D', 1, "c9");

    run(b);

    assert_core(b, 0, "AA....BB");
    assert_core(b, 1, "BDDDDDDDDD");
    assert_core(b, 2, "CCCCCCCCC");
}

static void an_idle_core_comes_before_preemption(void **state)
{
    Bench *b = *state;
    machine(b, 2, 2, 5);
    add(b, 'A', 0, "c9");
    add(b, 'B', 5, "c2");

    run(b);

    assert_core(b, 0, "AAAAAAAAA");
    assert_core(b, 1, ".....BB");
}

static void two_quanta_that_end_together_both_make_room(void **state)
{
    Bench *b = *state;
    machine(b, 2, 2, 5);
    add(b, 'A', 0, "c4");
    add(b, 'B', 0, "c4");
    add(b, 'C', 0, "c2");

    run(b);

    // C waited first and takes core 0; A, from the lower queue, takes what is left.
    assert_core(b, 0, "AACC");
    assert_core(b, 1, "BBAABB");
}

// ---- The order at one instant ----

static void computing_that_ends_together_ends_by_thread_id(void **state)
{
    Bench *b = *state;
    machine(b, 3, 100, 5);
    add(b, 'C', 0, "c10*");
    add(b, 'A', 1, "c9*");
    add(b, 'B', 2, "c8*");

    run(b);

    assert_letters(b, "ABC");
}

static void who_has_just_computed_comes_before_who_gets_a_core(void **state)
{
    Bench *b = *state;
    machine(b, 2, 100, 5);
    add(b, 'B', 0, "c10*");
    add(b, 'A', 10, "*");

    run(b);

    assert_letters(b, "BA");
}

static void code_runs_in_the_order_of_getting_cores(void **state)
{
    Bench *b = *state;
    machine(b, 4, 100, 5);
    add(b, 'A', 1, "*>C>B*");
    add(b, 'B', 0, "-*");
    add(b, 'C', 0, "-*");

    run(b);

    assert_letters(b, "AACB");
}

// B wakes before A's code has begun.
static void who_wakes_goes_before_a_lower_thread_that_has_just_computed(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c4*");
    add(b, 'B', 4, "*c2");

    run(b);

    assert_letters(b, "BA");
    assert_ended(b, 'A', 6);
}

static void one_whose_code_runs_cannot_be_preempted(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "-");
    add(b, 'B', 0, "c4");
    Thread *a = &b->threads[0].thread, *other = &b->threads[1].thread;
    arrive(b, 0);
    while (cores_take(b->cores) == a)
        thread_waits(b->cores, a);
    thread_computes(b->cores, other, MS(4)); // B was the one that came behind A
    cores_move(b->cores, MS(4));
    assert_ptr_equal(cores_take(b->cores), other);

    thread_wake(b->cores, a);

    assert_false(cores_take_this(b->cores, a));
    thread_ends(b->cores, other);
    assert_true(cores_take_this(b->cores, a));
}

// ---- Starting ----

static void a_start_takes_its_cost_before_anything_else(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add(b, 'A', 0, "c2")->cost = MS(3);

    run(b);

    assert_events(b, "0 thread.start A\n"
                     "3 thread.ready A\n"
                     "3 core.run A 0\n"
                     "5 core.leave A 0 ends\n"
                     "5 thread.end A\n");
}

static void a_start_delays_nobody_else(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add(b, 'A', 0, "c2")->cost = MS(3);
    add(b, 'B', 0, "c4");

    run(b);

    assert_core(b, 0, "BBBBAA");
}

// ---- The record ----

static void who_only_sleeps_leaves_no_events_of_cores(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add_to(b, 1, 'A', 0, "b10b10*b10");
    add_to(b, 1, 'B', 0, "b10b10*b10");

    run(b);

    assert_int_equal(trace_count(b->trace), 4);
    assert_letters(b, "AB");
}

static void a_visit_of_no_time_is_recorded_for_one_who_had_to_wait(void **state)
{
    Bench *b = *state;
    machine(b, 1, 10, 5);
    add_to(b, 1, 'A', 0, "c20");
    add_to(b, 1, 'B', 0, "b10");

    run(b);

    assert_events(b, "0 thread.start A\n0 thread.start B\n"
                     "0 thread.ready B\n0 gil.acquire A\n0 core.run A 0\n"
                     "5 core.leave A 0 gil\n5 gil.release A gil\n"
                     "5 gil.acquire B\n5 core.run B 0\n"
                     "5 core.leave B 0 waits\n5 gil.release B waits\n"
                     "5 gil.acquire A\n5 core.run A 0\n"
                     "15 thread.ready B\n"
                     "20 core.leave A 0 ends\n20 gil.release A ends\n20 thread.end A\n"
                     "20 gil.acquire B\n20 core.run B 0\n"
                     "20 core.leave B 0 ends\n20 gil.release B ends\n20 thread.end B\n");
}

static void a_preemption_for_no_time_is_not_recorded(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c9");
    add(b, 'B', 0, "b5");

    run(b);

    assert_int_equal(count_events(b, TRACE_CORE_LEAVE), 3); // B's first wait is for A
    assert_core(b, 0, "AAAAAAAAA");
}

static void what_let_a_thread_run_is_its_cause(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c2");
    add(b, 'B', 0, "c2");

    run(b);

    // starts, B's ready, A's run, leave and end; then
    TraceRecord run_of_b = trace_event(b->trace, 7);
    assert_int_equal(run_of_b.type, TRACE_CORE_RUN);
    assert_int_equal(run_of_b.cause, 5);
    assert_int_equal(trace_event(b->trace, 5).cause, 4);
}

static void run_three(Bench *b, bool recorded, SimTime ends[3])
{
    machine(b, 2, 3, 5);
    cores_close(b->cores);
    b->cores = cores_open(&b->machine, recorded ? b->trace : NULL);
    add_to(b, 1, 'A', 0, "c7b2c3");
    add_to(b, 1, 'B', 0, "c9");
    add(b, 'C', 1, "c9")->cost = MS(2);
    run(b);
    for (int i = 0; i < 3; i++)
        ends[i] = b->threads[i].ended;
    cores_close(b->cores);
    trace_close(b->trace);
    *b = (Bench){0};
}

static void without_a_trace_the_schedule_is_the_same(void **state)
{
    SimTime recorded[3], unrecorded[3];

    run_three(*state, true, recorded);
    run_three(*state, false, unrecorded);

    assert_memory_equal(recorded, unrecorded, sizeof recorded);
}

static void a_machine_is_idle_when_all_wait(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add(b, 'A', 0, "c3-");

    run(b);

    assert_true(cores_idle(b->cores));
    assert_int_equal(cores_busy(b->cores), 0);
    assert_int_equal(b->threads[0].thread.state, THREAD_WAITS);
}

static void a_thread_is_told_how_long_it_may_compute(void **state)
{
    Bench *b = *state;
    machine(b, 1, 3, 5);
    add_to(b, 1, 'A', 0, "-");
    arrive(b, 0);
    Thread *a = cores_take(b->cores);
    assert_int_equal(thread_may_compute_until(b->cores, a), SIMTIME_NEVER);

    add_to(b, 1, 'B', 0, "-");
    arrive(b, 0);
    assert_int_equal(thread_may_compute_until(b->cores, a), MS(5));

    add(b, 'C', 0, "-");
    arrive(b, 0);
    assert_int_equal(thread_may_compute_until(b->cores, a), MS(3));
}

// ---- What real machines were seen to do ----

#define SLEEPS_5 "b10b10b10b10b10"
#define SLEEPS   SLEEPS_5 SLEEPS_5 SLEEPS_5 SLEEPS_5

static void a_sleeper_is_not_late_beside_computing_processes(void **state)
{
    Bench *b = *state;
    machine(b, 2, 10, 5);
    add_to(b, 1, 'A', 0, SLEEPS);
    add_to(b, 2, 'B', 0, "c250c250");
    add_to(b, 3, 'C', 0, "c250c250");

    run(b);

    assert_ended(b, 'A', 200);
    assert_ended(b, 'B', 500);
    assert_ended(b, 'C', 500);
}

// ---- Chance ----

static uint64_t roll(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

static void write_script(uint64_t *random, char *script)
{
    int steps = (int)(roll(random) % 6);
    for (int i = 0; i < steps; i++) {
        int kind = (int)(roll(random) % 4), length = 1 + (int)(roll(random) % 12);
        script += sprintf(script, "%c%d*", "ccbo"[kind], length);
    }
    *script = '\0';
}

static void every_record_adds_up(void **state)
{
    Bench *b = *state;
    uint64_t random = 88172645463325252;
    for (int round = 0; round < 400; round++) {
        char scripts[12][64];
        machine(b, 1 + (int)(roll(&random) % 4), 1 + (int)(roll(&random) % 8),
                1 + (int)(roll(&random) % 6));
        SimTime work = 0;
        for (int i = 0; i < 12; i++) {
            write_script(&random, scripts[i]);
            Scripted *scripted =
                add_to(b, (int)(roll(&random) % PROCESSES), (char)('A' + i),
                       (int)(roll(&random) % 20), scripts[i]);
            scripted->cost = roll(&random) % 3 ? 0 : MS(roll(&random) % 4);
            work += scripted->computes;
        }

        run(b);

        for (int i = 0; i < 12; i++)
            assert_true(b->threads[i].ended >= 0);
        assert_true(cores_now(b->cores) * b->machine.cores >= work);
        cores_close(b->cores);
        trace_close(b->trace);
        text_free(&b->letters);
        *b = (Bench){0};
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(three_bursts_take_turns_by_quantum),
        TEST(four_bursts_end_as_in_the_exercise),
        TEST(bursts_and_ends_of_round_robin_exercises),
        TEST(lanes_of_multi_level_feedback_queue_exercises),
        TEST(a_new_thread_goes_before_one_that_has_used_its_quantum),
        TEST(one_that_computes_little_is_never_kept_waiting),
        TEST(an_upper_thread_is_not_preempted),
        TEST(upper_threads_come_first_in_first_out),
        TEST(a_preempted_thread_goes_to_the_head_with_the_rest_of_its_quantum),
        TEST(one_whose_quantum_is_over_goes_to_the_tail),
        TEST(one_that_has_waited_is_in_the_upper_level_again),
        TEST(a_quantum_that_ends_with_nobody_waiting_starts_anew_unrecorded),
        TEST(quanta_are_counted_from_the_last_that_began),
        TEST(computing_that_ends_with_its_quantum_has_ended_first),
        TEST(who_computes_on_after_its_quantum_gives_way_at_once),
        TEST(code_that_takes_no_time_uses_up_no_quantum),
        TEST(the_lower_thread_that_has_had_its_core_longest_loses_it),
        TEST(an_idle_core_is_the_one_that_the_thread_ran_on_last),
        TEST(else_it_is_the_lowest_numbered),
        TEST(an_idle_core_comes_before_preemption),
        TEST(two_quanta_that_end_together_both_make_room),
        TEST(computing_that_ends_together_ends_by_thread_id),
        TEST(who_has_just_computed_comes_before_who_gets_a_core),
        TEST(code_runs_in_the_order_of_getting_cores),
        TEST(who_wakes_goes_before_a_lower_thread_that_has_just_computed),
        TEST(one_whose_code_runs_cannot_be_preempted),
        TEST(a_start_takes_its_cost_before_anything_else),
        TEST(a_start_delays_nobody_else),
        TEST(who_only_sleeps_leaves_no_events_of_cores),
        TEST(a_visit_of_no_time_is_recorded_for_one_who_had_to_wait),
        TEST(a_preemption_for_no_time_is_not_recorded),
        TEST(what_let_a_thread_run_is_its_cause),
        TEST(without_a_trace_the_schedule_is_the_same),
        TEST(a_machine_is_idle_when_all_wait),
        TEST(a_thread_is_told_how_long_it_may_compute),
        TEST(a_sleeper_is_not_late_beside_computing_processes),
        TEST(every_record_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
