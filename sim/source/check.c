// check.c -- walks the statements and enters every binding; then has the names traced.

#include "source/check.h"

#include "base/names.h"
#include "source/checker.h"
#include "source/name_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void check_error(Checker *c, Place place, const char *english, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, english);
    vsnprintf(message, sizeof message, in_language(diag_language(c->diag), english),
              arguments);
    va_end(arguments);
    diag_error(c->diag, c->file, place.start, place.end, "%s", message);
}

// -- Names -------------------------------------------------------------------------

static bool text_is(AstText text, const char *string)
{
    return text.bytes && strcmp(text.bytes, string) == 0;
}

void check_bind(Checker *c, AstText name, Place place)
{
    if (text_is(name, "__debug__")) {
        check_error(c, place, "cannot assign to __debug__");
        return;
    }
    Symbol *symbol = block_symbol(c->arena, c->block, name);
    symbol->flags |= SYMBOL_BOUND;
    if (symbol->bindings++ == 0) symbol->bound_at = place;
    if (!(symbol->flags & SYMBOL_GLOBAL) || c->block == c->module) return;
    Symbol *global = block_symbol(c->arena, c->module, name);
    if (global->bindings++ == 0) global->bound_at = place;
}

void check_use(Checker *c, AstText name, Place place, const Expr *call)
{
    if (!call) block_symbol(c->arena, c->block, name)->flags |= SYMBOL_USED;
    if (c->use_count == c->use_capacity) {
        int capacity = c->use_capacity ? c->use_capacity * 2 : 256;
        Use *uses = ARENA_ARRAY(c->arena, Use, capacity);
        if (c->use_count) memcpy(uses, c->uses, sizeof(Use) * (size_t)c->use_count);
        c->uses = uses;
        c->use_capacity = capacity;
    }
    c->uses[c->use_count++] = (Use){c->block, name, place, call, c->catches_name > 0};
}

Block *check_enter(Checker *c, BlockKind kind, AstText name)
{
    Block *block = block_new(c->arena, kind, c->block, name);
    if (c->last_block) c->last_block->next = block;
    c->last_block = block;
    c->block = block;
    return block;
}

// global and nonlocal must stand before the name's other occurrences.
static void check_declaration(Checker *c, AstText name, Place place, bool is_global)
{
    Symbol *symbol = block_symbol(c->arena, c->block, name);
    uint32_t flags = symbol->flags;
    const char *mistake = NULL;
    if (flags & SYMBOL_PARAMETER)
        mistake = is_global ? "name '%s' is parameter and global"
                            : "name '%s' is parameter and nonlocal";
    else if (flags & (is_global ? SYMBOL_NONLOCAL : SYMBOL_GLOBAL))
        mistake = "name '%s' is nonlocal and global";
    else if (flags & SYMBOL_ANNOTATED)
        mistake = is_global ? "annotated name '%s' can't be global"
                            : "annotated name '%s' can't be nonlocal";
    else if (flags & SYMBOL_BOUND)
        mistake = is_global ? "name '%s' is assigned to before global declaration"
                            : "name '%s' is assigned to before nonlocal declaration";
    else if (flags & SYMBOL_USED)
        mistake = is_global ? "name '%s' is used prior to global declaration"
                            : "name '%s' is used prior to nonlocal declaration";
    // Said twice, a name is bound but rightly so.
    bool is_repeated = flags & (is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL);
    if (mistake && !is_repeated) {
        check_error(c, place, mistake, name.bytes);
        return;
    }
    symbol->flags |= is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
    symbol->declared_at = place;
    if (is_global) block_symbol(c->arena, c->module, name);
}

static void check_declarations(Checker *c, Stmt *s, bool is_global)
{
    if (!is_global && c->block->kind == BLOCK_KIND_MODULE) {
        check_error(c, s->place, "nonlocal declaration not allowed at module level");
        return;
    }
    for (int i = 0; i < s->name_count; i++)
        check_declaration(c, s->names[i], s->place, is_global);
}

// -- Imports -----------------------------------------------------------------------

