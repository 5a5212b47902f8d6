// list_sort.c -- list.sort: a stable merge sort that looks for runs.
//
// The order in which items are compared can be seen by a program (its __lt__ may print,
// or be no order at all, as that of NaN), so it is that of CPython 3.13 (Objects/
// listobject.c, listsort.txt): runs are found from the left and lengthened by binary
// insertion, a stack of runs is merged by their powers, and a merge gallops while one
// side keeps winning. While it sorts the list is empty; the row of keys and the row of
// items (if the keys are not the items themselves) are permuted alike.

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <string.h>

enum { SHORTEST_RUN_LIMIT = 64, GALLOP_FIRST = 7, RUNS_MOST = 90 };

// What all keys are, so that comparing them can be short.
typedef enum KeyKind { KEYS_INT, KEYS_FLOAT, KEYS_STR, KEYS_ANY } KeyKind;

typedef struct Row {
    Value *keys;
    Value *items; // NULL if the keys are the items
} Row;

typedef struct Run {
    int64_t start, length;
    int power; // of the boundary to the next run
} Run;

typedef struct Sorter {
    Vm *vm;
    Row row;
    int64_t count;
    KeyKind kind;
    int64_t gallop; // wins in a row after which a merge gallops
    Row spare;      // a copy of the shorter side of a merge
    int64_t spare_room;
    Run runs[RUNS_MOST];
    int run_count;
} Sorter;

static inline bool less(Sorter *sorter, Value a, Value b, bool *result)
{
    switch (sorter->kind) {
    case KEYS_INT: *result = a.integer < b.integer; return true;
    case KEYS_FLOAT: *result = a.number < b.number; return true;
    case KEYS_STR: *result = str_compare(STR(a), STR(b)) < 0; return true;
    default: return value_less(sorter->vm, a, b, result);
    }
}

static void move(Row to, int64_t to_at, Row from, int64_t from_at, int64_t count)
{
    memmove(to.keys + to_at, from.keys + from_at, (size_t)count * sizeof(Value));
    if (to.items)
        memmove(to.items + to_at, from.items + from_at, (size_t)count * sizeof(Value));
}

static inline void set(Row to, int64_t to_at, Row from, int64_t from_at)
{
    to.keys[to_at] = from.keys[from_at];
    if (to.items) to.items[to_at] = from.items[from_at];
}

static void reverse_values(Value *values, int64_t from, int64_t to)
{
    while (from < --to) {
        Value value = values[from];
        values[from++] = values[to];
        values[to] = value;
    }
}

static void reverse(Row row, int64_t from, int64_t to)
{
    reverse_values(row.keys, from, to);
    if (row.items) reverse_values(row.items, from, to);
}

// -- Runs --------------------------------------------------------------------------

// How many items from [start] on do not descend, beginning with the first [*length].
static bool climb(Sorter *sorter, int64_t start, int64_t limit, int64_t *length)
{
    Value *keys = sorter->row.keys + start;
    for (; *length < limit; (*length)++) {
        bool smaller;
        if (!less(sorter, keys[*length], keys[*length - 1], &smaller)) return false;
        if (smaller) break;
    }
    return true;
}

// The rest of a run that strictly descends but for stretches of equal items, which are
// turned round on the way so that they keep their order when the whole is turned.
static bool descend(Sorter *sorter, int64_t start, int64_t limit, int64_t *length)
{
    Value *keys = sorter->row.keys + start;
    int64_t equal = 0;
    for (; *length < limit; (*length)++) {
        bool smaller, larger;
        if (!less(sorter, keys[*length], keys[*length - 1], &smaller)) return false;
        if (smaller) {
            if (equal) reverse(sorter->row, start + *length - 1 - equal, start + *length);
            equal = 0;
            continue;
        }
        if (!less(sorter, keys[*length - 1], keys[*length], &larger)) return false;
        if (larger) break;
        equal++;
    }
    if (equal) reverse(sorter->row, start + *length - 1 - equal, start + *length);
    return true;
}

// The length of the run that begins at [start], made ascending.
static bool count_run(Sorter *sorter, int64_t start, int64_t limit, int64_t *length)
{
    Value *keys = sorter->row.keys + start;
    *length = 1;
    if (limit == 1) return true;
    if (!climb(sorter, start, limit, length)) return false;
    if (*length == limit) return true;

    if (*length > 1) {
        bool ascends;
        if (!less(sorter, keys[0], keys[*length - 1], &ascends)) return false;
        if (ascends) return true;
        reverse(sorter->row, start, start + *length); // all equal so far
    }
    ++*length;
    if (!descend(sorter, start, limit, length)) return false;
    reverse(sorter->row, start, start + *length);
    return climb(sorter, start, limit, length);
}

