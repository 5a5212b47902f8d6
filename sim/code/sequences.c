// sequences.c -- the tree of a program is searched for the one pattern; no guess is made.

#include "code/sequences.h"

#include "source/ast.h"

#include <string.h>

typedef struct Search {
    Arena *arena;
    const Bytecode *bytecode;
    const Program *program;
    const Function *in; // whose body is looked at
    Sequence *found;
    int count, capacity;
} Search;

static bool is_one_of(AstText name, const char *const *words)
{
    for (; *words; words++)
        if (name.bytes && strcmp(name.bytes, *words) == 0) return true;
    return false;
}

// ---- The program as a whole ----

static bool knows_tasks(const Bytecode *bytecode)
{
    static const char *const words[] = {
        "gather", "create_task",   "TaskGroup", "as_completed",
        "wait",   "ensure_future", "to_thread", "run_in_executor",
        "Thread", "Task",          NULL};
    for (int i = 0; i < bytecode->code_count; i++) {
        const Code *code = bytecode->codes[i];
        for (int j = 0; j < code->name_count; j++)
            if (is_one_of(code->names[j], words)) return true;
    }
    return false;
}

static const Code *code_of(const Bytecode *bytecode, const Function *function)
{
    const char *name = function->scope->qualified_name;
    if (!name) name = function->name.bytes;
    for (int i = 0; i < bytecode->code_count; i++)
        if (bytecode->codes[i]->qualified_name == name) return bytecode->codes[i];
    return NULL;
}

// The async function of the module with that name; NULL if there is none, or two.
static const Function *function_named(const Program *program, AstText name)
{
    const Function *found = NULL;
    for (int i = 0; i < program->body.count; i++) {
        const Stmt *statement = program->body.items[i];
        if (statement->kind != STMT_FUNCTION ||
            statement->function->binding.bytes != name.bytes)
            continue;
        if (found || !statement->function->is_async || statement->decorators.count)
            return NULL;
        found = statement->function;
    }
    return found && !found->scope->is_generator ? found : NULL;
}

// True if the name means the module's in that function.
static bool is_global(const Function *function, AstText name)
{
    const Scope *scope = function->scope;
    for (int i = 0; i < scope->name_count; i++)
        if (scope->names[i].name.bytes == name.bytes)
            return scope->names[i].kind == NAME_GLOBAL ||
                   scope->names[i].kind == NAME_GLOBAL_IMPLICIT;
    return true;
}

// ---- Expressions ----

static bool calls_name(const Expr *e, const char *name)
{
    return e->kind == EXPR_CALL && e->operand->kind == EXPR_NAME &&
           strcmp(e->operand->name.bytes, name) == 0;
}

typedef struct NameSearch {
    const char *name;
    bool found;
} NameSearch;

static void find_name(void *owner, Expr *part)
{
    NameSearch *names = owner;
    if (part->kind == EXPR_NAME && part->name.bytes == names->name) names->found = true;
    expr_each_part(part, find_name, owner);
}

// True if a name of [target], a variable or a tuple of some, is in the arguments of [call].
static bool arguments_use(const Expr *call, const Expr *target)
{
    if (target->kind == EXPR_TUPLE) {
        for (int i = 0; i < target->list.count; i++)
            if (arguments_use(call, target->list.items[i])) return true;
        return false;
    }
    NameSearch search = {.name = target->name.bytes};
    find_name(&search, (Expr *)call);
    return search.found;
}

static void find_await(void *owner, Expr *part)
{
    if (part->kind == EXPR_AWAIT) *(bool *)owner = true;
    expr_each_part(part, find_await, owner);
}

static bool has_await(const Expr *e)
{
    bool found = false;
    find_await(&found, (Expr *)e);
    return found;
}

// ---- Functions whose order does not matter ----

typedef struct Purity {
    bool pure, sleeps, computes;
} Purity;

// `asyncio.sleep(...)` or `sleep(...)` of more than nothing.
static bool is_sleep(const Expr *e)
{
    if (e->kind != EXPR_CALL || !e->arguments.count) return false;
    const Expr *function = e->operand, *delay = e->arguments.items[0];
    if (function->kind != EXPR_NAME && function->kind != EXPR_ATTRIBUTE) return false;
    if (strcmp(function->name.bytes, "sleep") != 0) return false;
    if (function->kind == EXPR_ATTRIBUTE &&
        (function->operand->kind != EXPR_NAME ||
         strcmp(function->operand->name.bytes, "asyncio") != 0))
        return false;
    return delay->kind != EXPR_INT || delay->integer;
}

