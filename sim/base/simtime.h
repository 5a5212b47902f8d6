// simtime.h -- virtual time: whole nanoseconds since the run began.
//
// Integers only, so that two ways to the same instant always meet, and every computer
// agrees on which of two timers is earlier.

#ifndef BASE_SIMTIME_H
#define BASE_SIMTIME_H

#include "base/text.h"

#include <stdint.h>

typedef int64_t SimTime;

#define SIMTIME_SECOND INT64_C(1000000000)
#define SIMTIME_NEVER  INT64_MAX // what infinity and all that is past the range becomes

// The time of so many nanoseconds, as below, for numbers that are negative, 2**52 or more,
// or NaN.
SimTime simtime_from_odd_product(double nanoseconds);

// The double product seconds * 1e9, rounded half to even. Infinity and what does not
// fit become SIMTIME_NEVER, its negative -SIMTIME_NEVER; NaN becomes 0.
static inline SimTime simtime_from_seconds(double seconds)
{
    double product = seconds * 1e9;
    // From 2**52 to 2**53 the doubles are the whole numbers: the sum is rounded to one.
    if (product >= 0 && product < 0x1p52) return (SimTime)(product + 0x1p52 - 0x1p52);
    return simtime_from_odd_product(product);
}

// What loop.time() returns: time / 1e9.
double simtime_seconds(SimTime time);

// Adds "1.250 s": three decimals, or six or nine where they are needed to be exact,
// and "inf s" for SIMTIME_NEVER.
void simtime_add_text(Text *text, SimTime time);

// The same for a label in what takes [whole] all in all: where that is a tenth of a second
// or longer, rounded to three decimals (half up).
void simtime_add_label(Text *text, SimTime time, SimTime whole);

#endif
