// sample_trace.h -- traces made by hand for the tests of everything that reads one.

#ifndef SAMPLE_TRACE_H
#define SAMPLE_TRACE_H

#include "trace/record.h"

#define SAMPLE_MS(n) ((SimTime)(n)*1000000)

static inline TracePlace sample_place(uint32_t line)
{
    return (TracePlace){.line = line, .column = 5};
}

static inline TraceText sample_text(Trace *trace, const char *string)
{
    return trace_text(trace, string, strlen(string));
}

static inline void sample_begin(Trace *trace)
{
    static const char program[] =
        "import asyncio\n"
        "\n"
        "async def task(name, sec):\n"
        "    print(f'{name} 시작')\n"
        "    await asyncio.sleep(sec)\n"
        "    print(f'{name} 끝')\n"
        "\n"
        "async def main():\n"
        "    await asyncio.gather(task('작업1', 2), task('작업2', 1))\n"
        "    print('완료')\n"
        "\n"
        "asyncio.run(main())";
    trace_set_scenario(trace, &(TraceScenario){.title = "gather of \"two\"",
                                               .program = program,
                                               .program_size = sizeof program - 1,
                                               .machine = machine_default()});
}

static inline void sample_print(Trace *trace, SimTime time, uint32_t task,
                                const char *line)
{
    trace_print(trace, time, task, 0, line, strlen(line), sample_place(4));
}

// main gathers two tasks that sleep for 2 s and 1 s: the founding example.
static inline Trace *sample_gather(void)
{
    Trace *t = trace_open();
    sample_begin(t);
    TraceText body = sample_text(t, "task"), sleep = sample_text(t, "sleep");
    uint32_t e = trace_task_create(t, 0, 1, 0, sample_text(t, "main"), 0, 1, false, 0,
                                   sample_place(12));
    trace_list_task(t, 1);
    trace_turn(t, 0, 0);
    trace_task_resume(t, 0, 1, e);
    uint32_t first = trace_task_create(t, 0, 2, 1, body, 0, 2, false, 0, sample_place(9));
    uint32_t second =
        trace_task_create(t, 0, 3, 1, body, 0, 3, false, 0, sample_place(9));
    trace_list_task(t, 2);
    trace_list_task(t, 3);
    trace_task_suspend_on_tasks(t, 0, 1, WAIT_GATHER, sample_place(9));
    trace_list_task(t, 2);
    trace_list_task(t, 3);
    trace_turn(t, 0, 0);
    trace_task_resume(t, 0, 2, first);
    sample_print(t, 0, 2, "작업1 시작");
    uint32_t long_timer = trace_timer_set(t, 0, SAMPLE_MS(2000), sleep, sample_place(5));
    trace_task_suspend_on_timer(t, 0, 2, long_timer, sample_place(5));
    trace_task_resume(t, 0, 3, second);
    sample_print(t, 0, 3, "작업2 시작");
    uint32_t short_timer = trace_timer_set(t, 0, SAMPLE_MS(1000), sleep, sample_place(5));
    trace_task_suspend_on_timer(t, 0, 3, short_timer, sample_place(5));
    uint32_t fire = trace_timer_fire(t, SAMPLE_MS(1000), short_timer);
    trace_list_callback(t, sleep);
    trace_turn(t, SAMPLE_MS(1000), 1);
    trace_callback_run(t, SAMPLE_MS(1000), sleep, fire);
    trace_list_task(t, 3);
    trace_turn(t, SAMPLE_MS(1000), 1);
    trace_task_resume(t, SAMPLE_MS(1000), 3, fire);
    sample_print(t, SAMPLE_MS(1000), 3, "작업2 끝");
    trace_task_end(t, SAMPLE_MS(1000), 3, END_FINISHED, sample_text(t, "'작업2'"));
    fire = trace_timer_fire(t, SAMPLE_MS(2000), long_timer);
    trace_list_task(t, 2);
    trace_turn(t, SAMPLE_MS(2000), 0);
    trace_task_resume(t, SAMPLE_MS(2000), 2, fire);
    sample_print(t, SAMPLE_MS(2000), 2, "작업1 끝");
    e = trace_task_end(t, SAMPLE_MS(2000), 2, END_FINISHED, sample_text(t, "'작업1'"));
    trace_list_task(t, 1);
    trace_turn(t, SAMPLE_MS(2000), 0);
    trace_task_resume(t, SAMPLE_MS(2000), 1, e);
    sample_print(t, SAMPLE_MS(2000), 1, "완료");
    trace_task_end(t, SAMPLE_MS(2000), 1, END_FINISHED, sample_text(t, "None"));
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(2000)});
    return t;
}

