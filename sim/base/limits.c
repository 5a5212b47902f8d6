// limits.c -- the limits of a scenario that sets none.

#include "base/limits.h"

Limits limits_default(void)
{
    return (Limits){
        .time = INT64_C(9000000) * 1000000000,
        .steps = 1000000000,
        .tasks = 2000000,
        .memory_mb = 2048,
        .output_kb = 65536,
    };
}