static const char *const module_names[] = {
#define MODULE(name) name,
#include "source/modules.def"
#undef MODULE
    NULL,
};

static bool module_is_known(const char *name)
{
    for (int i = 0; module_names[i]; i++)
        if (strcmp(module_names[i], name) == 0) return true;
    return false;
}

static void list_modules(char *out, size_t size)
{
    size_t used = 0;
    for (int i = 0; module_names[i]; i++) {
        if (strcmp(module_names[i], "__future__") == 0) continue;
        if (strncmp(module_names[i], "asyncio.", 8) == 0) continue; // as asyncio itself
        int added =
            snprintf(out + used, size - used, "%s%s", used ? ", " : "", module_names[i]);
        used += (size_t)added;
        if (used >= size) return;
    }
}

static void check_module(Checker *c, AstText name, Place place)
{
    if (c->catches_import || c->program->is_library || module_is_known(name.bytes))
        return;
    check_error(c, place, "unknown module \"%s\"", name.bytes);
    NearestName nearest = {.wanted = name.bytes};
    char known[800];
    for (int i = 0; module_names[i]; i++)
        nearest_offer(&nearest, module_names[i]);
    if (nearest.best) diag_hint(c->diag, "did you mean \"%s\"?", nearest.best);
    list_modules(known, sizeof known);
    diag_hint(c->diag, "the modules known here are %s", known);
}

static void check_import(Checker *c, Stmt *s)
{
    s->may_be_missing = c->catches_import > 0;
    for (int i = 0; i < s->import_count; i++) {
        Import *import = &s->imports[i];
        check_module(c, import->name, import->place);
        AstText bound = import->alias;
        if (!bound.bytes) {
            const char *dot = strchr(import->name.bytes, '.');
            bound = import->name;
            if (dot) {
                char first[200];
                snprintf(first, sizeof first, "%.*s", (int)(dot - import->name.bytes),
                         import->name.bytes);
                bound = check_name(c, first);
            }
        }
        check_bind(c, bound, import->place);
    }
}

static void check_future(Checker *c, Stmt *s)
{
    static const char *const features[] = {"nested_scopes",    "generators",
                                           "division",         "absolute_import",
                                           "with_statement",   "print_function",
                                           "unicode_literals", "generator_stop",
                                           "annotations",      NULL};
    if (c->future_is_over)
        check_error(c, s->place,
                    "from __future__ imports must occur at the beginning of the file");
    for (int i = 0; i < s->import_count; i++) {
        const char *name = s->imports[i].name.bytes;
        int known = 0;
        while (features[known] && strcmp(features[known], name) != 0)
            known++;
        if (!features[known])
            check_error(c, s->imports[i].place, "future feature %s is not defined", name);
        if (strcmp(name, "annotations") == 0) c->program->future_annotations = true;
    }
}

static void check_from(Checker *c, Stmt *s)
{
    s->may_be_missing = c->catches_import > 0;
    if (s->level) {
        check_error(c, s->module_place,
                    "attempted relative import: a scenario is not in a package");
        return;
    }
    if (text_is(s->module, "__future__"))
        check_future(c, s);
    else
        check_module(c, s->module, s->module_place);
    for (int i = 0; i < s->import_count; i++) {
        Import *import = &s->imports[i];
        if (text_is(import->name, "*")) {
            if (c->block != c->module)
                check_error(c, s->place, "import * only allowed at module level");
            c->has_star_import = true;
            continue;
        }
        check_bind(c, import->alias.bytes ? import->alias : import->name, import->place);
    }
}

// -- Where statements may stand ---------------------------------------------------------

static void check_return(Checker *c, Stmt *s)
{
    if (!block_is_function(c->block))
        check_error(c, s->place, "'return' outside function");
    else if (c->in_except_star)
        check_error(c, s->place,
                    "'break', 'continue' and 'return' cannot appear in an except* block");
    if (s->value && !c->returned_value.end) c->returned_value = s->place;
    check_expr(c, s->value);
}

