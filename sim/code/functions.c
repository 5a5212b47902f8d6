// functions.c -- def, async def, lambda and class.

#include "code/unit.h"

#include "base/assert.h"

#include <string.h>

// Cells are made before anything else runs, also before a generator waits for its
// first step.
void compile_prologue(Unit *unit, Place place)
{
    const Code *code = unit->code;
    for (int i = 0; i < code->local_count - code->free_count; i++)
        if (unit_slot_is_cell(unit, i)) emit(unit, OP_MAKE_CELL, (uint32_t)i, place);
    uint32_t waits = CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR;
    if (code->flags & waits) emit(unit, OP_RETURN_GENERATOR, 0, place);
}

void compile_make_function(Unit *unit, const Code *code, uint32_t flags, Place place)
{
    if (compile_closure(unit, code, place)) flags |= FUNCTION_CLOSURE;
    emit_constant(unit, (Constant){.kind = CONSTANT_CODE, .code = code}, place);
    emit(unit, OP_MAKE_FUNCTION, flags, place);
}

// -- What a def evaluates when it runs -----------------------------------------------

static bool is_keyword_only(const Parameter *parameter)
{
    return parameter->kind == PARAMETER_KEYWORD_ONLY;
}

// The defaults of positional parameters, as one tuple.
static bool compile_defaults(Unit *unit, const Function *function, Place place)
{
    ExprList defaults = {
        .items = ARENA_ARRAY(unit->compiler->arena, Expr *, function->parameter_count)};
    for (int i = 0; i < function->parameter_count; i++) {
        const Parameter *parameter = &function->parameters[i];
        if (parameter->default_value && !is_keyword_only(parameter))
            defaults.items[defaults.count++] = parameter->default_value;
    }
    if (!defaults.count) return false;
    compile_items_as_tuple(unit, &defaults, 0, place);
    return true;
}

static bool compile_keyword_defaults(Unit *unit, const Function *function, Place place)
{
    uint32_t count = 0;
    for (int i = 0; i < function->parameter_count; i++) {
        const Parameter *parameter = &function->parameters[i];
        if (!parameter->default_value || !is_keyword_only(parameter)) continue;
        emit_text(unit, parameter->name, place);
        compile_expr(unit, parameter->default_value);
        count++;
    }
    if (count) emit(unit, OP_BUILD_DICT, count, place);
    return count > 0;
}

static bool compile_annotations(Unit *unit, const Function *function, Place place)
{
    uint32_t count = 0;
    for (int i = 0; i < function->parameter_count; i++) {
        const Parameter *parameter = &function->parameters[i];
        if (!parameter->annotation) continue;
        emit_text(unit, parameter->name, place);
        compile_annotation(unit, parameter->annotation);
        count++;
    }
    if (function->returns) {
        emit_text(unit, text_of("return"), place);
        compile_annotation(unit, function->returns);
        count++;
    }
    if (count) emit(unit, OP_BUILD_DICT, count, place);
    return count > 0;
}

static uint32_t compile_what_goes_with_it(Unit *unit, const Function *function,
                                          Place place)
{
    uint32_t flags = 0;
    if (compile_defaults(unit, function, place)) flags |= FUNCTION_DEFAULTS;
    if (compile_keyword_defaults(unit, function, place)) flags |= FUNCTION_KWDEFAULTS;
    if (compile_annotations(unit, function, place)) flags |= FUNCTION_ANNOTATIONS;
    return flags;
}

// -- The code inside -----------------------------------------------------------------

static void set_signature(Code *code, const Function *function)
{
    for (int i = 0; i < function->parameter_count; i++) {
        switch (function->parameters[i].kind) {
        case PARAMETER_POSITIONAL_ONLY:
            code->positional_only_count++;
            code->positional_count++;
            break;
        case PARAMETER_NORMAL: code->positional_count++; break;
        case PARAMETER_KEYWORD_ONLY: code->keyword_only_count++; break;
        case PARAMETER_ARGS: code->flags |= CODE_HAS_ARGS; break;
        case PARAMETER_KWARGS: code->flags |= CODE_HAS_KWARGS; break;
        }
    }
}

