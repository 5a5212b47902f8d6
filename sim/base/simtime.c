// simtime.c -- between seconds, nanoseconds and text.

#include "base/simtime.h"

#include <math.h>

SimTime simtime_from_odd_product(double nanoseconds)
{
    if (isnan(nanoseconds)) return 0;
    // 2**63 as a double; anything from there on does not fit.
    if (nanoseconds >= 9223372036854775808.0) return SIMTIME_NEVER;
    if (nanoseconds <= -9223372036854775808.0) return -SIMTIME_NEVER;
    return (SimTime)nearbyint(nanoseconds);
}

double simtime_seconds(SimTime time)
{
    return (double)time / 1e9;
}

void simtime_add_text(Text *text, SimTime time)
{
    if (time == SIMTIME_NEVER) {
        text_add(text, "inf s");
        return;
    }
    uint64_t size = time < 0 ? 0 - (uint64_t)time : (uint64_t)time;
    uint64_t whole = size / 1000000000, part = size % 1000000000;
    if (time < 0) text_add_char(text, '-');
    text_add_int(text, (int64_t)whole);
    if (part % 1000000 == 0)
        text_addf(text, ".%03u s", (unsigned)(part / 1000000));
    else if (part % 1000 == 0)
        text_addf(text, ".%06u s", (unsigned)(part / 1000));
    else
        text_addf(text, ".%09u s", (unsigned)part);
}

void simtime_add_label(Text *text, SimTime time, SimTime whole)
{
    enum { LABEL_UNIT = 1000000 };
    if (whole < SIMTIME_SECOND / 10 || time < 0 || time > SIMTIME_NEVER - LABEL_UNIT)
        simtime_add_text(text, time);
    else
        simtime_add_text(text, (time + LABEL_UNIT / 2) / LABEL_UNIT * LABEL_UNIT);
}
