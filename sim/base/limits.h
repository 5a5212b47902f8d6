// limits.h -- where a run ends whatever its program says.

#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stdint.h>

typedef struct Limits {
    int64_t time;      // nanoseconds of virtual time
    int64_t steps;     // operations
    int64_t tasks;     // alive at once
    int64_t memory_mb; // MiB that our allocator gave out, the trace included
    int64_t output_kb; // KiB printed
} Limits;

// In the model `sequential`: sleeps in one step while another task is ready.
enum { SLEEPS_IN_STEP_MOST = 10000 };

// 9e6 s, 1e9 operations, 2e6 tasks, 2048 MiB, 65536 KiB.
Limits limits_default(void);

#endif