// Sorts [count] items from [start] on, of which the first [sorted] are in order.
static bool insert_rest(Sorter *sorter, int64_t start, int64_t count, int64_t sorted)
{
    Row row = sorter->row;
    for (; sorted < count; sorted++) {
        Value pivot = row.keys[start + sorted];
        int64_t low = 0, high = sorted;
        while (low < high) {
            int64_t middle = (low + high) / 2;
            bool before;
            if (!less(sorter, pivot, row.keys[start + middle], &before)) return false;
            if (before)
                high = middle;
            else
                low = middle + 1;
        }
        Value item = row.items ? row.items[start + sorted] : UNSET;
        move(row, start + low + 1, row, start + low, sorted - low);
        row.keys[start + low] = pivot;
        if (row.items) row.items[start + low] = item;
    }
    return true;
}

// Runs shorter than this are lengthened: n over a power of two, a little below it.
static int64_t shortest_run(int64_t count)
{
    int64_t odd = 0;
    while (count >= SHORTEST_RUN_LIMIT) {
        odd |= count & 1;
        count >>= 1;
    }
    return count + odd;
}

// -- Galloping ---------------------------------------------------------------------

// Where [key] belongs in the [count] sorted [keys], before those equal to it, searched
// outwards from [hint].
static bool gallop_left(Sorter *sorter, Value key, const Value *keys, int64_t count,
                        int64_t hint, int64_t *at)
{
    int64_t last = 0, offset = 1;
    bool before;
    if (!less(sorter, keys[hint], key, &before)) return false;
    if (before) {
        int64_t most = count - hint;
        while (offset < most) {
            if (!less(sorter, keys[hint + offset], key, &before)) return false;
            if (!before) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > most) offset = most;
        last += hint;
        offset += hint;
    } else {
        int64_t most = hint + 1;
        while (offset < most) {
            if (!less(sorter, keys[hint - offset], key, &before)) return false;
            if (before) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > most) offset = most;
        int64_t kept = last;
        last = hint - offset;
        offset = hint - kept;
    }
    for (last++; last < offset;) {
        int64_t middle = last + (offset - last) / 2;
        if (!less(sorter, keys[middle], key, &before)) return false;
        if (before)
            last = middle + 1;
        else
            offset = middle;
    }
    *at = offset;
    return true;
}

// The same, behind those equal to it.
static bool gallop_right(Sorter *sorter, Value key, const Value *keys, int64_t count,
                         int64_t hint, int64_t *at)
{
    int64_t last = 0, offset = 1;
    bool before;
    if (!less(sorter, key, keys[hint], &before)) return false;
    if (before) {
        int64_t most = hint + 1;
        while (offset < most) {
            if (!less(sorter, key, keys[hint - offset], &before)) return false;
            if (!before) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > most) offset = most;
        int64_t kept = last;
        last = hint - offset;
        offset = hint - kept;
    } else {
        int64_t most = count - hint;
        while (offset < most) {
            if (!less(sorter, key, keys[hint + offset], &before)) return false;
            if (before) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > most) offset = most;
        last += hint;
        offset += hint;
    }
    for (last++; last < offset;) {
        int64_t middle = last + (offset - last) / 2;
        if (!less(sorter, key, keys[middle], &before)) return false;
        if (before)
            offset = middle;
        else
            last = middle + 1;
    }
    *at = offset;
    return true;
}

// -- Merging -----------------------------------------------------------------------

static bool spare_for(Sorter *sorter, int64_t count)
{
    if (count <= sorter->spare_room) return true;
    Vm *vm = sorter->vm;
    size_t old = (size_t)sorter->spare_room * sizeof(Value);
    size_t size = (size_t)count * sizeof(Value);
    Value *keys = heap_buffer_resize(vm, sorter->spare.keys, old, size);
    if (!keys) return false;
    sorter->spare.keys = keys;
    if (sorter->row.items) {
        Value *items = heap_buffer_resize(vm, sorter->spare.items, old, size);
        if (!items) {
            heap_buffer_free(vm, keys, size);
            heap_buffer_free(vm, sorter->spare.items, old);
            sorter->spare = (Row){NULL, NULL};
            sorter->spare_room = 0;
            return false;
        }
        sorter->spare.items = items;
    }
    sorter->spare_room = count;
    return true;
}

