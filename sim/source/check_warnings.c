// check_warnings.c -- what will probably go wrong when the program runs: names that
// nothing binds, and calls that do not fit the function they mean.

#include "source/checker.h"

#include "base/names.h"
#include "source/typos.h"

#include <stdio.h>
#include <string.h>

// -- Builtins ----------------------------------------------------------------------

typedef struct BuiltinName {
    const char *name;
    const char *refused; // why it is not in the subset; NULL if it is
} BuiltinName;

static const BuiltinName builtins[] = {
#define BUILTIN(name)         {#name, NULL},
#define REFUSED(name, reason) {#name, reason},
#include "source/builtins.def"
#undef BUILTIN
#undef REFUSED
};

enum { BUILTIN_COUNT = sizeof builtins / sizeof builtins[0] };

bool builtin_named(const char *name, const char **refused)
{
    *refused = NULL;
    // The list is sorted by bytes.
    size_t low = 0, high = BUILTIN_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, builtins[middle].name);
        if (order == 0) {
            *refused = builtins[middle].refused;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

// -- Unknown names -----------------------------------------------------------------

static bool is_of_class_body(const char *name)
{
    return strcmp(name, "__module__") == 0 || strcmp(name, "__qualname__") == 0;
}

// True if nothing but a comment is on the line beside [place].
static bool stands_alone(const Checker *c, Place place)
{
    const char *text = c->program->text;
    uint32_t start = place.start, end = place.end;
    while (start && (text[start - 1] == ' ' || text[start - 1] == '\t'))
        start--;
    while (text[end] == ' ')
        end++;
    return (!start || text[start - 1] == '\n') &&
           (!text[end] || strchr("\r\n#", text[end]));
}

static void hint_nearest(Checker *c, const Use *use)
{
    NearestName nearest = {.wanted = use->name.bytes};
    const Symbol *meant = NULL;
    const char *keyword =
        stands_alone(c, use->place) ? typos_lone_keyword(use->name.bytes) : NULL;
    if (keyword) {
        diag_hint(c->diag, "did you mean \"%s\"?", keyword);
        return;
    }
    for (const Block *block = use->block; block; block = block->parent) {
        if (block->kind == BLOCK_KIND_CLASS && block != use->block) continue;
        for (int i = 0; i < block->count; i++) {
            const Symbol *symbol = &block->symbols[i];
            if (!symbol->bindings || symbol->name.bytes[0] == '.') continue;
            const char *before = nearest.best;
            nearest_offer(&nearest, symbol->name.bytes);
            if (nearest.best != before) meant = symbol;
        }
    }
    const char *before = nearest.best;
    for (int i = 0; i < BUILTIN_COUNT; i++)
        if (!builtins[i].refused) nearest_offer(&nearest, builtins[i].name);
    if (!nearest.best) return;
    if (nearest.best != before || !meant) {
        diag_hint(c->diag, "did you mean \"%s\"?", nearest.best);
        return;
    }
    int line, column;
    diag_position(c->file, meant->bound_at.start, &line, &column);
    diag_hint(c->diag, "did you mean \"%s\"? (assigned at %d:%d)", nearest.best, line,
              column);
}

// A module's name is often only not imported.
static bool hint_import(Checker *c, const char *name)
{
    static const char *const modules[] = {
#define MODULE(module) module,
#include "source/modules.def"
#undef MODULE
    };
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
        if (strcmp(modules[i], name) != 0) continue;
        diag_hint(c->diag, "it is a module: write \"import %s\" at the top", name);
        return true;
    }
    return false;
}

static void check_known(Checker *c, const Use *use)
{
    const Block *owner;
    const Symbol *symbol = block_find(use->block, use->name);
    if (symbol && symbol->kind == NAME_FREE) return;
    if (block_owner(use->block, use->name, &owner)) return;
    if (owner->kind != BLOCK_KIND_MODULE) return;
    const char *name = use->name.bytes, *refused;
    if (builtin_named(name, &refused)) {
        if (!refused) return;
        diag_error(c->diag, c->file, use->place.start, use->place.end,
                   "%s: not in Coroscope's subset of Python", name);
        if (*refused) diag_hint(c->diag, refused, "");
        return;
    }
    if (c->has_star_import || use->is_caught || !c->is_whole) return;
    if (use->block->kind == BLOCK_KIND_CLASS && is_of_class_body(name)) return;
    diag_warning(c->diag, c->file, use->place.start, use->place.end,
                 "name '%s' is not defined", name);
    if (!diag_is_full(c->diag) && !hint_import(c, name)) hint_nearest(c, use);
}

