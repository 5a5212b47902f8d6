// names.c -- edit distance with swaps, kept to short names.

#include "base/names.h"

#include <string.h>

// Names longer than this are told apart by their equality alone.
enum { NAME_COMPARED = 60 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

int names_distance(const char *a, const char *b, int limit)
{
    size_t a_size = strlen(a), b_size = strlen(b);
    size_t gap = a_size > b_size ? a_size - b_size : b_size - a_size;
    if (a_size > NAME_COMPARED || b_size > NAME_COMPARED || gap > (size_t)limit)
        return strcmp(a, b) == 0 ? 0 : limit + 1;
    // Three rows of the table: a swap looks two rows back.
    int rows[3][NAME_COMPARED + 1];
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_size; i++) {
        int *row = rows[i % 3], *above = rows[(i - 1) % 3];
        row[0] = (int)i;
        int best = row[0];
        for (size_t j = 1; j <= b_size; j++) {
            int same = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + same);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > limit) return limit + 1;
    }
    int distance = rows[a_size % 3][b_size];
    return distance > limit ? limit + 1 : distance;
}

void nearest_offer(NearestName *nearest, const char *candidate)
{
    int limit = (int)(strlen(nearest->wanted) + 2) / 3;
    if (limit < 1) limit = 1;
    if (nearest->best) limit = nearest->distance - 1;
    if (limit < 0 || strlen(nearest->wanted) < 2) return;
    int distance = names_distance(nearest->wanted, candidate, limit);
    if (distance > limit || distance == 0) return;
    nearest->best = candidate;
    nearest->distance = distance;
}
