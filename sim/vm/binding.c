// binding.c -- binding in the order of CPython's initialize_locals() in ceval.c, so that
// of several mistakes in one call the same one is reported.

#include "vm/binding.h"

#include "vm/private.h"
#include "vm/suggestions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool name_is(const Str *a, const Str *b)
{
    return a == b || str_equal(a, b);
}

// The slot of a parameter that can be given by [name], -1 if there is none.
static int slot_named(const Parameters *p, const Str *name)
{
    for (int i = p->positional_only; i < p->positional; i++)
        if (name_is(p->names[i], name)) return i;
    for (int i = 0; i < p->keyword_only; i++)
        if (name_is(p->names[p->keyword_only_at + i], name))
            return p->keyword_only_at + i;
    return -1;
}

static bool is_positional_only(const Parameters *p, const Str *name)
{
    for (int i = 0; i < p->positional_only; i++)
        if (name_is(p->names[i], name)) return true;
    return false;
}

// All the call's keywords that name positional-only parameters, in one message.
static bool positional_only_by_name(Vm *vm, const Parameters *p, const Tuple *names)
{
    Text list = {0};
    for (uint32_t i = 0; i < names->count; i++)
        if (is_positional_only(p, STR(names->items[i])))
            text_addf(&list, "%s%s", list.size ? ", " : "", STR(names->items[i])->bytes);
    if (!list.size) return false;
    raise_error(
        vm, TYPE_ERROR,
        "%s() got some positional-only arguments passed as keyword arguments: '%s'",
        p->function, list.bytes);
    text_free(&list);
    return true;
}

// The parameter that may be given by name whose name is nearest to [wanted].
static const char *nearest_parameter(const Parameters *p, const char *wanted)
{
    int count = p->positional - p->positional_only;
    Str **names = memory_new(sizeof *names * (size_t)(count + p->keyword_only + 1));
    memcpy(names, p->names + p->positional_only, sizeof *names * (size_t)count);
    memcpy(names + count, p->names + p->keyword_only_at,
           sizeof *names * (size_t)p->keyword_only);
    const char *nearest = suggestion_nearest(wanted, names, count + p->keyword_only);
    free(names);
    return nearest;
}

static bool unexpected_keyword(Vm *vm, const Parameters *p, const Tuple *names,
                               const Str *name)
{
    if (p->positional_only && positional_only_by_name(vm, p, names)) return false;
    const char *function = p->keyword_function ? p->keyword_function : p->function;
    const char *nearest = nearest_parameter(p, name->bytes);
    if (nearest)
        return raise_error(
            vm, TYPE_ERROR,
            "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", function,
            name->bytes, nearest);
    return raise_error(vm, TYPE_ERROR, "%s() got an unexpected keyword argument '%s'",
                       function, name->bytes);
}

static bool bind_keywords(Vm *vm, const Parameters *p, const Arguments *arguments,
                          Value *slots)
{
    const Tuple *names = arguments->names;
    for (uint32_t i = 0; i < names->count; i++) {
        Str *name = STR(names->items[i]);
        Value value = arguments->values[(uint32_t)arguments->count + i];
        int slot = slot_named(p, name);
        if (slot < 0 && p->kwargs_at < 0) return unexpected_keyword(vm, p, names, name);
        if (slot < 0) {
            if (!dict_set_str(vm, DICT(slots[p->kwargs_at]), name, value)) return false;
            continue;
        }
        if (!value_is_unset(slots[slot]))
            return raise_error(vm, TYPE_ERROR,
                               "%s() got multiple values for argument '%s'", p->function,
                               name->bytes);
        slots[slot] = value_keep(value);
    }
    return true;
}

static bool too_many(Vm *vm, const Parameters *p, int given, const Value *slots)
{
    int keyword_only_given = 0;
    for (int i = 0; i < p->keyword_only; i++)
        keyword_only_given += !value_is_unset(slots[p->keyword_only_at + i]);
    char takes[48], extra[80] = "";
    bool plural = p->positional != 1;
    if (p->required < p->positional) {
        snprintf(takes, sizeof takes, "from %d to %d", p->required, p->positional);
        plural = true;
    } else {
        snprintf(takes, sizeof takes, "%d", p->positional);
    }
    if (keyword_only_given)
        snprintf(extra, sizeof extra,
                 " positional argument%s (and %d keyword-only argument%s)",
                 given != 1 ? "s" : "", keyword_only_given,
                 keyword_only_given != 1 ? "s" : "");
    return raise_error(vm, TYPE_ERROR,
                       "%s() takes %s positional argument%s but %d%s %s given",
                       p->function, takes, plural ? "s" : "", given, extra,
                       given == 1 && !keyword_only_given ? "was" : "were");
}

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
static bool missing(Vm *vm, const Parameters *p, const char *kind, const int *slots,
                    int count)
{
    Text list = {0};
    for (int i = 0; i < count; i++) {
        if (i) text_add(&list, count == 2 ? " and " : i == count - 1 ? ", and " : ", ");
        text_addf(&list, "'%s'", p->names[slots[i]]->bytes);
    }
    raise_error(vm, TYPE_ERROR, "%s() missing %d required %s argument%s: %s", p->function,
                count, kind, count == 1 ? "" : "s", text_string(&list));
    text_free(&list);
    return false;
}

static bool fill_range(Vm *vm, const Parameters *p, Value *slots, int from, int count,
                       const char *kind)
{
    int absent[256], absent_count = 0;
    for (int i = from; i < from + count; i++) {
        if (!value_is_unset(slots[i])) continue;
        Value default_value = p->default_of(p->owner, i);
        if (!value_is_unset(default_value))
            slots[i] = value_keep(default_value);
        else if (!(p->may_be_unset && p->may_be_unset(p->owner, i)) && absent_count < 256)
            absent[absent_count++] = i;
    }
    return absent_count == 0 || missing(vm, p, kind, absent, absent_count);
}

static bool bind_rest(Vm *vm, const Parameters *p, const Arguments *arguments,
                      Value *slots)
{
    int given = arguments->count;
    int taken = given < p->positional ? given : p->positional;
    for (int i = 0; i < taken; i++)
        slots[i] = value_keep(arguments->values[i]);
    if (p->args_at >= 0) {
        bool is_whole = arguments->whole && taken == 0 &&
                        arguments->values == arguments->whole->items;
        const Value *rest = given > taken ? arguments->values + taken : NULL;
        slots[p->args_at] = is_whole ? value_keep(value_object(arguments->whole))
                                     : tuple_of(vm, rest, given - taken);
    }
    if (arguments->names && !bind_keywords(vm, p, arguments, slots)) return false;
    if (given > p->positional && p->args_at < 0) return too_many(vm, p, given, slots);
    return fill_range(vm, p, slots, 0, p->positional, "positional") &&
           fill_range(vm, p, slots, p->keyword_only_at, p->keyword_only, "keyword-only");
}

bool parameters_bind(Vm *vm, const Parameters *p, const Arguments *arguments,
                     Value *slots)
{
    if (p->kwargs_at >= 0) slots[p->kwargs_at] = value_object(dict_new(vm));
    return bind_rest(vm, p, arguments, slots);
}