// -- Calls -------------------------------------------------------------------------

// How the arguments of one call meet the parameters of one function.
typedef struct Meeting {
    const Function *function;
    const Expr *call;
    int positional; // parameters that positional arguments can reach
    int required;   // of those, how many have no default
    bool has_args, has_kwargs;
} Meeting;

static Meeting meet(const Function *function, const Expr *call)
{
    Meeting m = {.function = function, .call = call};
    for (int i = 0; i < function->parameter_count; i++) {
        const Parameter *parameter = &function->parameters[i];
        switch (parameter->kind) {
        case PARAMETER_POSITIONAL_ONLY:
        case PARAMETER_NORMAL:
            m.positional++;
            m.required += parameter->default_value == NULL;
            break;
        case PARAMETER_ARGS: m.has_args = true; break;
        case PARAMETER_KWARGS: m.has_kwargs = true; break;
        case PARAMETER_KEYWORD_ONLY: break;
        }
    }
    return m;
}

static bool has_unpacking(const Expr *call)
{
    for (int i = 0; i < call->arguments.count; i++)
        if (call->arguments.items[i]->kind == EXPR_STARRED) return true;
    for (int i = 0; i < call->keyword_count; i++)
        if (!call->keywords[i].name.bytes) return true;
    return false;
}

static const Keyword *keyword_named(const Expr *call, AstText name)
{
    for (int i = 0; i < call->keyword_count; i++)
        if (call->keywords[i].name.bytes == name.bytes) return &call->keywords[i];
    return NULL;
}

