// task_threads.h -- the models `threads` and `parallel`: every task is a thread.
//
// All is as in the event loop, turns and ready queue and asyncio's objects, but for one
// thing: what takes time holds the task's thread, not the loop. A step begins when its
// thread has what it needs: a core, and the GIL if there is one. A step that computes or
// blocks leaves the loop in the middle, the next callback runs, and when the time is over
// the step goes on from the end of the ready queue.

#ifndef ASYNCIO_TASK_THREADS_H
#define ASYNCIO_TASK_THREADS_H

#include "asyncio/loop.h"
#include "threads/threads.h"

typedef struct TaskThread TaskThread;

// True if tasks are threads: in those models, those of loops that the main thread runs. A
// loop that another thread of the program runs is an event loop as any other.
static inline bool tasks_are_threads(const Vm *vm)
{
    return asyncio_of(vm)->tasks_are_threads && thread_running(vm)->is_outside;
}

// True if [task] was made as one, and is not over.
bool task_has_thread(const Task *task);

// The thread of the task whose step runs now, or NULL.
Thread *task_thread_running(const Vm *vm);

// A task was made: it gets a thread, which starts when its first step is due.
void task_thread_new(Vm *vm, Task *task);

// A task dies, whether its thread is over or not.
void task_thread_drop(Task *task);

// A step of [task] is due, as the ready entry says: it runs if its thread gets what it
// needs at once, else later. False as for task_step().
bool task_thread_run(Vm *vm, Task *task, const Ready *ready);

// The thread of [task] has what it needs, or its time is over: it goes on.
bool task_thread_go_on(Vm *vm, Task *task);

// Resumes the task's coroutine on the thread's own stack, with [exception] thrown into it
// unless that is NULL. [held], which is taken over, is let go when the step is over.
Stop task_thread_resume(Vm *vm, Task *task, Object *exception, Object *held,
                        Value *result);

// What a step led to, [stop] and [result]: true if it takes time before that counts. Then
// the reference is taken over.
bool task_thread_takes_time(Vm *vm, Task *task, Stop stop, Value result);

// The step of [task] is over, and the task perhaps.
void task_thread_stepped(Vm *vm, Task *task);

// The code that runs computes, or blocks: false if it is no task's.
bool task_thread_computes(Vm *vm, SimTime duration);
bool task_thread_blocks(Vm *vm, SimTime duration);

// One operation of the code that runs takes [cost]: false if it is no task's.
bool task_thread_charges(Vm *vm, SimTime cost);

// The thread of a task has got what it needs: it goes to the end of its loop's ready queue.
void task_thread_is_due(Vm *vm, Thread *thread);

#endif
