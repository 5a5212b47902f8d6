// sequences.c -- what the awaits of a sequence cost: who waited how long, seen from the sleeps.

#include "asyncio/sequences.h"

#include "asyncio/diagnostics.h"
#include "code/sequences.h"
#include "vm/coroutine.h"
#include "vm/places.h"

#include <stdlib.h>

// What is known of one sequence: its first round alone, as main() may be called again.
typedef struct Watch {
    const Sequence *sequence;
    uint32_t round;         // in which it is met; 0 before the first
    uint32_t count;         // awaits that waited
    SimTime began, delay;   // of the sleep that was met last
    SimTime waited;         // by the present await, without that sleep
    SimTime longest, total; // of the awaits before
} Watch;

struct Sequences {
    uint32_t rounds; // coroutines that were met in which there are sequences
    int count;
    Watch watches[];
};

void sequences_begin(Vm *vm, const Bytecode *bytecode)
{
    if (!bytecode->sequence_count) return;
    struct Sequences *all =
        memory_new(sizeof *all + (size_t)bytecode->sequence_count * sizeof(Watch));
    all->rounds = 0;
    all->count = bytecode->sequence_count;
    for (int i = 0; i < all->count; i++)
        all->watches[i] = (Watch){.sequence = &bytecode->sequences[i]};
    asyncio_of(vm)->sequences = all;
}

void sequences_free(Vm *vm)
{
    free(asyncio_of(vm)->sequences);
    asyncio_of(vm)->sequences = NULL;
}

static bool is_met(const Sequence *sequence, const AwaitPlace *place)
{
    if (sequence->function != place->code || sequence->awaits != place->awaiter)
        return false;
    for (int i = 0; i < sequence->line_count; i++)
        if (sequence->lines[i] == place->line) return true;
    return false;
}

// The sleep that was met last is over, or was cut short.
static void end_sleep(const Vm *vm, Watch *watch)
{
    SimTime passed = clock_now(vm->clock) - watch->began;
    watch->waited += passed < watch->delay ? passed : watch->delay;
    watch->delay = 0;
}

static void end_await(Watch *watch)
{
    watch->total += watch->waited;
    if (watch->waited > watch->longest) watch->longest = watch->waited;
    if (watch->waited) watch->count++;
    watch->waited = 0;
}

void sequences_meet_sleep(Vm *vm, SimTime delay)
{
    struct Sequences *all = asyncio_of(vm)->sequences;
    AwaitPlace place;
    if (!await_place(vm, &place)) return;
    for (int i = 0; i < all->count; i++) {
        Watch *watch = &all->watches[i];
        if (!is_met(watch->sequence, &place)) continue;
        if (coroutine_mark(place.awaiting)) all->rounds++;
        bool is_new = coroutine_mark(place.coroutine);
        if (watch->round && watch->round != all->rounds) return;
        watch->round = all->rounds;
        end_sleep(vm, watch);
        if (is_new) end_await(watch);
        watch->began = clock_now(vm->clock);
        watch->delay = delay;
        return;
    }
}

static void tell(Vm *vm, Watch *watch)
{
    end_sleep(vm, watch);
    end_await(watch);
    if (watch->count < 2 || watch->total == watch->longest) return;
    TraceFact facts[] = {
        {.kind = FACT_TEXT, .text = watch->sequence->function->name.bytes},
        {.kind = FACT_NUMBER, .number = watch->count},
        {.kind = FACT_TIME, .number = watch->total},
        {.kind = FACT_TIME, .number = watch->longest},
    };
    asyncio_diagnostic(vm, DIAGNOSTIC_AWAITS_IN_SEQUENCE, 0, facts,
                       watch->sequence->lines[0]);
}

void sequences_tell(Vm *vm)
{
    struct Sequences *all = asyncio_of(vm)->sequences;
    for (int i = 0; all && i < all->count; i++)
        if (all->watches[i].round) tell(vm, &all->watches[i]);
}
