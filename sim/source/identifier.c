// identifier.c -- the letters of all scripts: two sorted tables and a search.

#include "source/identifier.h"

#include <stddef.h>

typedef struct Range {
    uint32_t first, last;
} Range;

static const Range start_ranges[] = {
#define START(first, last) {first, last},
#define MORE(first, last)
#define OTHER(first, last)
#include "source/identifier.def"
#undef START
#undef MORE
#undef OTHER
};

static const Range more_ranges[] = {
#define START(first, last)
#define MORE(first, last) {first, last},
#define OTHER(first, last)
#include "source/identifier.def"
#undef START
#undef MORE
#undef OTHER
};

static const Range other_ranges[] = {
#define START(first, last)
#define MORE(first, last)
#define OTHER(first, last) {first, last},
#include "source/identifier.def"
#undef START
#undef MORE
#undef OTHER
};

static bool is_within(const Range *ranges, size_t count, uint32_t codepoint)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (codepoint > ranges[middle].last)
            low = middle + 1;
        else if (codepoint < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

bool identifier_may_start(uint32_t codepoint)
{
    // Hangul syllables are by far the commonest here.
    if (codepoint >= 0xac00 && codepoint <= 0xd7a3) return true;
    return is_within(start_ranges, sizeof start_ranges / sizeof start_ranges[0],
                     codepoint);
}

bool identifier_may_go_on(uint32_t codepoint)
{
    return identifier_may_start(codepoint) ||
           is_within(more_ranges, sizeof more_ranges / sizeof more_ranges[0], codepoint);
}

bool identifier_is_other_form(uint32_t codepoint)
{
    return is_within(other_ranges, sizeof other_ranges / sizeof other_ranges[0],
                     codepoint);
}
