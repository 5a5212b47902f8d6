// vm_open.c -- a machine's beginning and end, its code, its fuel.

#include "base/arena.h"
#include "base/assert.h"
#include "vm/big.h"
#include "vm/builtins.h"
#include "vm/execute.h"
#include "vm/library.h"
#include "vm/modules/modules.h"
#include "vm/numbers.h"
#include "vm/strings.h"

#include <stdlib.h>
#include <string.h>

enum { FUEL_SLICE = 1 << 16 };

// How many C calls may be nested on the stack of a run: CPython's own number where it has
// the room.
#ifdef COROSCOPE_SANITIZE
enum { NATIVE_DEPTH_MOST = 4000 };
#else
enum { NATIVE_DEPTH_MOST = 10000 };
#endif

// The work that builtins do between two looks, and what they may do under any limit.
enum { WORK_SLICE = 1 << 16, WORK_LEAST = 1 << 22 };

// -- Opening and closing -----------------------------------------------------------

static bool build_class_call(Vm *vm, Value self, const Arguments *arguments,
                             Value *result)
{
    (void)self;
    return build_class(vm, arguments, result);
}

static const TypeSpec build_class_spec = {
    .name = "builtin_function_or_method",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Object),
    .flags = TYPE_FINAL,
    .slots = {.call = build_class_call},
};

Vm *vm_open(const Limits *limits)
{
    Vm *vm = memory_new(sizeof *vm);
    memset(vm, 0, sizeof *vm);
    vm->limits = limits ? *limits : limits_default();
    vm->recursion_limit = 1000; // CPython's
    vm->native_depth_most = NATIVE_DEPTH_MOST;
    vm->heap = heap_open((size_t)vm->limits.memory_mb << 20);
    vm->private = memory_new(sizeof *vm->private);
    memset(vm->private, 0, sizeof *vm->private);
    vm->private->arena = arena_open();
    vm->private->handled = &vm->private->base_handled;

    vm->work = WORK_SLICE;

    types_bootstrap(vm);
    vm->builtins = dict_new(vm);
    vm->modules = dict_new(vm);
    calls_init(vm);
    modules_bootstrap(vm);
    descriptors_init(vm);
    strings_init(vm);
    numbers_init(vm);
    containers_init(vm);
    exceptions_init(vm, vm->builtins);
    coroutines_init(vm);
    native_coroutines_init(vm);
    async_generators_init(vm);
    builtins_init(vm, vm->builtins);
    modules_init(vm);
    vm->private->build_class =
        value_object(object_new(vm, type_new(vm, &build_class_spec, NULL)));
    return vm;
}

void vm_close(Vm *vm)
{
    heap_close(vm->heap);
    fibers_unmap(vm);
    arena_close(vm->private->arena);
    free(vm->private);
    free(vm);
}

// -- Code --------------------------------------------------------------------------

static Value constant_value(Vm *vm, const Constant *constant);

static Value constant_items(Vm *vm, const Constant *constant)
{
    Tuple *tuple = tuple_new(vm, constant->count);
    for (int i = 0; i < constant->count; i++)
        tuple->items[i] = constant_value(vm, &constant->items[i]);
    return value_object(tuple);
}

// CPython's compiler makes a set of constants anew from the items of the first one, in the
// order of its table (merge_consts_recursive), which can be seen where hashes collide.
static Value constant_set(Vm *vm, const Constant *constant)
{
    Set *first = set_new(vm, true), *set = set_new(vm, true);
    for (int i = 0; i < constant->count; i++) {
        Value item = constant_value(vm, &constant->items[i]);
        set_add(vm, first, item);
        value_drop(vm, item);
    }
    Value item;
    for (uint32_t at = 0; set_next(first, &at, &item);)
        set_add(vm, set, item);
    object_drop(vm, first);
    return value_object(set);
}

static Value constant_big(Vm *vm, const Constant *constant)
{
    Value number = UNSET;
    const char *text = constant->text.bytes;
    bool ok = big_from_digits(vm, text + 1, *text, false, &number);
    return ok ? number : value_int(0); // past the memory limit: the run ends
}

