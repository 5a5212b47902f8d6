// slabs.c -- pieces cut from slabs, and a thread that has the pages ahead backed.

#include "trace/slabs.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/helper.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

// The first pieces are allocated one by one. Later ones are cut from slabs, whose large pages
// the thread has backed shortly before they are used: some, but no more than are in use. A
// slab has many, as to get one waits for the thread.
enum { SINGLES = 40, SLAB_PAGES = 24, AHEAD_MOST = 12 };

struct Slabs {
    size_t piece;   // bytes
    char *at, *end; // the rest of the slab in use
    void *singles[SINGLES];
    uint32_t single_count;

    pthread_t thread;
    bool has_thread, had_no_thread;
    pthread_mutex_t mutex; // of the following
    pthread_cond_t change;
    char **slabs;
    uint32_t count;  // of slabs
    uint32_t cut;    // so many of them are in use
    uint32_t used;   // pages, from the first slab on, that are in use
    uint32_t wanted; // pages that shall be backed
    bool over;       // no more will be used
};

Slabs *slabs_open(size_t piece)
{
    ASSERT(piece && piece <= HUGE_PAGE, "a piece is cut from a slab");
    Slabs *slabs = memory_new(sizeof *slabs);
    *slabs = (Slabs){.piece = piece};
    pthread_mutex_init(&slabs->mutex, NULL);
    pthread_cond_init(&slabs->change, NULL);
    return slabs;
}

// ---- The thread ----

// Waits until a page from [next] on shall be backed; NULL when no more will be used. Those
// that are in use by now are backed by who writes them.
static char *wait_for_page(Slabs *slabs, uint32_t *next)
{
    pthread_mutex_lock(&slabs->mutex);
    while (*next >= slabs->wanted && !slabs->over)
        pthread_cond_wait(&slabs->change, &slabs->mutex);
    if (*next < slabs->used) *next = slabs->used;
    char *page = NULL;
    if (!slabs->over) {
        page =
            slabs->slabs[*next / SLAB_PAGES] + (size_t)(*next % SLAB_PAGES) * HUGE_PAGE;
        ++*next;
    }
    pthread_mutex_unlock(&slabs->mutex);
    return page;
}

// False if the system does not know how. What is written there meanwhile is not lost.
static bool back(char *page)
{
    return madvise(page, HUGE_PAGE, MADV_POPULATE_WRITE) == 0;
}

static void *back_ahead(void *owner)
{
    uint32_t next = 0;
    for (char *page; (page = wait_for_page(owner, &next)) && back(page);) {
    }
    return NULL;
}

static void start_thread(Slabs *slabs)
{
    slabs->has_thread = helper_start(&slabs->thread, back_ahead, slabs);
    slabs->had_no_thread = !slabs->has_thread;
}

static void end_thread(Slabs *slabs)
{
    if (!slabs->has_thread) return;
    pthread_mutex_lock(&slabs->mutex);
    slabs->over = true;
    pthread_cond_signal(&slabs->change);
    pthread_mutex_unlock(&slabs->mutex);
    pthread_join(slabs->thread, NULL);
}

void slabs_close(Slabs *slabs)
{
    end_thread(slabs);
    pthread_mutex_destroy(&slabs->mutex);
    pthread_cond_destroy(&slabs->change);
    for (uint32_t i = 0; i < slabs->single_count; i++)
        free(slabs->singles[i]);
    for (uint32_t i = 0; i < slabs->count; i++)
        free(slabs->slabs[i]);
    free(slabs->slabs);
    free(slabs);
}

// ---- Pieces ----

static void add_slab(Slabs *slabs)
{
    slabs->slabs = memory_grow(slabs->slabs, (slabs->count + 1) * sizeof *slabs->slabs);
    slabs->slabs[slabs->count++] = memory_new_huge((size_t)SLAB_PAGES * HUGE_PAGE);
}

// So many pages are in use now: those that come next are wanted.
static void use_pages(Slabs *slabs, uint32_t used)
{
    uint32_t wanted = used + (used < AHEAD_MOST ? used : AHEAD_MOST);
    pthread_mutex_lock(&slabs->mutex);
    while (slabs->count * SLAB_PAGES < wanted)
        add_slab(slabs);
    slabs->used = used;
    slabs->wanted = wanted;
    pthread_cond_signal(&slabs->change);
    pthread_mutex_unlock(&slabs->mutex);
    if (!slabs->has_thread && !slabs->had_no_thread) start_thread(slabs);
}

static void begin_slab(Slabs *slabs)
{
    use_pages(slabs, slabs->cut * SLAB_PAGES + 1);
    slabs->at = slabs->slabs[slabs->cut++];
    slabs->end = slabs->at + (size_t)SLAB_PAGES * HUGE_PAGE;
}

static void *cut_piece(Slabs *slabs)
{
    if ((size_t)(slabs->end - slabs->at) < slabs->piece) begin_slab(slabs);
    void *piece = slabs->at;
    slabs->at += slabs->piece;
    uint32_t free_pages = (uint32_t)((size_t)(slabs->end - slabs->at) / HUGE_PAGE);
    uint32_t used = slabs->cut * SLAB_PAGES - free_pages;
    if (used > slabs->used) use_pages(slabs, used);
    return piece;
}

void *slabs_take(Slabs *slabs)
{
    if (slabs->single_count == SINGLES) return cut_piece(slabs);
    void *piece = memory_new(slabs->piece);
    slabs->singles[slabs->single_count++] = piece;
    return piece;
}
