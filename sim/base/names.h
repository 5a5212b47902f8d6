// names.h -- the nearest name: what somebody probably meant to write.

#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>

// How many single-character insertions, deletions, replacements and swaps of neighbours
// lead from [a] to [b]; [limit] + 1 as soon as it is certain that there are more.
int names_distance(const char *a, const char *b, int limit);

// Searches for the candidate nearest to one name. Start zeroed but for [wanted].
typedef struct NearestName {
    const char *wanted;
    const char *best; // NULL while nothing is near enough
    int distance;
} NearestName;

// Offers a candidate: kept if it is nearer than the best one so far (the first of equals
// stays) and within a third of the wanted name's length.
void nearest_offer(NearestName *nearest, const char *candidate);

#endif