static Value constant_bytes(Vm *vm, const Constant *constant)
{
    Value text =
        value_object(str_intern_bytes(vm, constant->text.bytes, constant->text.size));
    Value encoding = str_from(vm, "latin-1"), arguments[] = {text, encoding};
    Value bytes = NONE;
    if (!library_call(vm, "_bytes", "encode", arguments, 2, &bytes))
        ASSERT(vm->halt, "bytes of code points below 256 can be made");
    value_drop(vm, encoding);
    return bytes;
}

static Value constant_value(Vm *vm, const Constant *constant)
{
    switch (constant->kind) {
    case CONSTANT_NONE: return NONE;
    case CONSTANT_TRUE: return TRUE;
    case CONSTANT_FALSE: return FALSE;
    case CONSTANT_ELLIPSIS: return ELLIPSIS;
    case CONSTANT_INT: return value_int(constant->integer);
    case CONSTANT_BIG: return constant_big(vm, constant);
    case CONSTANT_BYTES: return constant_bytes(vm, constant);
    case CONSTANT_FLOAT: return value_float(constant->number);
    case CONSTANT_STR:
        return value_keep(value_object(
            str_intern_bytes(vm, constant->text.bytes, constant->text.size)));
    case CONSTANT_TUPLE: return constant_items(vm, constant);
    case CONSTANT_FROZENSET: return constant_set(vm, constant);
    default: // MAKE_FUNCTION takes the code out of it
        return function_new(vm, run_code(vm, constant->code), vm->globals);
    }
}

static Str **intern_all(Vm *vm, const AstText *texts, int count)
{
    Str **names = ARENA_ARRAY(vm->private->arena, Str *, count);
    for (int i = 0; i < count; i++)
        names[i] = str_intern_bytes(vm, texts[i].bytes, texts[i].size);
    return names;
}

// Arithmetic that has a quick form gets it.
static Instruction quickened(Instruction instruction)
{
    int op = (int)CODE_OP(instruction);
    if (op != OP_BINARY && op != OP_INPLACE) return instruction;
    uint32_t inplace = op == OP_INPLACE ? QUICK_INPLACE : 0;
    switch ((BinaryOp)CODE_OPERAND(instruction)) {
    case BINARY_ADD: return CODE_INSTRUCTION(OP_BINARY_ADD_QUICK, inplace);
    case BINARY_SUB: return CODE_INSTRUCTION(OP_BINARY_SUB_QUICK, inplace);
    case BINARY_MUL: return CODE_INSTRUCTION(OP_BINARY_MUL_QUICK, inplace);
    case BINARY_MOD: return CODE_INSTRUCTION(OP_BINARY_MOD_QUICK, inplace);
    case BINARY_DIV: return CODE_INSTRUCTION(OP_BINARY_DIV_QUICK, inplace);
    default: return instruction;
    }
}

static int load_int_pair(int next)
{
    switch (next) {
    case OP_BINARY_ADD_QUICK: return OP_INT_ADD;
    case OP_BINARY_SUB_QUICK: return OP_INT_SUB;
    case OP_BINARY_MUL_QUICK: return OP_INT_MUL;
    case OP_BINARY_MOD_QUICK: return OP_INT_MOD;
    case OP_BINARY_DIV_QUICK: return OP_INT_DIV;
    default: return OP_LOAD_INT;
    }
}

// The pairs of a constant look at it here, not at each run.
static int load_const_pair(int next, Value constant)
{
    if (constant.kind != VALUE_INT) return OP_LOAD_CONST;
    switch (next) {
    case OP_BINARY_ADD_QUICK: return OP_CONST_ADD;
    case OP_BINARY_SUB_QUICK: return OP_CONST_SUB;
    case OP_BINARY_MUL_QUICK: return OP_CONST_MUL;
    case OP_BINARY_MOD_QUICK:
        if (constant.integer <= 0) return OP_LOAD_CONST;
        return constant.integer & (constant.integer - 1) ? OP_CONST_MOD : OP_CONST_MASK;
    case OP_BINARY_DIV_QUICK:
        return constant.integer && int_is_exact(constant.integer) ? OP_CONST_DIV
                                                                  : OP_LOAD_CONST;
    default: return OP_LOAD_CONST;
    }
}

static bool is_for_iter(int op)
{
    return op == OP_FOR_ITER || op == OP_FOR_ITER_STORE;
}

static_assert(OP_LOCAL_CONST_MASK - OP_LOCAL_INT_ADD == OP_CONST_MASK - OP_INT_ADD,
              "each has its like, in the same order");

