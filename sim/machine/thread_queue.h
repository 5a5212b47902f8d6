// thread_queue.h -- threads behind one another; each stands in one queue at most.

#ifndef MACHINE_THREAD_QUEUE_H
#define MACHINE_THREAD_QUEUE_H

#include "machine/cores.h"

static inline void thread_queue_add(ThreadQueue *queue, Thread *thread)
{
    thread->before = queue->last;
    thread->behind = NULL;
    if (queue->last)
        queue->last->behind = thread;
    else
        queue->first = thread;
    queue->last = thread;
}

static inline void thread_queue_add_first(ThreadQueue *queue, Thread *thread)
{
    thread->before = NULL;
    thread->behind = queue->first;
    if (queue->first)
        queue->first->before = thread;
    else
        queue->last = thread;
    queue->first = thread;
}

// [thread] stands in [queue].
static inline void thread_queue_remove(ThreadQueue *queue, Thread *thread)
{
    if (thread->before)
        thread->before->behind = thread->behind;
    else
        queue->first = thread->behind;
    if (thread->behind)
        thread->behind->before = thread->before;
    else
        queue->last = thread->before;
    thread->before = thread->behind = NULL;
}

// The first one, taken out; NULL if there is none.
static inline Thread *thread_queue_take(ThreadQueue *queue)
{
    Thread *first = queue->first;
    if (first) thread_queue_remove(queue, first);
    return first;
}

#endif