static void check_jump(Checker *c, Stmt *s)
{
    if (c->loops) return;
    if (c->in_except_star)
        check_error(c, s->place,
                    "'break', 'continue' and 'return' cannot appear in an except* block");
    else
        check_error(c, s->place,
                    s->kind == STMT_BREAK ? "'break' outside loop"
                                          : "'continue' not properly in loop");
}

static void check_async_statement(Checker *c, Stmt *s)
{
    if (!s->is_async || (c->block->kind == BLOCK_KIND_FUNCTION && c->block->is_async))
        return;
    check_error(c, s->keyword,
                s->kind == STMT_FOR ? "'async for' outside async function"
                                    : "'async with' outside async function");
}

// -- Definitions -------------------------------------------------------------------

// What is kept while a function or class is looked at, and comes back after it.
typedef struct Outside {
    Block *block;
    int loops, catches_import, catches_name;
    bool in_except_star, in_iterable;
    Place returned_value;
} Outside;

static Outside leave_outside(Checker *c)
{
    Outside outside = {c->block,         c->loops,          c->catches_import,
                       c->catches_name,  c->in_except_star, c->in_iterable,
                       c->returned_value};
    c->loops = 0;
    c->in_except_star = false;
    c->in_iterable = false;
    c->returned_value = (Place){0, 0};
    return outside;
}

static void come_back(Checker *c, Outside outside)
{
    c->block = outside.block;
    c->loops = outside.loops;
    c->catches_import = outside.catches_import;
    c->catches_name = outside.catches_name;
    c->in_except_star = outside.in_except_star;
    c->in_iterable = outside.in_iterable;
    c->returned_value = outside.returned_value;
}

static void bind_parameter(Checker *c, const Parameter *parameter)
{
    const Symbol *known = block_find(c->block, parameter->name);
    if (known && (known->flags & SYMBOL_PARAMETER))
        check_error(c, parameter->place, "duplicate argument '%s' in function definition",
                    parameter->name.bytes);
    check_bind(c, parameter->name, parameter->place);
    block_symbol(c->arena, c->block, parameter->name)->flags |= SYMBOL_PARAMETER;
}

// The order of a code object's locals: positional, keyword only, *args, **kwargs.
static void bind_parameters(Checker *c, const Function *function)
{
    for (int pass = 0; pass < 3; pass++)
        for (int i = 0; i < function->parameter_count; i++) {
            const Parameter *parameter = &function->parameters[i];
            int turn = parameter->kind == PARAMETER_ARGS     ? 1
                       : parameter->kind == PARAMETER_KWARGS ? 2
                                                             : 0;
            if (turn == pass) bind_parameter(c, parameter);
        }
}

void check_function(Checker *c, Function *function)
{
    for (int i = 0; i < function->parameter_count; i++)
        check_expr(c, function->parameters[i].default_value);
    for (int i = 0; i < function->parameter_count; i++)
        check_annotation(c, function->parameters[i].annotation);
    check_annotation(c, function->returns);

    bool is_lambda = function->value != NULL;
    Outside outside = leave_outside(c);
    c->catches_name = 0;
    c->catches_import = 0;
    Block *block = check_enter(c, is_lambda ? BLOCK_KIND_LAMBDA : BLOCK_KIND_FUNCTION,
                               function->name);
    block->is_async = function->is_async;
    function->scope = block->scope;
    bind_parameters(c, function);
    check_body(c, function->body);
    check_expr(c, function->value);
    if (block->is_async && block->is_generator && c->returned_value.end)
        check_error(c, c->returned_value, "'return' with value in async generator");
    come_back(c, outside);
}

static void check_definition(Checker *c, Stmt *s)
{
    Function *f = s->function;
    check_exprs(c, s->decorators);
    check_function(c, f);
    check_bind(c, f->binding, f->name_place);
    if (!s->decorators.count) block_symbol(c->arena, c->block, f->binding)->function = f;
}