// The pair that opcode [op] makes with the [next] one, else [op] itself. [next] may be
// the first of a pair too.
static int paired(int op, int next)
{
    switch (op) {
    case OP_GET_ITER: return is_for_iter(next) ? OP_GET_ITER_LOOP : op;
    case OP_FOR_ITER: return next == OP_STORE_LOCAL ? OP_FOR_ITER_STORE : op;
    case OP_LOAD_LOCAL:
        if (next >= OP_INT_ADD && next <= OP_CONST_MASK)
            return next - OP_INT_ADD + OP_LOCAL_INT_ADD;
        if (next == OP_LOAD_INT) return OP_LOAD_LOCAL_INT;
        return next == OP_LOAD_LOCAL || next == OP_LOAD_TWO_LOCALS ||
                       next == OP_LOAD_LOCAL_INT
                   ? OP_LOAD_TWO_LOCALS
                   : op;
    case OP_LOAD_INT: return load_int_pair(next);
    case OP_BINARY_ADD_QUICK: return next == OP_STORE_LOCAL ? OP_ADD_STORE : op;
    case OP_LOAD_GLOBAL: return next == OP_LOAD_METHOD ? OP_LOAD_MODULE_METHOD : op;
    case OP_CALL:
        if (next == OP_GET_ITER_LOOP) return OP_CALL_LOOP;
        return next == OP_GET_AWAITABLE ? OP_CALL_AWAIT : op;
    case OP_CALL_METHOD: return next == OP_GET_AWAITABLE ? OP_CALL_METHOD_AWAIT : op;
    case OP_COMPARE: return next == OP_JUMP_IF_FALSE ? OP_COMPARE_JUMP : op;
    default: return op;
    }
}

// From the back, so that each instruction knows what the next one has become.
static void pair_up(Instruction *instructions, uint32_t count, const Value *constants)
{
    for (uint32_t i = count - 1; i-- > 0;) {
        int next = (int)CODE_OP(instructions[i + 1]), op = (int)CODE_OP(instructions[i]);
        uint32_t operand = CODE_OPERAND(instructions[i]);
        if (next == OP_ADD_STORE) next = OP_BINARY_ADD_QUICK;
        op = op == OP_LOAD_CONST ? load_const_pair(next, constants[operand])
                                 : paired(op, next);
        instructions[i] = CODE_INSTRUCTION(op, operand);
    }
}

static RunCode *run_code_new(Vm *vm, const Code *code)
{
    Arena *arena = vm->private->arena;
    RunCode *run = ARENA_NEW(arena, RunCode);
    vm->private->codes[code->index] = run;
    run->code = code;
    run->instructions = ARENA_ARRAY(arena, Instruction, code->count);
    for (uint32_t i = 0; i < code->count; i++)
        run->instructions[i] = quickened(code->instructions[i]);
    run->name = str_intern_bytes(vm, code->name.bytes, code->name.size);
    run->qualified_name = str_intern(vm, code->qualified_name);
    run->names = intern_all(vm, code->names, code->name_count);
    run->locals = intern_all(vm, code->locals, code->local_count);
    run->caches = ARENA_ARRAY(arena, Cache, code->cache_count);
    for (int i = 0; i < code->cache_count; i++)
        run->caches[i].name = run->names[code->caches[i]];
    run->resumable =
        code->flags & (CODE_COROUTINE | CODE_GENERATOR | CODE_ASYNC_GENERATOR);
    run->simple = !(code->flags & (CODE_HAS_ARGS | CODE_HAS_KWARGS)) &&
                  code->keyword_only_count == 0;
    run->constants = ARENA_ARRAY(arena, Value, code->constant_count);
    for (int i = 0; i < code->constant_count; i++)
        run->constants[i] = constant_value(vm, &code->constants[i]);
    pair_up(run->instructions, code->count, run->constants);
    return run;
}

void codes_add(Vm *vm, int count)
{
    struct VmPrivate *private = vm->private;
    RunCode **codes = ARENA_ARRAY(private->arena, RunCode *,
                                  (size_t) private->code_count + (size_t)count);
    if (private->code_count)
        memcpy(codes, private->codes, sizeof *codes * (size_t) private->code_count);
    private->codes = codes;
    private->code_count += count;
}

RunCode *run_code(Vm *vm, const Code *code)
{
    RunCode *known = vm->private->codes[code->index];
    return known ? known : run_code_new(vm, code);
}