static const Code *compile_code(Unit *outer, const Function *function, Place place)
{
    Unit inner;
    unit_begin(&inner, outer->compiler, outer, function->scope, function->name, place);
    set_signature(inner.code, function);
    inner.code->docstring = docstring_of(&inner, &function->body, function->docstring);
    compile_prologue(&inner, place);
    if (function->value) {
        compile_expr(&inner, function->value);
        emit(&inner, OP_RETURN, 0, function->value->place);
    } else {
        compile_body(&inner, &function->body);
    }
    return unit_finish(&inner, place_of_end(&function->body, place));
}

void compile_lambda(Unit *unit, const Expr *expr)
{
    uint32_t flags = compile_what_goes_with_it(unit, expr->function, expr->place);
    const Code *code = compile_code(unit, expr->function, expr->place);
    compile_make_function(unit, code, flags, expr->place);
}

// -- Decorators ----------------------------------------------------------------------

static void compile_decorators(Unit *unit, const Stmt *stmt)
{
    for (int i = 0; i < stmt->decorators.count; i++)
        compile_expr(unit, stmt->decorators.items[i]);
}

static void call_decorators(Unit *unit, const Stmt *stmt)
{
    for (int i = stmt->decorators.count - 1; i >= 0; i--)
        emit(unit, OP_CALL, 1, stmt->decorators.items[i]->place);
}

void compile_function(Unit *unit, const Stmt *stmt)
{
    const Function *function = stmt->function;
    compile_decorators(unit, stmt);
    uint32_t flags = compile_what_goes_with_it(unit, function, stmt->place);
    const Code *code = compile_code(unit, function, stmt->place);
    compile_make_function(unit, code, flags, stmt->place);
    call_decorators(unit, stmt);
    compile_name(unit, function->binding, USE_STORE, stmt->place);
}

// -- Classes -------------------------------------------------------------------------

static void store_own(Unit *unit, const char *name, AstText value, Place place)
{
    emit_text(unit, value, place);
    emit(unit, OP_STORE_NAME, (uint32_t)pool_name(unit, text_of(name)), place);
}

static const Code *compile_class_code(Unit *outer, const Stmt *stmt)
{
    const Class *class_ = stmt->class_;
    Place place = stmt->place;
    Unit inner;
    unit_begin(&inner, outer->compiler, outer, class_->scope, class_->name, place);
    inner.code->docstring = docstring_of(&inner, &class_->body, class_->docstring);
    compile_prologue(&inner, place);
    store_own(&inner, "__module__", text_of(inner.compiler->module_name), place);
    store_own(&inner, "__qualname__", text_of(inner.code->qualified_name), place);
    compile_annotated_body(&inner, &class_->body);
    if (class_->scope->needs_class_cell) {
        emit(&inner, OP_LOAD_CLOSURE, (uint32_t)unit_class_cell(&inner), place);
        emit(&inner, OP_RETURN, 0, place);
    }
    return unit_finish(&inner, place_of_end(&class_->body, place));
}

void compile_class(Unit *unit, const Stmt *stmt)
{
    const Class *class_ = stmt->class_;
    compile_decorators(unit, stmt);
    const Code *code = compile_class_code(unit, stmt);
    emit(unit, OP_LOAD_BUILD_CLASS, 0, stmt->place);
    compile_make_function(unit, code, 0, stmt->place);
    emit_text(unit, class_->name, stmt->place);
    compile_arguments(unit, &class_->bases, class_->keywords, class_->keyword_count, 2,
                      stmt->place);
    call_decorators(unit, stmt);
    compile_name(unit, class_->binding, USE_STORE, stmt->place);
}