static void check_class(Checker *c, Stmt *s)
{
    Class *class_ = s->class_;
    check_exprs(c, s->decorators);
    check_exprs(c, class_->bases);
    check_keywords(c, class_->keywords, class_->keyword_count);
    Outside outside = leave_outside(c);
    c->catches_name = outside.catches_name;
    Block *block = check_enter(c, BLOCK_KIND_CLASS, class_->name);
    class_->scope = block->scope;
    check_body(c, class_->body);
    come_back(c, outside);
    check_bind(c, class_->binding, class_->name_place);
}

// -- try ---------------------------------------------------------------------------

// True if one of [names] is the type of the handler, or one of its tuple.
static bool handler_catches(const Expr *type, const char *const *names)
{
    if (!type) return true;
    if (type->kind == EXPR_TUPLE) {
        for (int i = 0; i < type->list.count; i++)
            if (handler_catches(type->list.items[i], names)) return true;
        return false;
    }
    if (type->kind != EXPR_NAME) return false;
    for (int i = 0; names[i]; i++)
        if (text_is(type->name, names[i])) return true;
    return false;
}

static bool try_catches(const Stmt *s, const char *const *names)
{
    for (int i = 0; i < s->handler_count; i++)
        if (handler_catches(s->handlers[i].type, names)) return true;
    return false;
}

static void check_handler(Checker *c, Handler *handler, bool is_star)
{
    check_expr(c, handler->type);
    if (handler->name.bytes) check_bind(c, handler->name, handler->place);
    int loops = c->loops;
    bool in_except_star = c->in_except_star;
    if (is_star) {
        c->loops = 0;
        c->in_except_star = true;
    }
    check_body(c, handler->body);
    c->loops = loops;
    c->in_except_star = in_except_star;
}

static void check_try(Checker *c, Stmt *s)
{
    static const char *const import_errors[] = {"ImportError", "ModuleNotFoundError",
                                                "Exception", "BaseException", NULL};
    static const char *const name_errors[] = {"NameError", "UnboundLocalError",
                                              "Exception", "BaseException", NULL};
    bool catches_import = try_catches(s, import_errors);
    bool catches_name = try_catches(s, name_errors);
    c->catches_import += catches_import;
    c->catches_name += catches_name;
    check_body(c, s->body);
    c->catches_import -= catches_import;
    c->catches_name -= catches_name;
    for (int i = 0; i < s->handler_count; i++)
        check_handler(c, &s->handlers[i], s->is_star);
    check_body(c, s->otherwise);
    check_body(c, s->finally);
}

// -- All statements ----------------------------------------------------------------

static void check_loop_body(Checker *c, Stmt *s)
{
    c->loops++;
    check_body(c, s->body);
    c->loops--;
    check_body(c, s->otherwise);
}

static void check_annotated(Checker *c, Stmt *s)
{
    if (s->target->kind == EXPR_NAME) {
        Symbol *symbol = block_symbol(c->arena, c->block, s->target->name);
        const char *mistake =
            symbol->flags & SYMBOL_GLOBAL     ? "annotated name '%s' can't be global"
            : symbol->flags & SYMBOL_NONLOCAL ? "annotated name '%s' can't be nonlocal"
                                              : NULL;
        if (mistake && c->block != c->module)
            check_error(c, s->place, mistake, s->target->name.bytes);
        symbol->flags |= SYMBOL_ANNOTATED | SYMBOL_BOUND;
        if (s->value) check_bind(c, s->target->name, s->target->place);
    } else {
        check_target(c, s->target);
    }
    check_annotation(c, s->annotation);
    check_expr(c, s->value);
}

static void check_augmented(Checker *c, Stmt *s)
{
    if (s->target->kind == EXPR_NAME)
        check_use(c, s->target->name, s->target->place, NULL);
    check_expr(c, s->value);
    check_target(c, s->target);
}

static void check_with(Checker *c, Stmt *s)
{
    check_async_statement(c, s);
    for (int i = 0; i < s->item_count; i++) {
        check_expr(c, s->items[i].context);
        check_target(c, s->items[i].target);
    }
    check_body(c, s->body);
}

static void check_targets(Checker *c, ExprList targets)
{
    for (int i = 0; i < targets.count; i++)
        check_target(c, targets.items[i]);
}