// -- Running -----------------------------------------------------------------------

bool vm_run_main(Vm *vm, const Bytecode *bytecode)
{
    vm->bytecode = bytecode;
    codes_add(vm, bytecode->code_count);
    Module *main = module_new(vm, "__main__", NULL);
    vm->globals = main->attributes;
    dict_set_str(vm, vm->modules, vm->names.main, value_object(main));
    module_set(vm, main, "__doc__",
               bytecode->codes[0]->docstring ? str_from(vm, bytecode->codes[0]->docstring)
                                             : NONE);
    // What CPython's interpreter keeps there for itself is there, and says nothing.
    module_set(vm, main, "__package__", NONE);
    module_set(vm, main, "__loader__", NONE);
    module_set(vm, main, "__spec__", NONE);
    module_set(vm, main, "__annotations__", value_object(dict_new(vm)));
    module_set(vm, main, "__builtins__", NONE);
    module_set(vm, main, "__file__", str_from(vm, code_file(bytecode->codes[0])));
    module_set(vm, main, "__cached__", NONE);

    Frame *frame = frame_push(vm, run_code(vm, bytecode->codes[0]));
    frame->namespace_ = object_keep(vm->globals);
    frame->is_entry = true;
    Value result = UNSET;
    Stop stop = frame_run(vm, frame, UNSET, false, &result);
    value_drop(vm, result);
    return stop == STOP_RETURNS;
}

// The body of a class statement: [function] was made from it.
bool class_body_run(Vm *vm, Value function, Dict *namespace, Value *cell)
{
    FunctionObject *body = (FunctionObject *)function.object;
    Frame *frame = frame_push(vm, body->code);
    if (!frame) return false;
    frame->function = object_keep(body);
    frame->globals = body->globals;
    frame->namespace_ = object_keep(namespace);
    frame->is_entry = true;
    if (body->closure) frame_closure(frame);
    return frame_run(vm, frame, UNSET, false, cell) == STOP_RETURNS;
}

// CPython's last collection finds the module's names unreachable: it calls all finalisers
// while everything still stands, then lets go of the values, in order of making.
void vm_finish(Vm *vm)
{
    if (vm->halt || !vm->globals) return;
    vm->finishing = true;
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(vm->globals, &at, &entry);) {
        Value value = value_keep(entry->value);
        if (value.kind == VALUE_OBJECT) object_finalize(vm, value.object);
        value_drop(vm, value);
    }
    for (uint32_t at = 0; dict_next(vm->globals, &at, &entry);)
        if (!value_is_str(entry->key) || strncmp(STR(entry->key)->bytes, "__", 2) != 0)
            dict_set(vm, vm->globals, entry->key, NONE);
}

// -- Fuel and halting --------------------------------------------------------------

// True while a module of ours runs: what that does is no operation of the program.
static bool is_in_library(const Vm *vm)
{
    return vm->frame && vm->frame->code->code->flags & CODE_LIBRARY;
}

bool vm_refuel(Vm *vm)
{
    struct VmPrivate *private = vm->private;
    vm->steps += vm->slice;
    vm->slice = 0;
    vm->fuel = 0;
    if (vm->halt) return false;
    if (vm->interrupted && *vm->interrupted) return vm_halt(vm, HALT_INTERRUPT, NULL);
    if (vm->steps >= vm->limits.steps) return vm_halt(vm, HALT_LIMIT, "steps");
    if (private->is_charged && !private->is_paid && !is_in_library(vm)) {
        if (!vm->hooks.operation(vm)) return false;
        private->is_paid = true;
    }
    if (strand_stops_here(vm)) {
        private->is_pausing = true; // the operation that asked is not done yet
        return false;
    }
    if (vm->hooks.look_around) vm->hooks.look_around(vm);
    int64_t left = vm->limits.steps - vm->steps;
    bool one = private->is_stopping || private->is_charged;
    private->is_paid = false;
    vm->slice = one ? 1 : left < FUEL_SLICE ? left : FUEL_SLICE;
    vm->fuel = vm->slice - 1; // the operation that asked is the first
    return true;
}

void vm_charge_operations(Vm *vm)
{
    vm->private->is_charged = true;
}