// The two sides of a merge, and where the next item goes.
typedef struct Merge {
    int64_t a, a_left; // where the next of the left side stands, and how many are left
    int64_t b, b_left;
    int64_t to;
} Merge;

// Merges upwards, the left side from the spare row, until a side is empty or (for the
// left one) has a single item.
static bool merge_upwards(Sorter *sorter, Merge *m)
{
    Row row = sorter->row, spare = sorter->spare;
    set(row, m->to++, row, m->b++);
    if (--m->b_left == 0 || m->a_left == 1) return true;
    int64_t gallop = sorter->gallop;
    for (;;) {
        int64_t a_wins = 0, b_wins = 0;
        for (;;) {
            bool b_first;
            if (!less(sorter, row.keys[m->b], spare.keys[m->a], &b_first)) return false;
            if (b_first) {
                set(row, m->to++, row, m->b++);
                b_wins++;
                a_wins = 0;
                if (--m->b_left == 0) return true;
                if (b_wins >= gallop) break;
            } else {
                set(row, m->to++, spare, m->a++);
                a_wins++;
                b_wins = 0;
                if (--m->a_left == 1) return true;
                if (a_wins >= gallop) break;
            }
        }
        gallop++;
        do {
            gallop -= gallop > 1;
            sorter->gallop = gallop;
            if (!gallop_right(sorter, row.keys[m->b], spare.keys + m->a, m->a_left, 0,
                              &a_wins))
                return false;
            if (a_wins) {
                move(row, m->to, spare, m->a, a_wins);
                m->to += a_wins;
                m->a += a_wins;
                m->a_left -= a_wins;
                if (m->a_left <= 1) return true; // 0 only if the order is none
            }
            set(row, m->to++, row, m->b++);
            if (--m->b_left == 0) return true;
            if (!gallop_left(sorter, spare.keys[m->a], row.keys + m->b, m->b_left, 0,
                             &b_wins))
                return false;
            if (b_wins) {
                move(row, m->to, row, m->b, b_wins);
                m->to += b_wins;
                m->b += b_wins;
                m->b_left -= b_wins;
                if (m->b_left == 0) return true;
            }
            set(row, m->to++, spare, m->a++);
            if (--m->a_left == 1) return true;
        } while (a_wins >= GALLOP_FIRST || b_wins >= GALLOP_FIRST);
        gallop++; // a penalty for leaving
        sorter->gallop = gallop;
    }
}

// Merges when the left side is the shorter one.
static bool merge_low(Sorter *sorter, int64_t a, int64_t a_count, int64_t b,
                      int64_t b_count)
{
    if (!spare_for(sorter, a_count)) return false;
    move(sorter->spare, 0, sorter->row, a, a_count);
    Merge m = {.a_left = a_count, .b = b, .b_left = b_count, .to = a};
    bool ok = merge_upwards(sorter, &m);
    if (ok && m.a_left == 1 && m.b_left) {
        // The last of the left side belongs behind all that is left of the right one.
        move(sorter->row, m.to, sorter->row, m.b, m.b_left);
        set(sorter->row, m.to + m.b_left, sorter->spare, m.a);
    } else if (m.a_left) {
        move(sorter->row, m.to, sorter->spare, m.a, m.a_left);
    }
    return ok;
}

