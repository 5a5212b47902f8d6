// player.h -- how playing turns real seconds into steps of the playhead.

#ifndef VIZ_PLAYER_H
#define VIZ_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

typedef enum Pace {
    PACE_EVENT, // every event has the same time, whatever the virtual clock does
    PACE_TIME,  // in proportion to virtual time
    PACE_FAST,  // the whole run in a few seconds
    PACE_COUNT
} Pace;

typedef struct Player {
    bool plays;
    Pace pace;
    double speed; // 1: as it is meant
    double saved; // real seconds that have not made a step yet
} Player;

// How many events are due after another [seconds] with [count] events in the run; for
// PACE_EVENT and PACE_FAST.
uint32_t player_events(Player *player, double seconds, uint32_t count);

// How much of a run that is [length] long goes by in another [seconds], in nanoseconds,
// as round as the eye does not see; for PACE_TIME.
int64_t player_time(Player *player, double seconds, int64_t length);

// One step faster or slower: 1/8x to 16x.
void player_change_speed(Player *player, bool faster);

#endif