static void check_expression(void *owner, Expr *e)
{
    static const char *const changes[] = {
        "append",  "add",        "insert", "extend",  "update",  "setdefault", "pop",
        "popleft", "popitem",    "remove", "discard", "clear",   "send",       "write",
        "sort",    "put_nowait", "set",    "acquire", "release", "next",       "__next__",
        "reverse", "get_nowait", "anext",  "throw",   "seed",    NULL};
    Purity *purity = owner;
    if (e->kind == EXPR_YIELD || e->kind == EXPR_YIELD_FROM || e->kind == EXPR_LAMBDA)
        purity->pure = false;
    if (e->kind == EXPR_AWAIT) {
        purity->sleeps = true;
        if (!is_sleep(e->operand)) purity->pure = false;
    }
    if (e->kind == EXPR_CALL &&
        (e->operand->kind == EXPR_NAME || e->operand->kind == EXPR_ATTRIBUTE) &&
        is_one_of(e->operand->name, changes))
        purity->pure = false;
    expr_each_part(e, check_expression, owner);
}

static bool is_own_variable(const Expr *target)
{
    if (target->kind == EXPR_NAME) return true;
    if (target->kind != EXPR_TUPLE) return false;
    for (int i = 0; i < target->list.count; i++)
        if (!is_own_variable(target->list.items[i])) return false;
    return true;
}

static bool is_constant(const Expr *e)
{
    return e->kind <= EXPR_STR;
}

// `await ...`, print(), a call of a logger, or a text.
static bool is_harmless(const Expr *e)
{
    if (e->kind == EXPR_AWAIT || e->kind == EXPR_STR || calls_name(e, "print"))
        return true;
    return e->kind == EXPR_CALL && e->operand->kind == EXPR_ATTRIBUTE &&
           e->operand->operand->kind == EXPR_NAME &&
           strncmp(e->operand->operand->name.bytes, "log", 3) == 0;
}

static void check_body(Purity *purity, const StmtList *body);

static void check_given(Purity *purity, Expr *e)
{
    if (e) check_expression(purity, e);
}

static void check_statement(Purity *purity, const Stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        if (!is_harmless(s->value)) purity->pure = false;
        check_expression(purity, s->value);
        return;
    case STMT_ASSIGN:
        for (int i = 0; i < s->targets.count; i++)
            if (!is_own_variable(s->targets.items[i])) purity->pure = false;
        check_expression(purity, s->value);
        return;
    case STMT_AUGMENTED:
    case STMT_ANNOTATED:
        if (!is_own_variable(s->target)) purity->pure = false;
        check_given(purity, s->value);
        return;
    case STMT_RETURN:
        if (s->value && !is_constant(s->value)) purity->computes = true;
        check_given(purity, s->value);
        return;
    case STMT_IF:
        check_expression(purity, s->test);
        check_body(purity, &s->body);
        check_body(purity, &s->otherwise);
        return;
    case STMT_FOR:
        if (s->is_async || !is_own_variable(s->variable)) purity->pure = false;
        check_expression(purity, s->iterable);
        check_body(purity, &s->body);
        check_body(purity, &s->otherwise);
        return;
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
    case STMT_RAISE: return;
    default: purity->pure = false;
    }
}

static void check_body(Purity *purity, const StmtList *body)
{
    for (int i = 0; i < body->count && purity->pure; i++)
        check_statement(purity, body->items[i]);
}

static bool is_pure(const Function *function)
{
    Purity purity = {.pure = true};
    check_body(&purity, &function->body);
    return purity.pure && purity.sleeps && purity.computes;
}

// ---- The awaits ----

typedef struct Await {
    const Expr *call;
    const Expr *result; // the variable that takes it, an EXPR_NAME, or NULL
    const Function *function;
} Await;

// The awaited expression of `print(await f())` or `results.append(await f())`, else NULL.
static const Expr *passed_on(const Expr *e)
{
    if (e->kind != EXPR_CALL || e->arguments.count != 1 || e->keyword_count) return NULL;
    const Expr *function = e->operand;
    bool appends = function->kind == EXPR_ATTRIBUTE &&
                   strcmp(function->name.bytes, "append") == 0 &&
                   function->operand->kind == EXPR_NAME;
    return appends || calls_name(e, "print") ? e->arguments.items[0] : NULL;
}

static bool is_await(const Search *search, const Stmt *s, Await *await)
{
    *await = (Await){0};
    const Expr *value = NULL;
    if (s->kind == STMT_EXPR) {
        value = s->value->kind == EXPR_AWAIT ? s->value : passed_on(s->value);
    } else if (s->kind == STMT_ASSIGN && s->targets.count == 1 &&
               s->targets.items[0]->kind == EXPR_NAME) {
        value = s->value;
        await->result = s->targets.items[0];
    }
    if (!value || value->kind != EXPR_AWAIT || value->operand->kind != EXPR_CALL)
        return false;
    await->call = value->operand;
    const Expr *name = await->call->operand;
    if (name->kind != EXPR_NAME || !is_global(search->in, name->name)) return false;
    await->function = function_named(search->program, name->name);
    return await->function && is_pure(await->function);
}

