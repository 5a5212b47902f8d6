// suggestions.c -- the nearest name among those that were in reach, with the weights of
// CPython's Python/suggestions.c: a changed case costs half of any other change.

#include "vm/suggestions.h"

#include "vm/exception_types.h"
#include "vm/vm.h"

#include <string.h>

enum { MOVE_COST = 2, CASE_COST = 1, MOST_SIZE = 40, MOST_CANDIDATES = 750 };

// The search for the best candidate.
typedef struct Search {
    const char *wanted;
    size_t wanted_size;
    const char *best; // NULL while nothing is near enough
    size_t best_size;
    long best_distance;
    int offered;
    Text kept; // the best one's bytes, when its owner may go
} Search;

static long substitution_cost(char a, char b)
{
    if ((a & 31) != (b & 31)) return MOVE_COST; // not even the same letter
    if (a == b) return 0;
    if (a >= 'A' && a <= 'Z') a = (char)(a + 'a' - 'A');
    if (b >= 'A' && b <= 'Z') b = (char)(b + 'a' - 'A');
    return a == b ? CASE_COST : MOVE_COST;
}

static long least(long a, long b)
{
    return a < b ? a : b;
}

// The cheapest way from [a] to [b], [most] + 1 as soon as it is certain to cost more.
static long distance(const char *a, size_t a_size, const char *b, size_t b_size,
                     long most)
{
    while (a_size && b_size && *a == *b)
        a++, b++, a_size--, b_size--;
    while (a_size && b_size && a[a_size - 1] == b[b_size - 1])
        a_size--, b_size--;
    if (a_size == 0 || b_size == 0) return (long)(a_size + b_size) * MOVE_COST;
    if (a_size > MOST_SIZE || b_size > MOST_SIZE) return most + 1;
    if (b_size < a_size) return distance(b, b_size, a, a_size, most);
    if ((long)(b_size - a_size) * MOVE_COST > most) return most + 1;

    long row[MOST_SIZE];
    for (size_t i = 0; i < a_size; i++)
        row[i] = (long)(i + 1) * MOVE_COST;
    long result = 0;
    for (size_t j = 0; j < b_size; j++) {
        long diagonal = result = (long)j * MOVE_COST;
        long minimum = most + 1;
        for (size_t i = 0; i < a_size; i++) {
            long substituted = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = least(least(result, diagonal) + MOVE_COST, substituted);
            row[i] = result;
            minimum = least(minimum, result);
        }
        if (minimum > most) return most + 1;
    }
    return result;
}

static void offer(Search *search, const char *bytes, size_t size)
{
    search->offered++;
    if (size == search->wanted_size && memcmp(bytes, search->wanted, size) == 0) return;
    long most = (long)(size + search->wanted_size + 3) * MOVE_COST / 6;
    if (search->best) most = least(most, search->best_distance - 1);
    long found = distance(search->wanted, search->wanted_size, bytes, size, most);
    if (found > most) return;
    search->best = bytes;
    search->best_size = size;
    search->best_distance = found;
}

const char *suggestion_nearest(const char *wanted, Str *const *candidates, int count)
{
    Search search = {.wanted = wanted, .wanted_size = strlen(wanted)};
    for (int i = 0; i < count; i++)
        offer(&search, candidates[i]->bytes, candidates[i]->size);
    return search.best;
}

static void offer_keys(Search *search, const Dict *dict)
{
    uint32_t at = 0;
    DictEntry *entry;
    while (dict && dict_next(dict, &at, &entry))
        if (value_is_str(entry->key))
            offer(search, STR(entry->key)->bytes, STR(entry->key)->size);
}

// -- NameError ---------------------------------------------------------------------

typedef enum KnownKind { KNOWN_BUILTIN, KNOWN_MODULE } KnownKind;

static const struct {
    KnownKind kind;
    const char *name;
} known_names[] = {
#define NAME(kind, name) {KNOWN_##kind, name},
#include "vm/suggestion_names.def"
#undef NAME
};

enum { KNOWN_COUNT = sizeof known_names / sizeof *known_names };

static const TraceEntry *innermost(Value exception)
{
    const TraceEntry *entry = EXCEPTION_OF(exception)->traceback;
    while (entry && entry->next)
        entry = entry->next;
    return entry;
}

// The local variable number [i] of a frame that is over: borrowed, UNSET if unbound. They
// were kept in reverse, see give_locals() in frame.c.
static Value local_at(const TraceEntry *entry, int i)
{
    if (!entry->locals || entry->locals->count < (uint32_t)entry->function->local_count)
        return UNSET;
    Value v = entry->locals->items[entry->locals->count - 1 - (uint32_t)i];
    return value_has_layout(v, LAYOUT_CELL) ? ((Cell *)v.object)->value : v;
}

// The frame's "self", UNSET if it has none.
static Value local_self(const TraceEntry *entry)
{
    for (int i = 0; entry && i < entry->function->local_count; i++)
        if (strcmp(entry->function->locals[i].bytes, "self") == 0) return local_at(entry, i);
    return UNSET;
}