static bool is_call_of_function(const Frame *frame, int op)
{
    int count = (int)CODE_OPERAND(*frame->ip), below = 0;
    switch (op) {
    case OP_CALL:
    case OP_CALL_LOOP:
    case OP_CALL_AWAIT: below = count + 1; break;
    case OP_CALL_METHOD:
    case OP_CALL_METHOD_AWAIT:
    case OP_CALL_KEYWORDS: below = count + 2; break;
    case OP_CALL_METHOD_KEYWORDS: below = count + 3; break;
    default: return false;
    }
    return value_has_layout(frame->top[-below], LAYOUT_FUNCTION);
}

// True if some jump back leads here: the test of a while loop.
static bool is_loop_head(const Frame *frame)
{
    const RunCode *run = frame->code;
    uint32_t at = (uint32_t)(frame->ip - run->instructions);
    for (uint32_t i = at; i < run->code->count; i++)
        if (CODE_OP(run->instructions[i]) == OP_JUMP_BACK &&
            CODE_OPERAND(run->instructions[i]) == at)
            return true;
    return false;
}

bool vm_is_at_safe_point(const Vm *vm)
{
    const Frame *frame = vm->frame;
    if (!frame) return true;
    if (is_in_library(vm)) return false;
    int op = (int)CODE_OP(*frame->ip);
    return is_for_iter(op) || is_call_of_function(frame, op) || is_loop_head(frame);
}

bool vm_look_up(Vm *vm)
{
    int64_t limit = vm->limits.steps > WORK_LEAST ? vm->limits.steps : WORK_LEAST;
    vm->private->worked += WORK_SLICE - vm->work;
    vm->work = WORK_SLICE;
    if (vm->halt) return false;
    if (vm->interrupted && *vm->interrupted) return vm_halt(vm, HALT_INTERRUPT, NULL);
    if (vm->private->worked > limit) return vm_halt(vm, HALT_LIMIT, "steps");
    if (vm->hooks.look_around) vm->hooks.look_around(vm);
    return true;
}

bool vm_halt(Vm *vm, Halt halt, const char *limit)
{
    if (!vm->halt) {
        vm->halt = halt;
        vm->limit = limit;
        vm->halt_line = vm_line(vm);
    }
    // What is on its way no longer matters; the machine stops at the next operation.
    vm->steps = vm_steps(vm);
    vm->fuel = vm->slice = 0;
    return false;
}

// -- Where the program is ----------------------------------------------------------

int vm_line(const Vm *vm)
{
    const Frame *frame = vm->frame;
    while (frame && frame->code->code->flags & CODE_LIBRARY)
        frame = frame->back;
    return frame ? code_line(frame->code->code,
                             (uint32_t)(frame->ip - frame->code->instructions))
                 : 0;
}

int vm_line_of(const Vm *vm, const Instruction *ip)
{
    for (int i = 0; i < vm->private->code_count; i++) {
        const RunCode *run = vm->private->codes[i];
        if (!run || run->code->flags & CODE_LIBRARY || ip < run->instructions ||
            ip >= run->instructions + run->code->count)
            continue;
        return code_line(run->code, (uint32_t)(ip - run->instructions));
    }
    return 0;
}

const char *vm_store_target(const Vm *vm)
{
    const Frame *frame = vm->frame;
    if (!frame) return NULL;
    const Instruction *end = frame->code->instructions + frame->code->code->count;
    const Instruction *next = frame->ip + 1;
    // "self.lock = Lock()" loads self between the value and the store.
    const Instruction *behind = next + 1;
    if (next < end) {
        uint32_t operand = CODE_OPERAND(*next);
        switch (CODE_OP(*next)) {
        case OP_STORE_LOCAL:
        case OP_STORE_CELL: return frame->code->locals[operand]->bytes;
        case OP_STORE_GLOBAL: return frame->code->caches[operand].name->bytes;
        case OP_STORE_NAME: return frame->code->names[operand]->bytes;
        default: break;
        }
    }
    if (behind < end && CODE_OP(*behind) == OP_STORE_ATTR)
        return frame->code->caches[CODE_OPERAND(*behind)].name->bytes;
    return NULL;
}

const char *vm_program_name(const Vm *vm)
{
    return code_file(vm->bytecode->codes[0]);
}

void vm_write(Vm *vm, const char *bytes, size_t size)
{
    print_flush(vm); // what stands before it
    if (vm->hooks.write) vm->hooks.write(vm, false, bytes, size);
}