// Merges downwards, the right side from the spare row: [a], [b] and [to] are the last
// items of each.
static bool merge_downwards(Sorter *sorter, Merge *m, int64_t a_start)
{
    Row row = sorter->row, spare = sorter->spare;
    set(row, m->to--, row, m->a--);
    if (--m->a_left == 0 || m->b_left == 1) return true;
    int64_t gallop = sorter->gallop;
    for (;;) {
        int64_t a_wins = 0, b_wins = 0;
        for (;;) {
            bool a_last;
            if (!less(sorter, spare.keys[m->b], row.keys[m->a], &a_last)) return false;
            if (a_last) {
                set(row, m->to--, row, m->a--);
                a_wins++;
                b_wins = 0;
                if (--m->a_left == 0) return true;
                if (a_wins >= gallop) break;
            } else {
                set(row, m->to--, spare, m->b--);
                b_wins++;
                a_wins = 0;
                if (--m->b_left == 1) return true;
                if (b_wins >= gallop) break;
            }
        }
        gallop++;
        do {
            gallop -= gallop > 1;
            sorter->gallop = gallop;
            int64_t at;
            if (!gallop_right(sorter, spare.keys[m->b], row.keys + a_start, m->a_left,
                              m->a_left - 1, &at))
                return false;
            a_wins = m->a_left - at;
            if (a_wins) {
                m->to -= a_wins;
                m->a -= a_wins;
                move(row, m->to + 1, row, m->a + 1, a_wins);
                m->a_left -= a_wins;
                if (m->a_left == 0) return true;
            }
            set(row, m->to--, spare, m->b--);
            if (--m->b_left == 1) return true;
            if (!gallop_left(sorter, row.keys[m->a], spare.keys, m->b_left, m->b_left - 1,
                             &at))
                return false;
            b_wins = m->b_left - at;
            if (b_wins) {
                m->to -= b_wins;
                m->b -= b_wins;
                move(row, m->to + 1, spare, m->b + 1, b_wins);
                m->b_left -= b_wins;
                if (m->b_left <= 1) return true; // 0 only if the order is none
            }
            set(row, m->to--, row, m->a--);
            if (--m->a_left == 0) return true;
        } while (a_wins >= GALLOP_FIRST || b_wins >= GALLOP_FIRST);
        gallop++;
        sorter->gallop = gallop;
    }
}

// Merges when the right side is the shorter one.
static bool merge_high(Sorter *sorter, int64_t a, int64_t a_count, int64_t b,
                       int64_t b_count)
{
    if (!spare_for(sorter, b_count)) return false;
    move(sorter->spare, 0, sorter->row, b, b_count);
    Merge m = {.a = a + a_count - 1,
               .a_left = a_count,
               .b = b_count - 1,
               .b_left = b_count,
               .to = b + b_count - 1};
    bool ok = merge_downwards(sorter, &m, a);
    if (ok && m.b_left == 1 && m.a_left) {
        // The first of the right side belongs before all that is left of the left one.
        m.to -= m.a_left;
        m.a -= m.a_left;
        move(sorter->row, m.to + 1, sorter->row, m.a + 1, m.a_left);
        set(sorter->row, m.to, sorter->spare, m.b);
    } else if (m.b_left) {
        move(sorter->row, m.to - (m.b_left - 1), sorter->spare, 0, m.b_left);
    }
    return ok;
}

// Merges the runs number [at] and [at] + 1 of the stack.
static bool merge_at(Sorter *sorter, int at)
{
    Run *run = &sorter->runs[at];
    int64_t a = run[0].start, a_count = run[0].length;
    int64_t b = run[1].start, b_count = run[1].length;
    run[0].length = a_count + b_count;
    if (at == sorter->run_count - 3) run[1] = run[2];
    sorter->run_count--;

    // What is already in its place, at both ends, need not be merged.
    Value *keys = sorter->row.keys;
    int64_t place;
    if (!gallop_right(sorter, keys[b], keys + a, a_count, 0, &place)) return false;
    a += place;
    a_count -= place;
    if (!a_count) return true;
    if (!gallop_left(sorter, keys[a + a_count - 1], keys + b, b_count, b_count - 1,
                     &b_count))
        return false;
    if (!b_count) return true;
    return a_count <= b_count ? merge_low(sorter, a, a_count, b, b_count)
                              : merge_high(sorter, a, a_count, b, b_count);
}