static bool is_module_name(const Str *name)
{
    for (int i = 0; i < KNOWN_COUNT; i++)
        if (known_names[i].kind == KNOWN_MODULE && str_is(name, known_names[i].name))
            return true;
    return false;
}

// In a method: the instance may have what was written without "self.".
static bool self_has(Vm *vm, const TraceEntry *entry, Str *name)
{
    Value self = local_self(entry), found = UNSET;
    if (value_is_unset(self)) return false;
    if (!value_find_attribute(vm, self, name, &found)) {
        value_drop(vm, exception_take(vm));
        return false;
    }
    bool has = !value_is_unset(found);
    value_drop(vm, found);
    return has;
}

static void offer_names(Vm *vm, Search *search, const TraceEntry *entry)
{
    for (int i = 0; i < entry->function->local_count; i++)
        if (!value_is_unset(local_at(entry, i)))
            offer(search, entry->function->locals[i].bytes, entry->function->locals[i].size);
    offer_keys(search, vm->globals);
    for (int i = 0; i < KNOWN_COUNT; i++)
        if (known_names[i].kind == KNOWN_BUILTIN)
            offer(search, known_names[i].name, strlen(known_names[i].name));
    offer(search, "cpu", 3); // the one builtin that is ours
}

// -- AttributeError and ImportError ------------------------------------------------

// Offers what dir(object) lists; names with an underscore only if [all]. The names are
// kept in the search's text, since the list goes.
static void offer_dir(Vm *vm, Search *search, Value object, bool all)
{
    Value dir = dict_get_str(vm->builtins, str_intern(vm, "dir")), names = UNSET;
    if (value_is_unset(dir) || !call(vm, dir, &object, 1, &names)) {
        value_drop(vm, exception_take(vm));
        return;
    }
    for (uint32_t i = 0; value_is_list(names) && i < LIST(names)->count; i++) {
        Value name = LIST(names)->items[i];
        if (!value_is_str(name) || (!all && STR(name)->bytes[0] == '_')) continue;
        offer(search, STR(name)->bytes, STR(name)->size);
    }
    if (search->best) {
        text_add_bytes(&search->kept, search->best, search->best_size);
        search->best = search->kept.bytes;
    }
    value_drop(vm, names);
}

static void offer_attributes(Vm *vm, Search *search, Value exception)
{
    Value object = exception_member(exception, MEMBER_SECOND);
    if (value_is_unset(object)) object = NONE;
    bool all = search->wanted[0] == '_';
    // Inside a method of the object its private names are in reach.
    Value self = local_self(innermost(exception));
    if (!value_is_unset(self) && value_is(self, object)) all = true;
    offer_dir(vm, search, object, all);
}

static void offer_module(Vm *vm, Search *search, Value exception)
{
    Value name = exception_member(exception, IMPORT_ERROR_NAME);
    if (!value_is_str(name)) return;
    Module *module = module_import(vm, STR(name)->bytes);
    if (module)
        offer_dir(vm, search, value_object(module), search->wanted[0] == '_');
    else
        value_drop(vm, exception_take(vm));
}

// -- Together ----------------------------------------------------------------------

// Adds the hint found; true if there is one.
static bool add_found(const Search *search, Text *text)
{
    if (!search->best || search->offered >= MOST_CANDIDATES) return false;
    text_add(text, ". Did you mean: '");
    text_add_bytes(text, search->best, search->best_size);
    text_add(text, "'?");
    return true;
}

static void add_for_name(Vm *vm, Value exception, Str *name, Search *search, Text *text)
{
    const TraceEntry *entry = innermost(exception);
    bool found = false;
    if (entry && self_has(vm, entry, name)) {
        text_addf(text, ". Did you mean: 'self.%s'?", name->bytes);
        found = true;
    } else if (entry) {
        offer_names(vm, search, entry);
        found = add_found(search, text);
    }
    if (is_module_name(name))
        text_addf(text, "%s forget to import '%s'?", found ? " Or did you" : ". Did you",
                  name->bytes);
}

void suggestion_add(Vm *vm, Value exception, Text *text)
{
    bool imports = exception_is(vm, exception, IMPORT_ERROR);
    bool names = exception_is(vm, exception, NAME_ERROR);
    if (!imports && !names && !exception_is(vm, exception, ATTRIBUTE_ERROR)) return;

    Value wanted =
        exception_member(exception, imports ? IMPORT_ERROR_NAME_FROM : MEMBER_FIRST);
    if (!value_is_str(wanted)) return;
    Search search = {.wanted = STR(wanted)->bytes, .wanted_size = STR(wanted)->size};
    if (names) {
        add_for_name(vm, exception, STR(wanted), &search, text);
    } else {
        if (imports)
            offer_module(vm, &search, exception);
        else
            offer_attributes(vm, &search, exception);
        add_found(&search, text);
    }
    text_free(&search.kept);
}