// One event of every other type, all words, and a deadlock of two at the end.
static inline Trace *sample_everything(void)
{
    Trace *t = trace_open();
    TracePlace at = sample_place(3);
    sample_begin(t);
    uint32_t create =
        trace_task_create(t, 0, 1, 0, sample_text(t, "main"), 0, 1, false, 0, at);
    trace_task_create(t, 0, 2, 1, sample_text(t, "작업"), sample_text(t, "일꾼"), 0, true,
                      create, at);
    trace_task_rename(t, 0, 2, sample_text(t, "일꾼 \"B\"\n"), at);
    uint32_t resume = trace_task_resume(t, 0, 1, create);
    trace_coroutine_create(t, 0, 1, sample_text(t, "main.<locals>.f"), at);
    trace_coroutine_drop(t, 0, 1, sample_text(t, "main.<locals>.f"), at);
    uint32_t lock = trace_object(t, "lock", -1, 3),
             queue = trace_object(t, "queue", 2, 4);
    trace_object_name(t, lock, "자물쇠", strlen("자물쇠"));
    trace_holder(t, 1);
    trace_waiting(t, 2);
    uint32_t acquire = trace_sync(t, 0, TRACE_ACQUIRE, 1, lock, resume, at);
    for (TraceType type = TRACE_RELEASE; type <= TRACE_NOTIFY; type++)
        trace_sync(t, 0, type, 1, queue, acquire, at);
    uint32_t timer = trace_timer_set(t, 0, 5, sample_text(t, "timeout"), at);
    trace_timer_cancel(t, 1, timer);
    uint32_t begin = trace_cpu_begin(t, 1, 1, 0, at);
    trace_cpu_end(t, 300000001, 1, 0, begin);
    begin = trace_block_begin(t, 300000001, 1, 0, at);
    trace_block_end(t, 400000000, 1, 0, begin);
    for (TraceType type = TRACE_THREAD_START; type <= TRACE_GIL_RELEASE; type++) {
        if (type >= TRACE_THREAD_ACQUIRE && type <= TRACE_THREAD_NOTIFY) {
            trace_listed(t, 1);
            trace_holder(t, 1);
            trace_thread_sync(t, 400000000, type, 0, 1, 0, at);
            continue;
        }
        trace_append(t, (TraceRecord){.time = 400000000,
                                      .type = (uint8_t)type,
                                      .detail = type >= TRACE_CORE_RUN ? WHY_QUANTUM : 0,
                                      .a = 1,
                                      .b = 2});
    }
    const TraceFact blocked[] = {{.text = "main"},
                                 {FACT_TIME, NULL, 300000000},
                                 {.text = "Task-2"},
                                 {FACT_TIME, NULL, 250000000}};
    trace_diagnostic(t, 400000000, 1, 0, DIAGNOSTIC_LOOP_BLOCKED, blocked, at);
    const TraceFact turns[] = {{FACT_NUMBER, NULL, 1000}};
    trace_diagnostic(t, 400000000, 0, 3, DIAGNOSTIC_BUSY_WAIT, turns, (TracePlace){0});
    trace_stderr(t, 400000000, 1, 2, "\x01\t\\", 3, at);
    trace_task_cancel(t, 400000000, 2, 1, 0, resume, at);
    trace_task_cancel(t, 400000000, 2, 0, sample_text(t, "그만"), 0, at);
    for (TraceWait wait = 0; wait < TRACE_WAIT_COUNT; wait++) {
        TraceRefers refers = trace_wait_refers(wait);
        if (refers == REFERS_TIMER)
            trace_task_suspend_on_timer(t, 400000000, 1, timer, at);
        else if (refers == REFERS_TASKS)
            trace_task_suspend_on_tasks(t, 400000000, 1, wait, at);
        else
            trace_task_suspend(t, 400000000, 1, wait, refers != REFERS_NOTHING, at);
    }
    timer = trace_timer_set(t, 400000000, SIMTIME_NEVER, sample_text(t, "sleep"), at);
    trace_task_suspend_on_timer(t, 400000000, 1, timer, at);
    trace_timer_cancel(t, 400000000, timer);
    const uint32_t one = 1, two = 2, cycle[] = {1, 2};
    const TraceWaiter waiters[] = {
        {1, "Task-1", "main", WAIT_LOCK, "자물쇠", &two, 1, at},
        {2, "일꾼", "작업", WAIT_TASK, NULL, &one, 1, at},
    };
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_DEADLOCK,
                                         .time = 400000000,
                                         .waiters = waiters,
                                         .waiter_count = 2,
                                         .cycle = cycle,
                                         .cycle_count = 2});
    return t;
}

