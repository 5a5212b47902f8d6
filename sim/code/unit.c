// unit.c -- a code object from its scope: slots for its names, then its arrays.

#include "code/unit.h"

#include <stdlib.h>
#include <string.h>

void emit(Unit *unit, Opcode op, uint32_t operand, Place place)
{
    assembler_emit(&unit->assembler, op, operand, place);
}

AstText text_of(const char *string)
{
    return (AstText){.bytes = string, .size = (uint32_t)strlen(string)};
}

static void register_code(Compiler *compiler, Code *code)
{
    if (compiler->code_count == compiler->code_capacity) {
        compiler->code_capacity =
            compiler->code_capacity ? compiler->code_capacity * 2 : 16;
        compiler->codes = memory_grow(
            compiler->codes, sizeof *compiler->codes * (size_t)compiler->code_capacity);
    }
    code->index = compiler->first_index + (uint32_t)compiler->code_count;
    compiler->codes[compiler->code_count++] = code;
}

static void add_slot(Unit *unit, AstText name)
{
    Code *code = unit->code;
    lookup_add(&unit->slots, 0, name.bytes, name.size, code->local_count);
    code->locals[code->local_count++] = name;
}

static bool is_own_slot(const ScopeName *name)
{
    return name->is_parameter || name->kind == NAME_LOCAL || name->kind == NAME_CELL;
}

static bool is_free_slot(const ScopeName *name)
{
    return name->kind == NAME_FREE || name->is_free_in_class;
}

// The cell that methods read for super() and __class__ may stand among the names of
// the class or be told by the flag alone.
static void add_class_cell(Unit *unit)
{
    AstText name = text_of("__class__");
    if (!unit->scope->needs_class_cell) return;
    if (lookup_find(&unit->slots, 0, name.bytes, name.size) < 0) add_slot(unit, name);
}

static void add_slots(Unit *unit)
{
    const Scope *scope = unit->scope;
    Code *code = unit->code;
    code->locals = ARENA_ARRAY(unit->compiler->arena, AstText, scope->name_count + 1);
    for (int i = 0; i < scope->name_count; i++) {
        AstText name = scope->names[i].name;
        if (lookup_find(&unit->scope_names, 0, name.bytes, name.size) < 0)
            lookup_add(&unit->scope_names, 0, name.bytes, name.size, i);
    }
    if (scope->kind == SCOPE_MODULE) return;

    for (int i = 0; i < scope->name_count; i++)
        if (is_own_slot(&scope->names[i])) add_slot(unit, scope->names[i].name);
    add_class_cell(unit);
    int own = code->local_count;
    for (int i = 0; i < scope->name_count; i++)
        if (is_free_slot(&scope->names[i])) add_slot(unit, scope->names[i].name);
    code->free_count = code->local_count - own;
}

static uint32_t flags_of(const Scope *scope, int free_count)
{
    uint32_t flags = free_count ? CODE_NESTED : 0;
    if (scope->kind == SCOPE_MODULE) return flags | CODE_MODULE;
    if (scope->kind == SCOPE_CLASS) return flags | CODE_CLASS_BODY;
    if (scope->is_async && scope->is_generator) return flags | CODE_ASYNC_GENERATOR;
    if (scope->is_async) return flags | CODE_COROUTINE;
    if (scope->is_generator) return flags | CODE_GENERATOR;
    return flags;
}

void unit_begin(Unit *unit, Compiler *compiler, Unit *outer, const Scope *scope,
                AstText name, Place place)
{
    *unit = (Unit){.compiler = compiler, .outer = outer, .scope = scope};
    Code *code = ARENA_NEW(compiler->arena, Code);
    unit->assembler.most = ASSEMBLER_MOST_INSTRUCTIONS - compiler->instruction_count;
    unit->assembler.is_too_large = compiler->is_too_large;
    unit->code = code;
    register_code(compiler, code);
    add_slots(unit);
    code->name = name;
    code->qualified_name = scope->qualified_name ? scope->qualified_name : name.bytes;
    code->program = compiler->program;
    code->flags = flags_of(scope, code->free_count);
    if (compiler->is_library) code->flags |= CODE_LIBRARY;
    code->place = place;
    code->first_line = (uint32_t)program_line(compiler->program, place.start);
}

bool unit_slot_is_cell(const Unit *unit, int slot)
{
    AstText name = unit->code->locals[slot];
    int index = lookup_find(&unit->scope_names, 0, name.bytes, name.size);
    if (index >= 0 && unit->scope->names[index].kind == NAME_CELL) return true;
    return unit->scope->needs_class_cell && slot == unit_class_cell(unit);
}

int unit_class_cell(const Unit *unit)
{
    AstText name = text_of("__class__");
    return lookup_find(&unit->slots, 0, name.bytes, name.size);
}

Place place_of_end(const StmtList *body, Place none)
{
    return body->count ? body->items[body->count - 1]->place : none;
}

// A copy of [count] things of [size] bytes that lives as long as the code.
static void *keep(Unit *unit, const void *array, int count, size_t size, size_t align)
{
    if (!count) return NULL;
    void *copy = arena_alloc(unit->compiler->arena, (size_t)count * size, align);
    return memcpy(copy, array, (size_t)count * size);
}

const Code *unit_finish(Unit *unit, Place place)
{
    emit(unit, OP_LOAD_NONE, 0, place);
    emit(unit, OP_RETURN, 0, place);

    Code *code = unit->code;
    if (unit->assembler.is_too_large) unit->compiler->is_too_large = true;
    if (unit->outer && unit->compiler->is_too_large)
        unit->outer->assembler.is_too_large = true;
    unit->compiler->instruction_count += unit->assembler.count;
    assembler_finish(&unit->assembler, unit->compiler->arena, code);
    code->constants = keep(unit, unit->constants, code->constant_count, sizeof(Constant),
                           _Alignof(Constant));
    code->names =
        keep(unit, unit->names, code->name_count, sizeof(AstText), _Alignof(AstText));
    code->caches =
        keep(unit, unit->caches, code->cache_count, sizeof(uint32_t), _Alignof(uint32_t));

    free(unit->constants);
    free(unit->names);
    free(unit->caches);
    lookup_free(&unit->scope_names);
    lookup_free(&unit->slots);
    lookup_free(&unit->constant_pool);
    lookup_free(&unit->name_pool);
    lookup_free(&unit->global_pool);
    return code;
}
