// jobs.h -- which job of a pool is whose work: what executors and pools of processes tell
// the record.
//
// A pool is a row in the table of objects, and counts its jobs. Whoever writes a pool keeps
// a PoolRecord in it and a JobRecord in each job, zeroed at first, and calls the functions
// below where these things happen. Without a record they do nothing.
//
//      pool_record_open      the pool is made
//      job_record_submit     a thread hands the job in, before its worker is started
//      job_record_run        the worker takes it, in the worker's thread
//      job_record_end        it is over, in the worker's thread, before anybody is told; or
//                            it is cancelled before anybody took it

#ifndef THREADS_JOBS_H
#define THREADS_JOBS_H

#include "threads/threads.h"

typedef struct PoolRecord {
    uint32_t object; // its row, 0 without a record
    uint32_t jobs;   // handed in so far
} PoolRecord;

typedef struct JobRecord {
    uint32_t list;   // what it is called in the record; 0: nobody recorded it
    uint32_t submit; // its job.submit
    uint32_t run;    // its job.run, or 0
} JobRecord;

// A new pool; [kind] is "pool.threads" or "pool.processes", [workers] how many it may have.
void pool_record_open(Vm *vm, PoolRecord *pool, const char *kind, int64_t workers);

// The job calls [function]; the record has its qualified name, or else that of its type.
void job_record_submit(Vm *vm, PoolRecord *pool, JobRecord *job, Value function);

void job_record_run(Vm *vm, JobRecord *job);

// [how]: END_FINISHED, END_FAILED or END_CANCELLED.
void job_record_end(Vm *vm, JobRecord *job, TraceEnd how);

#endif
