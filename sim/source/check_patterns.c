// check_patterns.c -- what a match statement binds, and which of its cases can be reached.

#include "source/checker.h"

#include <string.h>

// The names that one pattern binds, in the order of the source.
typedef struct Bound {
    AstText *names;
    int count, capacity;
} Bound;

static bool is_bound(const Bound *bound, AstText name)
{
    for (int i = 0; i < bound->count; i++)
        if (bound->names[i].bytes == name.bytes) return true;
    return false;
}

static void bind(Checker *c, Bound *bound, AstText name, Place place)
{
    if (!name.bytes) return;
    if (is_bound(bound, name)) {
        check_error(c, place, "multiple assignments to name '%s' in pattern", name.bytes);
        return;
    }
    if (bound->count == bound->capacity) {
        bound->capacity = bound->capacity ? bound->capacity * 2 : 8;
        AstText *grown = ARENA_ARRAY(c->arena, AstText, bound->capacity);
        if (bound->count)
            memcpy(grown, bound->names, sizeof *grown * (size_t)bound->count);
        bound->names = grown;
    }
    bound->names[bound->count++] = name;
    check_bind(c, name, place);
}

// The capture that makes [pattern] match everything, or NULL.
static const CasePattern *irrefutable(const CasePattern *pattern)
{
    switch (pattern->kind) {
    case PATTERN_CAPTURE: return pattern;
    case PATTERN_AS: return irrefutable(pattern->items[0]);
    case PATTERN_OR: return irrefutable(pattern->items[pattern->count - 1]);
    default: return NULL;
    }
}

static void report_unreachable(Checker *c, const CasePattern *pattern)
{
    const CasePattern *all = irrefutable(pattern);
    if (!all) return;
    if (all->name.bytes)
        check_error(c, all->place,
                    "name capture '%s' makes remaining patterns unreachable",
                    all->name.bytes);
    else
        check_error(c, all->place, "wildcard makes remaining patterns unreachable");
}

static void check_pattern(Checker *c, CasePattern *pattern, Bound *bound);

// Every alternative binds the same names.
static void check_alternatives(Checker *c, CasePattern *pattern, Bound *bound)
{
    Bound first = {0};
    for (int i = 0; i < pattern->count; i++) {
        Bound own = {0};
        check_pattern(c, pattern->items[i], &own);
        if (i + 1 < pattern->count) report_unreachable(c, pattern->items[i]);
        if (i == 0) first = own;
        bool same = own.count == first.count;
        for (int k = 0; same && k < own.count; k++)
            same = is_bound(&first, own.names[k]);
        if (!same) {
            check_error(c, pattern->place, "alternative patterns bind different names");
            return;
        }
    }
    for (int i = 0; i < first.count; i++)
        bind(c, bound, first.names[i], pattern->place);
}

static void check_pattern(Checker *c, CasePattern *pattern, Bound *bound)
{
    if (pattern->kind == PATTERN_OR) {
        check_alternatives(c, pattern, bound);
        return;
    }
    check_expr(c, pattern->value);
    check_exprs(c, pattern->keys);
    for (int i = 0; i < pattern->count; i++)
        check_pattern(c, pattern->items[i], bound);
    bind(c, bound, pattern->name, pattern->place);
}

void check_match(Checker *c, Stmt *s)
{
    check_expr(c, s->test);
    for (int i = 0; i < s->case_count; i++) {
        Case *one = &s->cases[i];
        Bound bound = {0};
        check_pattern(c, one->pattern, &bound);
        if (!one->guard && i + 1 < s->case_count) report_unreachable(c, one->pattern);
        check_expr(c, one->guard);
        check_body(c, one->body);
    }
}