// The power of the boundary between two runs: how deep it lies in a perfect tree over
// the whole row (the first bit in which the runs' middles differ, as fractions of it).
static int boundary_power(int64_t start, int64_t a_count, int64_t b_count, int64_t count)
{
    int64_t a = 2 * start + a_count;
    int64_t b = a + a_count + b_count;
    for (int power = 1;; power++) {
        if (a >= count) {
            a -= count;
            b -= count;
        } else if (b >= count) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

// Called with the length of the run behind the last of the stack, before it is pushed.
static bool merge_before(Sorter *sorter, int64_t next_length)
{
    if (!sorter->run_count) return true;
    Run *top = &sorter->runs[sorter->run_count - 1];
    int power = boundary_power(top->start, top->length, next_length, sorter->count);
    while (sorter->run_count > 1 && sorter->runs[sorter->run_count - 2].power > power)
        if (!merge_at(sorter, sorter->run_count - 2)) return false;
    sorter->runs[sorter->run_count - 1].power = power;
    return true;
}

static bool merge_all(Sorter *sorter)
{
    while (sorter->run_count > 1) {
        int at = sorter->run_count - 2;
        if (at > 0 && sorter->runs[at - 1].length < sorter->runs[at + 1].length) at--;
        if (!merge_at(sorter, at)) return false;
    }
    return true;
}

static bool sort_row(Sorter *sorter)
{
    int64_t shortest = shortest_run(sorter->count);
    for (int64_t start = 0; start < sorter->count;) {
        int64_t left = sorter->count - start, length;
        if (!count_run(sorter, start, left, &length)) return false;
        if (length < shortest) {
            int64_t wanted = left < shortest ? left : shortest;
            if (!insert_rest(sorter, start, wanted, length)) return false;
            length = wanted;
        }
        if (!merge_before(sorter, length)) return false;
        sorter->runs[sorter->run_count++] = (Run){.start = start, .length = length};
        start += length;
    }
    return merge_all(sorter);
}

// -- The list ----------------------------------------------------------------------

static KeyKind kind_of(const Vm *vm, Value v)
{
    switch (v.kind) {
    case VALUE_INT: return KEYS_INT;
    case VALUE_FLOAT: return KEYS_FLOAT;
    case VALUE_OBJECT: return v.object->type == vm->types.str ? KEYS_STR : KEYS_ANY;
    default: return KEYS_ANY;
    }
}

static KeyKind kind_of_all(const Vm *vm, const Value *keys, int64_t count)
{
    KeyKind kind = count ? kind_of(vm, keys[0]) : KEYS_ANY;
    for (int64_t i = 1; i < count && kind != KEYS_ANY; i++)
        if (kind_of(vm, keys[i]) != kind) kind = KEYS_ANY;
    return kind;
}

// Fills [keys] with key(item) for each; on failure what was made is dropped again.
static bool make_keys(Vm *vm, Value key, const Value *items, int64_t count, Value *keys)
{
    for (int64_t i = 0; i < count; i++) {
        if (call(vm, key, &items[i], 1, &keys[i])) continue;
        while (i-- > 0)
            value_drop(vm, keys[i]);
        return false;
    }
    return true;
}

static bool sort_items(Vm *vm, Value *items, int64_t count, Value key, bool backwards)
{
    Sorter sorter = {.vm = vm, .count = count, .gallop = GALLOP_FIRST};
    size_t size = (size_t)count * sizeof(Value);
    sorter.row.keys = items;
    if (!value_is_none(key)) {
        Value *keys = heap_buffer_resize(vm, NULL, 0, size);
        if (!keys) return false;
        if (!make_keys(vm, key, items, count, keys)) {
            heap_buffer_free(vm, keys, size);
            return false;
        }
        sorter.row = (Row){keys, items};
    }
    sorter.kind = kind_of_all(vm, sorter.row.keys, count);

    // Backwards and stable: turn round, sort, turn round again.
    if (backwards) reverse(sorter.row, 0, count);
    bool ok = count < 2 || sort_row(&sorter);
    if (backwards) reverse_values(items, 0, count);

    size_t spare = (size_t)sorter.spare_room * sizeof(Value);
    heap_buffer_free(vm, sorter.spare.keys, spare);
    if (sorter.row.items) {
        heap_buffer_free(vm, sorter.spare.items, spare);
        for (int64_t i = 0; i < count; i++)
            value_drop(vm, sorter.row.keys[i]);
        heap_buffer_free(vm, sorter.row.keys, size);
    }
    return ok;
}

bool list_sort(Vm *vm, List *list, Value key, bool backwards)
{
    enum { WORK_AN_ITEM = 8 }; // comparisons that are not calls, and moves
    if (!vm_spend(vm, (size_t)list->count * WORK_AN_ITEM)) return false;
    List sorted = *list;
    list->items = NULL;
    list->count = list->capacity = 0;
    bool ok = sort_items(vm, sorted.items, sorted.count, key, backwards);

    // What the program has put into the list meanwhile makes way for the sorted items.
    List meddled = *list;
    list->items = sorted.items;
    list->count = sorted.count;
    list->capacity = sorted.capacity;
    if (ok && meddled.items)
        ok = raise_error(vm, VALUE_ERROR, "list modified during sort");
    for (uint32_t i = 0; i < meddled.count; i++)
        value_drop(vm, meddled.items[i]);
    heap_buffer_free(vm, meddled.items, meddled.capacity * sizeof(Value));
    return ok;
}
