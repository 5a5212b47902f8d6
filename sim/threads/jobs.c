// jobs.c -- pools and jobs in the record.

#include "threads/jobs.h"

#include "machine/clock.h"
#include "trace/record.h"
#include "vm/call.h"

#include <string.h>

void pool_record_open(Vm *vm, PoolRecord *pool, const char *kind, int64_t workers)
{
    *pool = (PoolRecord){
        .object = trace_object(vm->trace, kind, workers, (uint32_t)vm_line(vm))};
}

// What has a qualified name whose look-up runs no code of the program.
static bool has_plain_name(Value function)
{
    return value_has_layout(function, LAYOUT_FUNCTION) ||
           value_has_layout(function, LAYOUT_NATIVE) ||
           value_has_layout(function, LAYOUT_TYPE);
}

// Which function a job calls, in a word: "work", "Counter.add", "partial".
static TraceText name_of(Vm *vm, Value function)
{
    if (value_has_layout(function, LAYOUT_METHOD))
        function = ((Method *)function.object)->function;
    Value name = UNSET;
    bool found = has_plain_name(function) &&
                 value_find_attribute(vm, function, vm->names.qualname, &name) &&
                 value_is_str(name);
    const char *word = found ? STR(name)->bytes : value_type_name(vm, function);
    TraceText text = trace_text(vm->trace, word, strlen(word));
    value_drop(vm, name);
    return text;
}

void job_record_submit(Vm *vm, PoolRecord *pool, JobRecord *job, Value function)
{
    if (!vm->trace) return;
    uint32_t task = threads_of(vm)->hooks.task(vm);
    TracePlace place = {.line = (uint32_t)vm_line(vm)};
    job->submit = trace_job_submit(vm->trace, clock_now(vm->clock), task,
                                   thread_running_id(vm), pool->object, ++pool->jobs,
                                   name_of(vm, function), &job->list, place);
}

void job_record_run(Vm *vm, JobRecord *job)
{
    if (!job->list) return;
    job->run = trace_job_run(vm->trace, clock_now(vm->clock), thread_running_id(vm),
                             job->list, job->submit);
    thread_running(vm)->last_event = job->run;
}

void job_record_end(Vm *vm, JobRecord *job, TraceEnd how)
{
    if (!job->list || vm->halt) return;
    thread_running(vm)->last_event =
        trace_job_end(vm->trace, clock_now(vm->clock), thread_running_id(vm), job->list,
                      how, job->run ? job->run : job->submit);
    job->list = 0;
}
