// taskgroups.h -- TaskGroup: tasks that end together.

#ifndef ASYNCIO_TASKGROUPS_H
#define ASYNCIO_TASKGROUPS_H

#include "asyncio/tasks.h"

typedef struct TaskGroup {
    Object object;
    Loop *loop;        // counted; NULL before it is entered
    Task *parent;      // counted; NULL before it is entered
    Set *tasks;        // that are not over, in order of making
    List *errors;      // NULL when they have been raised
    Value base_error;  // UNSET, or the SystemExit or KeyboardInterrupt to raise
    Future *completed; // counted: the parent waits for it; NULL if it does not wait
    bool entered, exiting, aborting, parent_cancel_requested;
} TaskGroup;

void taskgroups_init(Vm *vm, Module *module);

#endif
