// comprehensions.c -- comprehensions and generator expressions are functions.
//
// The first iterable is evaluated outside and passed in as ".0". Inside is one loop in
// another, and in the innermost the element is added to the result or yielded.

#include "code/unit.h"

typedef struct Kind {
    const char *name;
    Opcode build;
    Opcode add;
} Kind;

static Kind kind_of(ExprKind kind)
{
    switch (kind) {
    case EXPR_LIST_COMP: return (Kind){"<listcomp>", OP_BUILD_LIST, OP_LIST_APPEND};
    case EXPR_SET_COMP: return (Kind){"<setcomp>", OP_BUILD_SET, OP_SET_ADD};
    case EXPR_DICT_COMP: return (Kind){"<dictcomp>", OP_BUILD_DICT, OP_DICT_ADD};
    default: return (Kind){"<genexpr>", OP_YIELD, OP_YIELD};
    }
}

static Place element_place(const Comprehension *comprehension)
{
    Place place = comprehension->element->place;
    if (comprehension->value) place.end = comprehension->value->place.end;
    return place;
}

// The result lies below the iterators of all loops.
static void compile_element(Unit *unit, const Expr *expr)
{
    const Comprehension *comprehension = expr->comprehension;
    Place place = element_place(comprehension);
    compile_expr(unit, comprehension->element);
    if (comprehension->value) compile_expr(unit, comprehension->value);
    if (expr->kind == EXPR_GENERATOR) {
        emit(unit, OP_YIELD, 0, place);
        emit(unit, OP_POP, 0, place);
        return;
    }
    uint32_t deep = (uint32_t)comprehension->generator_count + 1;
    emit(unit, kind_of(expr->kind).add, deep, place);
}

static void compile_loops(Unit *unit, const Expr *expr, int at);

static void compile_loop_body(Unit *unit, const Expr *expr, int at, Label start)
{
    const Generator *loop = &expr->comprehension->generators[at];
    Label next = label_new(&unit->assembler);
    compile_store(unit, loop->target);
    for (int i = 0; i < loop->conditions.count; i++)
        compile_jump_if(unit, loop->conditions.items[i], next, false);
    if (at + 1 < expr->comprehension->generator_count)
        compile_loops(unit, expr, at + 1);
    else
        compile_element(unit, expr);
    label_bind(&unit->assembler, next);
    assembler_jump(&unit->assembler, OP_JUMP_BACK, start,
                   element_place(expr->comprehension));
}

static void compile_loop(Unit *unit, const Expr *expr, int at)
{
    Assembler *assembler = &unit->assembler;
    Place place = expr->comprehension->generators[at].iterable->place;
    Label start = label_new(assembler), end = label_new(assembler);
    label_bind(assembler, start);
    assembler_jump(assembler, OP_FOR_ITER, end, place);
    compile_loop_body(unit, expr, at, start);
    label_bind(assembler, end);
}

static void compile_async_loop(Unit *unit, const Expr *expr, int at)
{
    Assembler *assembler = &unit->assembler;
    Label start = label_new(assembler);
    Region ends;
    label_bind(assembler, start);
    region_open(assembler, &ends);
    emit(unit, OP_GET_ANEXT, 0, expr->place);
    emit(unit, OP_AWAIT, 0, expr->place);
    region_close(assembler, &ends);
    compile_loop_body(unit, expr, at, start);
    region_handler(assembler, &ends);
    emit(unit, OP_END_ASYNC_FOR, 0, expr->place);
}

static void compile_loops(Unit *unit, const Expr *expr, int at)
{
    if (at == MOST_NESTED) unit->assembler.is_too_large = true;
    if (unit->assembler.is_too_large) return;
    const Generator *loop = &expr->comprehension->generators[at];
    int depth = unit->assembler.depth;
    if (at == 0) {
        emit(unit, OP_LOAD_LOCAL, 0, loop->iterable->place);
    } else {
        compile_expr(unit, loop->iterable);
        emit(unit, loop->is_async ? OP_GET_AITER : OP_GET_ITER, 0, loop->iterable->place);
    }
    if (loop->is_async)
        compile_async_loop(unit, expr, at);
    else
        compile_loop(unit, expr, at);
    unit->assembler.depth = depth;
}

static void begin(Unit *inner, Unit *outer, const Expr *expr)
{
    Kind kind = kind_of(expr->kind);
    unit_begin(inner, outer->compiler, outer, expr->comprehension->scope,
               text_of(kind.name), expr->place);
    Code *code = inner->code;
    code->positional_count = 1;
    code->flags |= CODE_COMPREHENSION;
    if (expr->kind != EXPR_GENERATOR) return;

    // Its yield is not in the source, so the scope may not tell it.
    bool is_async = inner->scope->is_async;
    code->flags &= ~(uint32_t)(CODE_COROUTINE | CODE_GENERATOR | CODE_ASYNC_GENERATOR |
                               CODE_COMPREHENSION);
    code->flags |= is_async ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
}

static const Code *compile_code(Unit *outer, const Expr *expr)
{
    Unit inner;
    begin(&inner, outer, expr);
    compile_prologue(&inner, expr->place);
    bool is_generator = expr->kind == EXPR_GENERATOR;
    if (!is_generator) emit(&inner, kind_of(expr->kind).build, 0, expr->place);
    compile_loops(&inner, expr, 0);
    if (!is_generator) emit(&inner, OP_RETURN, 0, expr->place);
    return unit_finish(&inner, expr->place);
}

void compile_comprehension(Unit *unit, const Expr *expr)
{
    const Generator *first = &expr->comprehension->generators[0];
    const Code *code = compile_code(unit, expr);
    compile_make_function(unit, code, 0, expr->place);
    compile_expr(unit, first->iterable);
    emit(unit, first->is_async ? OP_GET_AITER : OP_GET_ITER, 0, first->iterable->place);
    emit(unit, OP_CALL, 1, expr->place);
    if (code->flags & CODE_COROUTINE) compile_await(unit, AWAIT_EXPRESSION, expr->place);
}