static void check_deleted(Checker *c, Expr *target)
{
    if (target->kind == EXPR_NAME && text_is(target->name, "__debug__"))
        check_error(c, target->place, "cannot delete __debug__");
    else
        check_target(c, target);
}

static bool is_future_import(const Stmt *s)
{
    return s->kind == STMT_FROM && text_is(s->module, "__future__");
}

static bool is_docstring(const Stmt *s)
{
    return s->kind == STMT_EXPR && s->value->kind == EXPR_STR;
}

static void check_statement(Checker *c, Stmt *s)
{
    if (!is_future_import(s) && !is_docstring(s)) c->future_is_over = true;
    switch (s->kind) {
    case STMT_EXPR: check_expr(c, s->value); break;
    case STMT_ASSIGN:
        check_expr(c, s->value);
        check_targets(c, s->targets);
        break;
    case STMT_AUGMENTED: check_augmented(c, s); break;
    case STMT_ANNOTATED: check_annotated(c, s); break;
    case STMT_RETURN: check_return(c, s); break;
    case STMT_RAISE:
        check_expr(c, s->value);
        check_expr(c, s->cause);
        break;
    case STMT_DELETE:
        for (int i = 0; i < s->targets.count; i++)
            check_deleted(c, s->targets.items[i]);
        break;
    case STMT_PASS: break;
    case STMT_BREAK:
    case STMT_CONTINUE: check_jump(c, s); break;
    case STMT_GLOBAL: check_declarations(c, s, true); break;
    case STMT_NONLOCAL: check_declarations(c, s, false); break;
    case STMT_ASSERT:
        check_expr(c, s->value);
        check_expr(c, s->message);
        break;
    case STMT_IMPORT: check_import(c, s); break;
    case STMT_FROM: check_from(c, s); break;
    case STMT_IF:
        check_expr(c, s->test);
        check_body(c, s->body);
        check_body(c, s->otherwise);
        break;
    case STMT_WHILE:
        check_expr(c, s->test);
        check_loop_body(c, s);
        break;
    case STMT_FOR:
        check_async_statement(c, s);
        check_expr(c, s->iterable);
        check_target(c, s->variable);
        check_loop_body(c, s);
        break;
    case STMT_WITH: check_with(c, s); break;
    case STMT_TRY: check_try(c, s); break;
    case STMT_MATCH: check_match(c, s); break;
    case STMT_FUNCTION: check_definition(c, s); break;
    case STMT_CLASS: check_class(c, s); break;
    }
}

void check_body(Checker *c, StmtList body)
{
    for (int i = 0; i < body.count; i++)
        check_statement(c, body.items[i]);
}

// -- The program -------------------------------------------------------------------

AstText check_name(Checker *c, const char *name)
{
    return name_table_intern(c->program->names, name, (uint32_t)strlen(name));
}

static void report_lost_names(Checker *c, const Block *block)
{
    for (int i = 0; i < block->count; i++) {
        const Symbol *symbol = &block->symbols[i];
        if (symbol_is_lost(symbol) && c->is_whole)
            check_error(c, symbol->declared_at, "no binding for nonlocal '%s' found",
                        symbol->name.bytes);
    }
}

void check_program(Arena *arena, Program *program, Diag *diag, const DiagFile *file,
                   bool is_whole)
{
    Checker c = {.arena = arena,
                 .diag = diag,
                 .file = file,
                 .program = program,
                 .is_whole = is_whole};
    c.class_cell = check_name(&c, "__class__");
    c.super = check_name(&c, "super");
    c.module = check_enter(&c, BLOCK_KIND_MODULE, check_name(&c, "<module>"));
    program->scope = c.module->scope;
    if (program->body.count && is_docstring(program->body.items[0]))
        program->docstring = program->body.items[0]->value->text.bytes;
    check_body(&c, program->body);

    for (Block *block = c.module; block; block = block->next)
        block_trace(arena, block, c.class_cell);
    for (Block *block = c.module; block; block = block->next) {
        block_write_scope(arena, block);
        report_lost_names(&c, block);
    }
    check_warnings(&c);
}
