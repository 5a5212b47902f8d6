// player.c -- three paces.

#include "viz/player.h"

static const double EVENT_SECONDS = 0.4; // of an event at speed 1
static const double RUN_SECONDS = 12;    // of a run by time
static const double FAST_SECONDS = 3;    // of a run as fast as can be
enum { GRAINS = 1000 };                  // a run by time goes by in so many steps or more

uint32_t player_events(Player *player, double seconds, uint32_t count)
{
    double each = EVENT_SECONDS;
    if (player->pace == PACE_FAST && count && FAST_SECONDS / count < EVENT_SECONDS / 4)
        each = FAST_SECONDS / count;
    else if (player->pace == PACE_FAST)
        each = EVENT_SECONDS / 4;
    each /= player->speed;
    player->saved += seconds;
    uint32_t due = (uint32_t)(player->saved / each);
    player->saved -= due * each;
    return due;
}

int64_t player_time(Player *player, double seconds, int64_t length)
{
    double rate = player->speed / RUN_SECONDS * (double)length; // nanoseconds in a second
    int64_t grain = 1;
    while (grain * 10 <= length / GRAINS)
        grain *= 10;
    player->saved += seconds;
    int64_t passed = (int64_t)(player->saved * rate / (double)grain) * grain;
    player->saved -= (double)passed / rate;
    return passed;
}

void player_change_speed(Player *player, bool faster)
{
    double speed = faster ? player->speed * 2 : player->speed / 2;
    if (speed >= 0.125 && speed <= 16) player->speed = speed;
}