// What may stand between them: print() and append() of what is there already.
static bool is_beside(const Stmt *s)
{
    if (s->kind != STMT_EXPR || has_await(s->value)) return false;
    return calls_name(s->value, "print") || passed_on(s->value);
}

static uint32_t line_of(const Search *search, const Expr *e)
{
    return (uint32_t)program_line(search->program, e->place.start);
}

static void add(Search *search, const Await *awaits, int count)
{
    const Code *function = code_of(search->bytecode, awaits[0].function);
    const Code *in = code_of(search->bytecode, search->in);
    if (!function || !in || search->count == search->capacity) return;
    Sequence *sequence = &search->found[search->count++];
    *sequence = (Sequence){.function = function, .awaits = in, .line_count = count};
    sequence->lines = ARENA_ARRAY(search->arena, uint32_t, count);
    for (int i = 0; i < count; i++)
        sequence->lines[i] = line_of(search, awaits[i].call);
}

static bool is_same_text(const Search *search, const Expr *a, const Expr *b)
{
    size_t size = a->place.end - a->place.start;
    return size == b->place.end - b->place.start &&
           memcmp(search->program->text + a->place.start,
                  search->program->text + b->place.start, size) == 0;
}

// True if [next] may join: the same function, no result of the others in its arguments.
static bool joins(const Await *awaits, int count, const Await *next)
{
    if (awaits[0].function != next->function) return false;
    for (int i = 0; i < count; i++)
        if (awaits[i].result && arguments_use(next->call, awaits[i].result)) return false;
    return true;
}

enum { AWAITS_MOST = 64, SEQUENCES_MOST = 64 };

static void end_run(Search *search, const Await *awaits, int *count)
{
    bool differ = false;
    for (int i = 1; i < *count; i++)
        if (!is_same_text(search, awaits[0].call, awaits[i].call)) differ = true;
    if (differ) add(search, awaits, *count);
    *count = 0;
}

static void search_statements(Search *search, const StmtList *body)
{
    Await awaits[AWAITS_MOST], next;
    int count = 0;
    for (int i = 0; i < body->count; i++) {
        if (is_await(search, body->items[i], &next)) {
            if (count == AWAITS_MOST || (count && !joins(awaits, count, &next)))
                end_run(search, awaits, &count);
            awaits[count++] = next;
        } else if (!is_beside(body->items[i])) {
            end_run(search, awaits, &count);
        }
    }
    end_run(search, awaits, &count);
}

// A loop over one such await, whose arguments come from the loop's variable.
static void search_loop(Search *search, const Stmt *loop)
{
    Await await = {0}, one;
    if (loop->is_async || loop->otherwise.count || !is_own_variable(loop->variable))
        return;
    for (int i = 0; i < loop->body.count; i++) {
        if (is_await(search, loop->body.items[i], &one)) {
            if (await.call) return;
            await = one;
        } else if (!is_beside(loop->body.items[i])) {
            return;
        }
    }
    if (!await.call || !arguments_use(await.call, loop->variable)) return;
    if (await.result && arguments_use(await.call, await.result)) return;
    add(search, &await, 1);
}

static void search_body(Search *search, const StmtList *body);

static void search_function(Search *search, const Function *function)
{
    const Function *outer = search->in;
    search->in = function;
    search_body(search, &function->body);
    search->in = outer;
}

static void search_inside(Search *search, const Stmt *s)
{
    switch (s->kind) {
    case STMT_FUNCTION: search_function(search, s->function); return;
    case STMT_CLASS: search_body(search, &s->class_->body); return;
    case STMT_FOR:
        if (search->in && search->in->is_async) search_loop(search, s);
        break;
    case STMT_IF:
    case STMT_WITH: break;
    default: return; // a retry in a try, a while: the order may be what is wanted
    }
    search_body(search, &s->body);
    search_body(search, &s->otherwise);
}

static void search_body(Search *search, const StmtList *body)
{
    if (search->in && search->in->is_async) search_statements(search, body);
    for (int i = 0; i < body->count; i++)
        search_inside(search, body->items[i]);
}

const Sequence *sequences_of(Arena *arena, const Bytecode *bytecode, int *count)
{
    Search search = {.arena = arena,
                     .bytecode = bytecode,
                     .program = bytecode->program,
                     .capacity = SEQUENCES_MOST};
    *count = 0;
    if (knows_tasks(bytecode)) return NULL;
    search.found = ARENA_ARRAY(arena, Sequence, SEQUENCES_MOST);
    search_body(&search, &search.program->body);
    *count = search.count;
    return search.count ? search.found : NULL;
}