// [message] is what CPython's TypeError will say, so it is not translated.
static void warn(Checker *c, Place place, const char *message)
{
    diag_warning(c->diag, c->file, place.start, place.end,
                 "this call will raise TypeError: %s", message);
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

static bool warn_unexpected_keywords(Checker *c, const Meeting *m)
{
    for (int i = 0; i < m->call->keyword_count; i++) {
        const Keyword *keyword = &m->call->keywords[i];
        bool is_known = m->has_kwargs;
        NearestName nearest = {.wanted = keyword->name.bytes};
        for (int j = 0; j < m->function->parameter_count; j++) {
            const Parameter *parameter = &m->function->parameters[j];
            if (parameter->kind != PARAMETER_NORMAL &&
                parameter->kind != PARAMETER_KEYWORD_ONLY)
                continue;
            is_known = is_known || parameter->name.bytes == keyword->name.bytes;
            nearest_offer(&nearest, parameter->name.bytes);
        }
        if (is_known) continue;
        char message[300];
        snprintf(message, sizeof message,
                 "%.80s() got an unexpected keyword argument '%.80s'",
                 m->function->name.bytes, keyword->name.bytes);
        warn(c, keyword->place, message);
        if (nearest.best) diag_hint(c->diag, "did you mean \"%s\"?", nearest.best);
        return true;
    }
    return false;
}

static bool warn_double_values(Checker *c, const Meeting *m)
{
    int given = m->call->arguments.count;
    for (int i = 0; i < m->function->parameter_count && i < m->positional; i++) {
        const Parameter *parameter = &m->function->parameters[i];
        if (i >= given || parameter->kind != PARAMETER_NORMAL) continue;
        const Keyword *keyword = keyword_named(m->call, parameter->name);
        if (!keyword) continue;
        char message[300];
        snprintf(message, sizeof message,
                 "%.80s() got multiple values for argument '%.80s'",
                 m->function->name.bytes, parameter->name.bytes);
        warn(c, keyword->place, message);
        return true;
    }
    return false;
}

static int given_keyword_only(const Meeting *m)
{
    int count = 0;
    for (int i = 0; i < m->function->parameter_count; i++) {
        const Parameter *parameter = &m->function->parameters[i];
        if (parameter->kind == PARAMETER_KEYWORD_ONLY &&
            keyword_named(m->call, parameter->name))
            count++;
    }
    return count;
}

// As too_many_positional() in CPython's Python/ceval.c words it.
static bool warn_too_many(Checker *c, const Meeting *m)
{
    int given = m->call->arguments.count;
    if (m->has_args || given <= m->positional) return false;
    char takes[60], message[300];
    int defaults = m->positional - m->required;
    if (defaults)
        snprintf(takes, sizeof takes, "from %d to %d", m->required, m->positional);
    else
        snprintf(takes, sizeof takes, "%d", m->positional);
    int keyword_only = given_keyword_only(m);
    char more[80] = "";
    if (keyword_only)
        snprintf(more, sizeof more,
                 " positional argument%s (and %d keyword-only argument%s)", plural(given),
                 keyword_only, plural(keyword_only));
    snprintf(message, sizeof message,
             "%.80s() takes %s positional argument%s but %d%s %s given",
             m->function->name.bytes, takes, defaults ? "s" : plural(m->positional),
             given, more, given == 1 && !keyword_only ? "was" : "were");
    warn(c, m->call->place, message);
    return true;
}

// As missing_arguments() in CPython's Python/ceval.c: 'a', 'b', and 'c'.
static bool warn_missing_kind(Checker *c, const Meeting *m, bool keyword_only)
{
    const char *names[256];
    int count = 0, index = 0;
    for (int i = 0; i < m->function->parameter_count && count < 256; i++) {
        const Parameter *parameter = &m->function->parameters[i];
        bool is_positional = parameter->kind == PARAMETER_POSITIONAL_ONLY ||
                             parameter->kind == PARAMETER_NORMAL;
        bool is_wanted =
            keyword_only ? parameter->kind == PARAMETER_KEYWORD_ONLY : is_positional;
        bool is_given = is_positional && index++ < m->call->arguments.count;
        if (!is_wanted || is_given || parameter->default_value) continue;
        if (parameter->kind != PARAMETER_POSITIONAL_ONLY &&
            keyword_named(m->call, parameter->name))
            continue;
        names[count++] = parameter->name.bytes;
    }
    if (!count) return false;
    char message[400];
    size_t used = (size_t)snprintf(
        message, sizeof message,
        "%.80s() missing %d required %s argument%s: ", m->function->name.bytes, count,
        keyword_only ? "keyword-only" : "positional", plural(count));
    for (int i = 0; i < count && used < sizeof message; i++) {
        const char *between = i == 0          ? ""
                              : i < count - 1 ? ", "
                              : count == 2    ? " and "
                                              : ", and ";
        used += (size_t)snprintf(message + used, sizeof message - used, "%s'%.60s'",
                                 between, names[i]);
    }
    warn(c, m->call->place, message);
    return true;
}

static void check_arity(Checker *c, const Use *use)
{
    const Block *owner;
    const Symbol *symbol = block_owner(use->block, use->name, &owner);
    if (!symbol || !symbol->function || symbol->bindings != 1) return;
    if (owner->kind == BLOCK_KIND_CLASS || has_unpacking(use->call)) return;
    // What nobody writes by hand would take too long to compare.
    if (symbol->function->parameter_count > 255 || use->call->keyword_count > 255) return;
    Meeting m = meet(symbol->function, use->call);
    if (warn_double_values(c, &m) || warn_unexpected_keywords(c, &m) ||
        warn_too_many(c, &m) || warn_missing_kind(c, &m, false) ||
        warn_missing_kind(c, &m, true)) {
        if (diag_is_full(c->diag)) return;
        int line, column;
        diag_position(c->file, symbol->bound_at.start, &line, &column);
        diag_hint(c->diag, "%s() is defined at %d:%d", symbol->name.bytes, line, column);
    }
}

void check_warnings(Checker *c)
{
    for (int i = 0; i < c->use_count; i++) {
        if (!c->uses[i].call)
            check_known(c, &c->uses[i]);
        else if (c->is_whole)
            check_arity(c, &c->uses[i]);
    }
}