// One task computes for 300 ms and blocks for 50 ms in one step; another waits its turn.
static inline Trace *sample_busy_loop(void)
{
    Trace *t = trace_open();
    sample_begin(t);
    TraceText f = sample_text(t, "f");
    uint32_t one = trace_task_create(t, 0, 1, 0, f, 0, 1, false, 0, sample_place(1));
    uint32_t two = trace_task_create(t, 0, 2, 0, f, 0, 2, false, 0, sample_place(1));
    trace_task_resume(t, 0, 1, one);
    uint32_t begin = trace_cpu_begin(t, 0, 1, 0, sample_place(1));
    trace_cpu_end(t, SAMPLE_MS(300), 1, 0, begin);
    begin = trace_block_begin(t, SAMPLE_MS(300), 1, 0, sample_place(1));
    trace_block_end(t, SAMPLE_MS(350), 1, 0, begin);
    trace_task_end(t, SAMPLE_MS(350), 1, END_FINISHED, f);
    trace_task_resume(t, SAMPLE_MS(350), 2, two);
    trace_task_end(t, SAMPLE_MS(350), 2, END_FINISHED, f);
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(350)});
    return t;
}

// Two tasks, each in its own thread, compute for 20 ms on one core, by turns of 10 ms.
static inline Trace *sample_two_threads(void)
{
    Trace *t = trace_open();
    Machine machine = machine_default();
    machine.model = MACHINE_PARALLEL;
    machine.cores = 2;
    trace_set_scenario(t,
                       &(TraceScenario){.title = "", .program = "", .machine = machine});
    TraceText f = sample_text(t, "f");
    for (uint32_t i = 1; i <= 2; i++) {
        trace_task_create(t, 0, i, 0, f, 0, i, false, 0, sample_place(1));
        trace_thread_start(t, 0, i, 0, 0, sample_place(1));
    }
    uint32_t begins[3];
    for (uint32_t i = 1; i <= 2; i++) {
        trace_task_resume(t, 0, i, 0);
        begins[i] = trace_cpu_begin(t, 0, i, i, sample_place(1));
    }
    uint32_t ready = trace_thread_ready(t, 0, 2, 0);
    for (uint32_t turn = 0; turn < 4; turn++) {
        SimTime from = SAMPLE_MS(10 * turn), past = SAMPLE_MS(10 * (turn + 1));
        uint32_t i = turn % 2 + 1;
        uint32_t run = trace_core_run(t, from, i, 1, ready);
        if (turn >= 2) trace_cpu_end(t, past, i, i, begins[i]);
        trace_core_leave(t, past, i, 1, turn < 2 ? WHY_QUANTUM : WHY_ENDS, run);
        if (turn >= 2) trace_task_end(t, past, i, END_FINISHED, f);
    }
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(40)});
    return t;
}

#endif
