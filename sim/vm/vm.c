// vm.c -- the interpreter: runs frames until one of them, the entry, is left.
//
// Calls between functions of the program, awaits and generators in a for loop push and
// pop frames inside this loop. Only builtins that call back nest it. The slow side of
// every instruction is in execute.c; what is here is what must be fast.

#include "vm/vm.h"

#include "base/assert.h"
#include "vm/execute.h"
#include "vm/frame.h"
#include "vm/numbers.h"

#include <math.h>
#include <string.h>

// How control goes on after something that may have pushed or popped frames.
#define LOAD_FRAME() (ip = frame->ip, sp = frame->top, locals = frame->locals)
// Before anything that may look at the frame: raise, call, ask for the line.
#define SAVE_FRAME() (frame->ip = ip, frame->top = sp)

#define OPERAND (CODE_OPERAND(*ip))
#define CHECK_STACK()                                                                    \
    DEBUG_ASSERT(sp >= frame->stack &&                                                   \
                     sp <= frame->stack + frame->code->code->stack_size + 1,             \
                 "the compiler knows how many operands there can be")
#define NEXT()                                                                           \
    do {                                                                                 \
        CHECK_STACK();                                                                   \
        ip++;                                                                            \
        goto *labels[CODE_OP(*ip)];                                                      \
    } while (0)
#define GO() goto *labels[CODE_OP(*ip)]
// Past both parts of a pair.
#define SKIP_PAIR()                                                                      \
    do {                                                                                 \
        ip += 2;                                                                         \
        goto *labels[CODE_OP(*ip)];                                                      \
    } while (0)

// One operation of the source. When the fuel is used up the machine looks around.
#define TICK()                                                                           \
    do {                                                                                 \
        if (__builtin_expect(--vm->fuel < 0, 0)) {                                       \
            SAVE_FRAME();                                                                \
            if (!vm_refuel(vm)) goto raised;                                             \
        }                                                                                \
    } while (0)

#define PUSH(value) (*sp++ = (value))
#define POP()       (*--sp)
#define TOP         (sp[-1])

// Drops a value in the fast path: most are numbers or have other owners.
#define DROP(value) value_drop(vm, (value))

static inline Value constant_at(const Frame *frame, uint32_t i)
{
    return frame->code->constants[i];
}

static inline bool is_function(Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type->layout == LAYOUT_FUNCTION;
}

static inline bool is_native(Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type->layout == LAYOUT_NATIVE;
}

// A call with positional arguments only that needs no binding by name; the defaults that
// are missing are counted in [*defaults].
static inline bool fits_simply(const FunctionObject *function, int count, int *defaults)
{
    const Code *code = function->code->code;
    *defaults = code->positional_count - count;
    if (!function->code->simple || *defaults < 0) return false;
    return *defaults == 0 ||
           (function->defaults && *defaults <= (int)function->defaults->count);
}

// A call of a native with positional arguments only, with room for the defaults behind
// them. A method that was found through its object is one of that object's type.
static inline bool native_takes(const Native *native, int count, bool is_bound)
{
    const Signature *signature = native->signature;
    return signature->simple && count <= signature->positional &&
           signature->count - count <= QUICK_DEFAULTS &&
           count >= signature->required && value_is_unset(native->self) &&
           (!native->owner || is_bound);
}

// The defaults of what the call leaves out, behind its [count] values.
static inline void add_defaults(const Native *native, Value *behind, int count)
{
    const Signature *signature = native->signature;
    for (int i = count; i < signature->count; i++)
        behind[i - count] = signature->parameters[i].default_value;
}

// Moves [count] argument values to where they are locals and adds defaults.
static inline void move_arguments(const FunctionObject *function, Value *locals,
                                  const Value *values, int count, int defaults)
{
    for (int i = 0; i < count; i++)
        locals[i] = values[i];
    for (int i = 0; i < defaults; i++)
        locals[count + i] = value_keep(
            function->defaults->items[(int)function->defaults->count - defaults + i]);
}

Stop frame_run(Vm *vm, Frame *frame, Value sent, Value thrown, Value *result)
{
    static const void *const labels[] = {
#define OP(name, operand, effect, ticks) [OP_##name] = &&op_##name,
#include "code/opcodes.def"
#include "vm/quick.def"
#undef OP
    };
    const Instruction *ip;
    Value *sp, *locals;
    Stop led_to; // what an AWAIT came to
    LOAD_FRAME();
    if (frame->coroutine) {
        CoroutineObject *coroutine = frame->coroutine;
        CoroutineState state = (CoroutineState)coroutine->state;
        if (state == COROUTINE_RUNNING && vm->private->is_answered) {
            vm->private->is_answered = false;
            led_to = vm->private->answer;
            goto answered;
        }
        coroutine->state = COROUTINE_RUNNING; // it is already if a strand goes on
        if (!value_is_unset(thrown)) {
            frame->thrown_at = frame->ip;
            if (state == COROUTINE_AWAITS) goto await_throw;
            exception_restore(vm, value_keep(thrown));
            goto raised;
        }
        if (state == COROUTINE_AWAITS) goto await_send;
        if (state == COROUTINE_YIELDED) PUSH(value_keep(sent));
    }
    GO();

    // -- Pairs of instructions: see quick.def ---------------------------------------
op_FOR_ITER_STORE : {
    Value *local = &locals[CODE_OPERAND(ip[1])];
    RangeIterator *range = (RangeIterator *)TOP.object;
    if (vm->fuel < 2 || range->object.type != vm->types.range_iterator ||
        range->left <= 0 || local->kind == VALUE_OBJECT)
        goto op_FOR_ITER;
    vm->fuel -= 2;
    *local = value_int(range->next);
    range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
    range->left--;
    SKIP_PAIR();
}
op_LOAD_TWO_LOCALS : {
    Value first = locals[OPERAND], second = locals[CODE_OPERAND(ip[1])];
    if (value_is_unset(first) || value_is_unset(second)) goto op_LOAD_LOCAL;
    PUSH(value_keep(first));
    PUSH(value_keep(second));
    SKIP_PAIR();
}
op_LOAD_LOCAL_INT : {
    Value value = locals[OPERAND];
    if (value_is_unset(value)) goto op_LOAD_LOCAL;
    PUSH(value_keep(value));
    PUSH(value_int((int64_t)CODE_OPERAND(ip[1])));
    SKIP_PAIR();
}
op_LOAD_MODULE_METHOD : {
    // What a name of the program leads to, an entry of its dict, a module mostly, and what
    // an attribute of that leads to: both as they were the last time.
    const Cache *global = &frame->code->caches[OPERAND];
    const Cache *attribute = &frame->code->caches[CODE_OPERAND(ip[1])];
    if (vm->fuel < 1 || global->version != frame->globals->keys_version ||
        global->index == CACHE_BUILTIN)
        goto op_LOAD_GLOBAL;
    Value object = frame->globals->entries[global->index].value;
    if (!value_has_layout(object, LAYOUT_MODULE)) goto op_LOAD_GLOBAL;
    const Dict *attributes = ((Module *)object.object)->attributes;
    if (attribute->version != attributes->keys_version) goto op_LOAD_GLOBAL;
    vm->fuel--;
    PUSH(value_keep(attributes->entries[attribute->index].value));
    PUSH(UNSET);
    SKIP_PAIR();
}
// A number that stands in the code, then arithmetic with it on an int.
#define NUMBER_PAIR(NAME, GENERAL, NUMBER, OVERFLOWS)                                    \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t number;                                                                  \
        if (TOP.kind != VALUE_INT || vm->fuel < 1 ||                                     \
            OVERFLOWS(TOP.integer, NUMBER, &number))                                     \
            goto op_##GENERAL;                                                           \
        vm->fuel--;                                                                      \
        TOP.integer = number;                                                            \
        SKIP_PAIR();                                                                     \
    }
#define NUMBER_MOD_PAIR(NAME, GENERAL, NUMBER)                                           \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t divisor = NUMBER;                                                        \
        if (TOP.kind != VALUE_INT || vm->fuel < 1 || divisor == 0) goto op_##GENERAL;    \
        vm->fuel--;                                                                      \
        int64_t rest = TOP.integer % divisor;                                            \
        TOP.integer = rest < 0 ? rest + divisor : rest;                                  \
        SKIP_PAIR();                                                                     \
    }
#define NUMBER_DIV_PAIR(NAME, GENERAL, NUMBER)                                           \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t divisor = NUMBER;                                                        \
        if (TOP.kind != VALUE_INT || vm->fuel < 1 || divisor == 0 ||                     \
            !int_is_exact(TOP.integer))                                                  \
            goto op_##GENERAL;                                                           \
        vm->fuel--;                                                                      \
        TOP = value_float((double)TOP.integer / (double)divisor);                        \
        SKIP_PAIR();                                                                     \
    }
#define INT_OPERAND   ((int64_t)OPERAND)
#define CONST_OPERAND (constant_at(frame, OPERAND).integer)
    NUMBER_PAIR(LOAD_INT_ADD, LOAD_INT, INT_OPERAND, __builtin_add_overflow)
    NUMBER_PAIR(LOAD_INT_SUB, LOAD_INT, INT_OPERAND, __builtin_sub_overflow)
    NUMBER_PAIR(LOAD_INT_MUL, LOAD_INT, INT_OPERAND, __builtin_mul_overflow)
    NUMBER_PAIR(LOAD_CONST_ADD, LOAD_CONST, CONST_OPERAND, __builtin_add_overflow)
    NUMBER_PAIR(LOAD_CONST_SUB, LOAD_CONST, CONST_OPERAND, __builtin_sub_overflow)
    NUMBER_PAIR(LOAD_CONST_MUL, LOAD_CONST, CONST_OPERAND, __builtin_mul_overflow)
    NUMBER_MOD_PAIR(LOAD_INT_MOD, LOAD_INT, INT_OPERAND)
    NUMBER_MOD_PAIR(LOAD_CONST_MOD, LOAD_CONST, CONST_OPERAND)
    op_LOAD_CONST_MASK:
    {
        if (TOP.kind != VALUE_INT || vm->fuel < 1) goto op_LOAD_CONST;
        vm->fuel--;
        TOP.integer &= CONST_OPERAND - 1; // Python's remainder has the divisor's sign
        SKIP_PAIR();
    }
    NUMBER_DIV_PAIR(LOAD_INT_DIV, LOAD_INT, INT_OPERAND)
    NUMBER_DIV_PAIR(LOAD_CONST_DIV, LOAD_CONST, CONST_OPERAND)
op_ADD_STORE : {
    Value *local = &locals[CODE_OPERAND(ip[1])];
    int64_t number;
    if (sp[-2].kind != VALUE_INT || sp[-1].kind != VALUE_INT || vm->fuel < 2 ||
        local->kind == VALUE_OBJECT ||
        __builtin_add_overflow(sp[-2].integer, sp[-1].integer, &number))
        goto op_BINARY_ADD_QUICK;
    vm->fuel -= 2;
    sp -= 2;
    *local = value_int(number);
    SKIP_PAIR();
}
op_COMPARE_JUMP : {
    if (sp[-2].kind != VALUE_INT || sp[-1].kind != VALUE_INT || vm->fuel < 2)
        goto op_COMPARE;
    vm->fuel -= 2;
    sp -= 2;
    if (compare_ints((CompareOp)OPERAND, sp[0].integer, sp[1].integer)) SKIP_PAIR();
    ip = frame->code->instructions + CODE_OPERAND(ip[1]);
    GO();
}

    // -- The stack ----------------------------------------------------------------
op_NOP:
op_RETURN_GENERATOR: // the call has made the generator already
    NEXT();
op_POP : {
    Value value = POP();
    DROP(value);
    NEXT();
}
op_DUP:
    sp[0] = value_keep(sp[-1]);
    sp++;
    NEXT();
op_DUP_TWO:
    sp[0] = value_keep(sp[-2]);
    sp[1] = value_keep(sp[-1]);
    sp += 2;
    NEXT();
op_COPY:
    sp[0] = value_keep(sp[-(ptrdiff_t)OPERAND]);
    sp++;
    NEXT();
op_SWAP : {
    Value *other = &sp[-(ptrdiff_t)OPERAND], top = TOP;
    TOP = *other;
    *other = top;
    NEXT();
}
op_ROTATE : {
    Value top = TOP;
    ptrdiff_t count = (ptrdiff_t)OPERAND;
    memmove(sp - count + 1, sp - count, sizeof(Value) * (size_t)(count - 1));
    sp[-count] = top;
    NEXT();
}
op_PUSH_UNSET:
    PUSH(UNSET);
    NEXT();

    // -- Constants and names ------------------------------------------------------
op_LOAD_CONST:
    PUSH(value_keep(constant_at(frame, OPERAND)));
    NEXT();
op_LOAD_NONE:
    PUSH(NONE);
    NEXT();
op_LOAD_INT:
    PUSH(value_int((int64_t)OPERAND));
    NEXT();
op_LOAD_LOCAL : {
    Value value = locals[OPERAND];
    if (__builtin_expect(value_is_unset(value), 0)) {
        SAVE_FRAME();
        unbound_local(vm, frame, OPERAND);
        goto raised;
    }
    PUSH(value_keep(value));
    NEXT();
}
op_STORE_LOCAL : {
    TICK();
    Value *local = &locals[OPERAND], old = *local;
    value_move(local, --sp);
    if (old.kind == VALUE_OBJECT) {
        SAVE_FRAME();
        DROP(old);
    }
    NEXT();
}
op_DELETE_LOCAL:
    TICK();
    SAVE_FRAME();
    if (value_is_unset(locals[OPERAND])) {
        unbound_local(vm, frame, OPERAND);
        goto raised;
    }
    value_clear(vm, &locals[OPERAND]);
    NEXT();
op_CLEAR_LOCAL:
    SAVE_FRAME();
    value_clear(vm, &locals[OPERAND]);
    NEXT();
op_MAKE_CELL : {
    Cell *cell = object_new(vm, vm->types.cell);
    cell->value = locals[OPERAND];
    locals[OPERAND] = value_object(cell);
    NEXT();
}
op_LOAD_CELL : {
    Value value = ((Cell *)locals[OPERAND].object)->value;
    if (__builtin_expect(value_is_unset(value), 0)) {
        SAVE_FRAME();
        unbound_cell(vm, frame, OPERAND);
        goto raised;
    }
    PUSH(value_keep(value));
    NEXT();
}
op_STORE_CELL : {
    TICK();
    Value value = POP();
    SAVE_FRAME();
    value_set(vm, &((Cell *)locals[OPERAND].object)->value, value);
    NEXT();
}
op_DELETE_CELL:
    TICK();
    SAVE_FRAME();
    if (value_is_unset(((Cell *)locals[OPERAND].object)->value)) {
        unbound_cell(vm, frame, OPERAND);
        goto raised;
    }
    value_clear(vm, &((Cell *)locals[OPERAND].object)->value);
    NEXT();
op_CLEAR_CELL:
    SAVE_FRAME();
    value_clear(vm, &((Cell *)locals[OPERAND].object)->value);
    NEXT();
op_LOAD_CLOSURE:
    PUSH(value_keep(locals[OPERAND]));
    NEXT();
op_LOAD_GLOBAL : {
    Cache *cache = &frame->code->caches[OPERAND];
    const Dict *globals = frame->globals;
    if (__builtin_expect(cache->version == globals->keys_version, 1)) {
        PUSH(value_keep(cache->index == CACHE_BUILTIN
                            ? cache->value
                            : globals->entries[cache->index].value));
        NEXT();
    }
    SAVE_FRAME();
    Value value = load_global(vm, frame, cache);
    if (value_is_unset(value)) goto raised;
    PUSH(value);
    NEXT();
}
op_STORE_GLOBAL : {
    TICK();
    Cache *cache = &frame->code->caches[OPERAND];
    Dict *globals = frame->globals;
    Value value = POP();
    if (cache->version == globals->keys_version && cache->index != CACHE_BUILTIN) {
        Value old = globals->entries[cache->index].value;
        globals->entries[cache->index].value = value;
        if (old.kind == VALUE_OBJECT) {
            SAVE_FRAME();
            DROP(old);
        }
        NEXT();
    }
    SAVE_FRAME();
    bool ok = dict_set_str(vm, globals, cache->name, value);
    DROP(value);
    if (!ok) goto raised;
    NEXT();
}
op_DELETE_GLOBAL:
    TICK();
    SAVE_FRAME();
    if (!dict_delete_str(vm, frame->globals, frame->code->names[OPERAND])) {
        name_error(vm, frame->code->names[OPERAND]);
        goto raised;
    }
    NEXT();
op_CLEAR_GLOBAL:
    SAVE_FRAME();
    dict_delete_str(vm, frame->globals, frame->code->names[OPERAND]);
    NEXT();
op_LOAD_NAME : {
    SAVE_FRAME();
    Value value = load_name(vm, frame, frame->code->names[OPERAND]);
    if (value_is_unset(value)) goto raised;
    PUSH(value);
    NEXT();
}
op_STORE_NAME : {
    TICK();
    Value value = POP();
    SAVE_FRAME();
    bool ok = dict_set_str(vm, frame->namespace_, frame->code->names[OPERAND], value);
    DROP(value);
    if (!ok) goto raised;
    NEXT();
}
op_DELETE_NAME:
    TICK();
    SAVE_FRAME();
    if (!dict_delete_str(vm, frame->namespace_, frame->code->names[OPERAND])) {
        name_error(vm, frame->code->names[OPERAND]);
        goto raised;
    }
    NEXT();
op_CLEAR_NAME:
    SAVE_FRAME();
    dict_delete_str(vm, frame->namespace_, frame->code->names[OPERAND]);
    NEXT();
op_LOAD_CLASS_FREE : {
    Value value = dict_get_str(frame->namespace_, frame->code->locals[OPERAND]);
    if (value_is_unset(value)) value = ((Cell *)locals[OPERAND].object)->value;
    SAVE_FRAME();
    if (value_is_unset(value)) {
        unbound_cell(vm, frame, OPERAND);
        goto raised;
    }
    PUSH(value_keep(value));
    NEXT();
}
op_LOAD_NAMESPACE:
    PUSH(value_keep(value_object(frame->namespace_)));
    NEXT();
op_SETUP_ANNOTATIONS:
    SAVE_FRAME();
    setup_annotations(vm, frame);
    NEXT();
op_STORE_ANNOTATION : {
    SAVE_FRAME();
    bool ok = store_annotation(vm, frame, frame->code->names[OPERAND], TOP);
    sp--;
    DROP(*sp);
    if (!ok) goto raised;
    NEXT();
}

    // -- Operators ----------------------------------------------------------------
op_BINARY : {
    TICK();
    SAVE_FRAME();
    Value made;
    if (!value_binary(vm, (BinaryOp)OPERAND, sp[-2], sp[-1], &made)) goto raised;
    sp--;
    DROP(*sp);
    Value left = TOP;
    TOP = made;
    DROP(left);
    NEXT();
}
op_INPLACE : {
    TICK();
    SAVE_FRAME();
    Value made;
    if (!value_inplace(vm, (BinaryOp)OPERAND, sp[-2], sp[-1], &made)) goto raised;
    sp--;
    DROP(*sp);
    Value left = TOP;
    TOP = made;
    DROP(left);
    NEXT();
}
// Arithmetic on two ints or two floats without leaving the loop; run_code() chose
// these for BINARY and INPLACE.
#define QUICK_ARITHMETIC(NAME, OVERFLOWS, FLOAT_OP, OP)                                  \
    op_##NAME:                                                                           \
    {                                                                                    \
        TICK();                                                                          \
        Value left = sp[-2], right = sp[-1];                                             \
        if (left.kind == VALUE_INT && right.kind == VALUE_INT) {                         \
            int64_t number;                                                              \
            if (!OVERFLOWS(left.integer, right.integer, &number)) {                      \
                sp--;                                                                    \
                sp[-1].integer = number;                                                 \
                NEXT();                                                                  \
            }                                                                            \
        } else if (left.kind == VALUE_FLOAT && right.kind == VALUE_FLOAT) {              \
            sp--;                                                                        \
            sp[-1].number = left.number FLOAT_OP right.number;                           \
            NEXT();                                                                      \
        }                                                                                \
        SAVE_FRAME();                                                                    \
        Value made;                                                                      \
        if (!binary_slowly(vm, OP, OPERAND & QUICK_INPLACE, left, right, &made))         \
            goto raised;                                                                 \
        sp--;                                                                            \
        DROP(right);                                                                     \
        TOP = made;                                                                      \
        DROP(left);                                                                      \
        NEXT();                                                                          \
    }
    QUICK_ARITHMETIC(BINARY_ADD_QUICK, __builtin_add_overflow, +, BINARY_ADD)
    QUICK_ARITHMETIC(BINARY_SUB_QUICK, __builtin_sub_overflow, -, BINARY_SUB)
    QUICK_ARITHMETIC(BINARY_MUL_QUICK, __builtin_mul_overflow, *, BINARY_MUL)
op_BINARY_MOD_QUICK : {
    TICK();
    Value left = sp[-2], right = sp[-1];
    if (left.kind == VALUE_INT && right.kind == VALUE_INT && right.integer > 0) {
        int64_t rest = left.integer % right.integer;
        sp--;
        sp[-1].integer = rest < 0 ? rest + right.integer : rest;
        NEXT();
    }
    SAVE_FRAME();
    Value made;
    if (!binary_slowly(vm, BINARY_MOD, OPERAND & QUICK_INPLACE, left, right, &made))
        goto raised;
    sp--;
    DROP(right);
    TOP = made;
    DROP(left);
    NEXT();
}
op_BINARY_DIV_QUICK : {
    TICK();
    Value left = sp[-2], right = sp[-1];
    if (left.kind == VALUE_INT && right.kind == VALUE_INT && right.integer &&
        int_is_exact(left.integer) && int_is_exact(right.integer)) {
        sp--;
        TOP = value_float((double)left.integer / (double)right.integer);
        NEXT();
    }
    if (left.kind == VALUE_FLOAT && right.kind == VALUE_FLOAT && right.number != 0) {
        sp--;
        TOP.number = left.number / right.number;
        NEXT();
    }
    SAVE_FRAME();
    Value made;
    if (!binary_slowly(vm, BINARY_DIV, OPERAND & QUICK_INPLACE, left, right, &made))
        goto raised;
    sp--;
    DROP(right);
    TOP = made;
    DROP(left);
    NEXT();
}
op_UNARY : {
    TICK();
    SAVE_FRAME();
    Value made;
    if (OPERAND == UNARY_NOT) {
        bool truth;
        if (!value_truth(vm, TOP, &truth)) goto raised;
        made = value_bool(!truth);
    } else if (!value_unary(vm, (UnaryOp)OPERAND, TOP, &made)) {
        goto raised;
    }
    Value operand = TOP;
    TOP = made;
    DROP(operand);
    NEXT();
}
op_COMPARE : {
    TICK();
    Value left = sp[-2], right = sp[-1], made;
    if (left.kind == VALUE_INT && right.kind == VALUE_INT) {
        made = value_bool(compare_ints((CompareOp)OPERAND, left.integer, right.integer));
        sp--;
        TOP = made;
        NEXT();
    }
    SAVE_FRAME();
    if (!value_compare(vm, (CompareOp)OPERAND, left, right, &made)) goto raised;
    sp--;
    DROP(right);
    TOP = made;
    DROP(left);
    NEXT();
}
op_CONTAINS : {
    TICK();
    SAVE_FRAME();
    bool contains;
    if (!value_contains(vm, sp[-1], sp[-2], &contains)) goto raised;
    Value made = value_bool(contains != (bool)OPERAND);
    sp--;
    DROP(*sp);
    Value item = TOP;
    TOP = made;
    DROP(item);
    NEXT();
}
op_IS : {
    TICK();
    sp--;
    Value right = *sp, left = TOP;
    TOP = value_bool(value_is(left, right) != (bool)OPERAND);
    SAVE_FRAME();
    DROP(right);
    DROP(left);
    NEXT();
}

    // -- Attributes and items -----------------------------------------------------
op_LOAD_ATTR : {
    TICK();
    SAVE_FRAME();
    Value value, object = TOP;
    if (!load_attribute(vm, object, &frame->code->caches[OPERAND], &value)) goto raised;
    TOP = value;
    DROP(object);
    NEXT();
}
op_STORE_ATTR : {
    TICK();
    SAVE_FRAME();
    if (!value_set_attribute(vm, sp[-1], frame->code->caches[OPERAND].name, sp[-2]))
        goto raised;
    sp -= 2;
    frame->top = sp;
    DROP(sp[1]);
    DROP(sp[0]);
    NEXT();
}
op_DELETE_ATTR:
    TICK();
    SAVE_FRAME();
    if (!value_set_attribute(vm, TOP, frame->code->names[OPERAND], UNSET)) goto raised;
    sp--;
    frame->top = sp;
    DROP(*sp);
    NEXT();
op_LOAD_METHOD : {
    TICK();
    if (value_has_layout(TOP, LAYOUT_MODULE)) {
        Module *module = (Module *)TOP.object;
        const Cache *cache = &frame->code->caches[OPERAND];
        if (cache->version == module->attributes->keys_version &&
            module->object.references > 1) {
            module->object.references--;
            TOP = value_keep(module->attributes->entries[cache->index].value);
            PUSH(UNSET);
            NEXT();
        }
    }
    SAVE_FRAME();
    if (!load_method(vm, sp - 1, &frame->code->caches[OPERAND])) goto raised;
    sp++;
    NEXT();
}
op_GET_ITEM : {
    TICK();
    Value container = sp[-2], key = sp[-1], value;
    if (container.kind == VALUE_OBJECT && container.object->type == vm->types.list &&
        key.kind == VALUE_INT && (uint64_t)key.integer < LIST(container)->count) {
        value = value_keep(LIST(container)->items[key.integer]);
        sp--;
        TOP = value;
        DROP(container);
        NEXT();
    }
    SAVE_FRAME();
    if (!value_get_item(vm, container, key, &value)) goto raised;
    sp--;
    DROP(key);
    TOP = value;
    DROP(container);
    NEXT();
}
op_SET_ITEM:
    TICK();
    SAVE_FRAME();
    if (!value_set_item(vm, sp[-2], sp[-1], sp[-3])) goto raised;
    sp -= 3;
    frame->top = sp;
    DROP(sp[2]);
    DROP(sp[1]);
    DROP(sp[0]);
    NEXT();
op_DELETE_ITEM:
    TICK();
    SAVE_FRAME();
    if (!value_set_item(vm, sp[-2], sp[-1], UNSET)) goto raised;
    sp -= 2;
    frame->top = sp;
    DROP(sp[1]);
    DROP(sp[0]);
    NEXT();
op_BUILD_SLICE : {
    int count = (int)OPERAND;
    Value slice = slice_new(vm, sp[-count], sp[-count + 1], count == 3 ? sp[-1] : NONE);
    for (int i = 0; i < count; i++)
        DROP(*--sp);
    PUSH(slice);
    NEXT();
}

    // -- Calls --------------------------------------------------------------------
    {
        // All calls come here: [base] holds what is called, the arguments follow from
        // [values] on, [count] of them by position.
        Value *base, *values;
        int count;
        bool is_bound; // the first value is the self that a method was found through

    op_CALL_AWAIT:
        count = (int)OPERAND;
        base = sp - count - 1;
        values = base + 1;
        is_bound = false;
        goto call_awaited;
    op_CALL_METHOD_AWAIT:
        count = (int)OPERAND;
        base = sp - count - 2;
        values = base + 2;
        is_bound = !value_is_unset(base[1]);
        values -= is_bound;
        count += is_bound;
    call_awaited:
        if (is_native(*base) && ((Native *)base->object)->spec->awaited &&
            vm->fuel >= 2 && native_takes((Native *)base->object, count, is_bound)) {
            Native *native = (Native *)base->object;
            add_defaults(native, sp, count);
            frame->ip = ip + 2; // where it is awaited
            frame->top = sp;
            Value waiting = NONE;
            Awaited awaited = native->spec->awaited(vm, values, &waiting, result);
            if (awaited != AWAITED_ORDINARY) {
                vm->fuel -= 2;
                while (sp > base)
                    DROP(*--sp);
                value_move(sp++, awaited == AWAITED_YIELDS ? &waiting : result);
                ip += 2;
                if (awaited == AWAITED_YIELDS) goto chain_suspends;
                *result = UNSET; // what raises later must not leave it there
                NEXT();
            }
        }
        TICK();
        goto call;
    op_CALL:
        TICK();
        count = (int)OPERAND;
        base = sp - count - 1;
        values = base + 1;
        is_bound = false;
        goto call;
    op_CALL_METHOD:
        TICK();
        count = (int)OPERAND;
        base = sp - count - 2;
        values = base + 2;
        is_bound = !value_is_unset(base[1]);
        values -= is_bound;
        count += is_bound;
    call:
        SAVE_FRAME();
        if (is_function(*base)) {
            FunctionObject *function = (FunctionObject *)base->object;
            RunCode *code = function->code;
            int defaults;
            if (fits_simply(function, count, &defaults)) {
                if (code->resumable) {
                    Value made = coroutine_new(vm, function, NULL);
                    CoroutineObject *coroutine = (CoroutineObject *)made.object;
                    move_arguments(function, coroutine->values, values, count, defaults);
                    sp = base + 1;
                    object_drop(vm, function);
                    *base = made;
                    frame->top = sp;
                    coroutine_made(vm, made);
                    NEXT();
                }
                Frame *callee = frame_push(vm, code);
                if (!callee) goto raised;
                move_arguments(function, callee->locals, values, count, defaults);
                callee->function = function; // the stack's reference
                callee->globals = function->globals;
                if (function->closure) frame_closure(callee);
                frame->top = base;
                frame = callee;
                LOAD_FRAME();
                GO();
            }
        } else if (is_native(*base)) {
            Native *native = (Native *)base->object;
            if (native_takes(native, count, is_bound)) {
                add_defaults(native, sp, count);
                Value made;
                vm->private->callee = native;
                if (!native->spec->function(vm, values, &made)) goto raised;
                while (sp > base)
                    DROP(*--sp);
                PUSH(made);
                NEXT();
            }
        } else if (base->kind == VALUE_OBJECT && base->object->type == vm->types.method &&
                   values == base + 1) {
            // A bound method in a variable: its self takes the method's place.
            Method *method = (Method *)base->object;
            if (is_function(method->function)) {
                FunctionObject *function = (FunctionObject *)method->function.object;
                int defaults;
                if (!function->code->resumable &&
                    fits_simply(function, count + 1, &defaults)) {
                    Frame *callee = frame_push(vm, function->code);
                    if (!callee) goto raised;
                    callee->function = object_keep(function);
                    callee->globals = function->globals;
                    callee->locals[0] = value_keep(method->self);
                    for (int i = 0; i < count; i++)
                        callee->locals[1 + i] = values[i];
                    for (int i = 0; i < defaults; i++)
                        callee->locals[1 + count + i] = value_keep(
                            function->defaults
                                ->items[(int)function->defaults->count - defaults + i]);
                    if (function->closure) frame_closure(callee);
                    frame->top = base;
                    object_drop(vm, method);
                    frame = callee;
                    LOAD_FRAME();
                    GO();
                }
            }
        } else if (base->kind == VALUE_OBJECT && base->object->type == vm->types.type) {
            // A class whose instances are plain and whose __init__ is a function.
            Type *type = (Type *)base->object;
            FunctionObject *init = values == base + 1 ? plain_init(vm, type) : NULL;
            int defaults;
            if (init && fits_simply(init, count + 1, &defaults)) {
                Frame *callee = frame_push(vm, init->code);
                if (!callee) goto raised;
                Value self = value_object(object_new(vm, type));
                callee->function = object_keep(init);
                callee->globals = init->globals;
                callee->is_init = true;
                callee->locals[0] = value_keep(self);
                for (int i = 0; i < count; i++)
                    callee->locals[1 + i] = values[i];
                for (int i = 0; i < defaults; i++)
                    callee->locals[1 + count + i] = value_keep(
                        init->defaults->items[(int)init->defaults->count - defaults + i]);
                if (init->closure) frame_closure(callee);
                *base = self; // stays in the class's place until __init__ is done
                frame->top = base + 1;
                object_drop(vm, type);
                frame = callee;
                LOAD_FRAME();
                GO();
            }
        }
        Value made;
        Arguments arguments = {values, count, NULL};
        if (!call_with(vm, *base, &arguments, &made)) goto raised;
        while (sp > base)
            DROP(*--sp);
        PUSH(made);
        NEXT();

    op_CALL_KEYWORDS:
        TICK();
        base = sp - OPERAND - 2;
        values = base + 1;
        count = (int)OPERAND;
        goto call_keywords;
    op_CALL_METHOD_KEYWORDS:
        TICK();
        base = sp - OPERAND - 3;
        values = base + 2;
        count = (int)OPERAND;
        if (!value_is_unset(base[1])) {
            values--;
            count++;
        }
    call_keywords:
        SAVE_FRAME();
        {
            const Tuple *names = TUPLE(sp[-1]);
            Arguments named = {values, count - (int)names->count, names};
            Value answer;
            if (!call_with(vm, *base, &named, &answer)) goto raised;
            while (sp > base)
                DROP(*--sp);
            PUSH(answer);
        }
        NEXT();
    }
op_CALL_SPREAD : {
    TICK();
    SAVE_FRAME();
    int count = OPERAND ? 3 : 2;
    Value made;
    if (!call_spread(vm, sp - count, OPERAND != 0, &made)) goto raised;
    for (int i = 0; i < count; i++)
        DROP(*--sp);
    PUSH(made);
    NEXT();
}
op_RETURN : {
    Value value = POP();
    SAVE_FRAME();
    bool entry = frame->is_entry, awaited = frame->is_awaited, init = frame->is_init;
    bool iterated = frame->is_iterated;
    bool ends_stream = frame->code->code->flags & CODE_ASYNC_GENERATOR;
    if (init && !value_is_none(value)) {
        init_returned(vm, value);
        goto raised;
    }
    Frame *back = frame->back;
    frame_leave(vm, frame);
    if (ends_stream) {
        value_drop(vm, value);
        raise_with(vm, STOP_ASYNC_ITERATION, UNSET);
        return STOP_RAISES; // async generators are always entries
    }
    if (entry) {
        *result = value;
        return STOP_RETURNS;
    }
    frame = back;
    LOAD_FRAME();
    if (awaited) {
        Value iterator = TOP;
        TOP = value;
        frame->top = sp;
        DROP(iterator);
    } else if (iterated) {
        value_drop(vm, value);
        goto iteration_ends;
    } else if (!init) {
        PUSH(value);
    }
    NEXT();
}
op_MAKE_FUNCTION:
    SAVE_FRAME();
    sp = make_function(vm, frame, sp, OPERAND);
    NEXT();
op_LOAD_BUILD_CLASS:
    PUSH(value_keep(vm->private->build_class));
    NEXT();

    // -- Building -----------------------------------------------------------------
op_BUILD_TUPLE : {
    int count = (int)OPERAND;
    Tuple *tuple = tuple_new(vm, count);
    sp -= count;
    if (count) memcpy(tuple->items, sp, sizeof(Value) * (size_t)count);
    PUSH(value_object(tuple));
    NEXT();
}
op_BUILD_LIST : {
    SAVE_FRAME();
    int count = (int)OPERAND;
    List *list = list_new(vm);
    for (int i = 0; i < count; i++) {
        if (!list_append(vm, list, sp[i - count])) {
            object_drop(vm, list);
            goto raised;
        }
    }
    while (count--)
        DROP(*--sp);
    PUSH(value_object(list));
    NEXT();
}
op_BUILD_SET : {
    SAVE_FRAME();
    Value made;
    if (!build_set(vm, sp - OPERAND, (int)OPERAND, &made)) goto raised;
    for (int count = (int)OPERAND; count--;)
        DROP(*--sp);
    PUSH(made);
    NEXT();
}
op_BUILD_DICT : {
    SAVE_FRAME();
    Value made;
    if (!build_dict(vm, sp - 2 * (ptrdiff_t)OPERAND, (int)OPERAND, &made)) goto raised;
    for (int count = 2 * (int)OPERAND; count--;)
        DROP(*--sp);
    PUSH(made);
    NEXT();
}
op_BUILD_STRING : {
    SAVE_FRAME();
    Value made;
    if (!build_string(vm, sp - OPERAND, (int)OPERAND, &made)) goto raised;
    for (int count = (int)OPERAND; count--;)
        DROP(*--sp);
    PUSH(made);
    NEXT();
}
op_FORMAT_VALUE : {
    SAVE_FRAME();
    int count = OPERAND & FORMAT_HAS_SPEC ? 2 : 1;
    Value made, spec = count == 2 ? sp[-1] : UNSET;
    if (!format_for_fstring(vm, sp[-count], OPERAND & FORMAT_CONVERSION, spec, &made))
        goto raised;
    while (count--)
        DROP(*--sp);
    PUSH(made);
    NEXT();
}
op_LIST_APPEND : {
    Value item = POP();
    SAVE_FRAME();
    if (!list_take(vm, LIST(sp[-(ptrdiff_t)OPERAND]), item)) goto raised;
    NEXT();
}
op_SET_ADD : {
    SAVE_FRAME();
    if (!set_add(vm, (Set *)sp[-(ptrdiff_t)OPERAND - 1].object, TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}
op_DICT_ADD : {
    SAVE_FRAME();
    if (!dict_set(vm, DICT(sp[-(ptrdiff_t)OPERAND - 2]), sp[-2], sp[-1])) goto raised;
    DROP(*--sp);
    DROP(*--sp);
    NEXT();
}
op_LIST_EXTEND : {
    SAVE_FRAME();
    if (!spread_into_list(vm, LIST(sp[-(ptrdiff_t)OPERAND - 1]), TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}
op_SET_UPDATE : {
    SAVE_FRAME();
    if (!set_update(vm, (Set *)sp[-(ptrdiff_t)OPERAND - 1].object, TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}
op_DICT_UPDATE : {
    SAVE_FRAME();
    if (!spread_into_dict(vm, DICT(sp[-(ptrdiff_t)OPERAND - 1]), TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}
op_DICT_MERGE : {
    SAVE_FRAME();
    ptrdiff_t at = -(ptrdiff_t)OPERAND - 1;
    if (!merge_keywords(vm, sp[at - 2], DICT(sp[at]), TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}
op_LIST_TO_TUPLE : {
    SAVE_FRAME();
    Value tuple, list = TOP;
    if (!tuple_from_iterable(vm, list, &tuple)) goto raised;
    TOP = tuple;
    DROP(list);
    NEXT();
}
op_MATCH_SEQUENCE:
    TICK();
    sp++;
    TOP = value_bool(match_sequence(vm, sp[-2]));
    NEXT();
op_MATCH_MAPPING:
    TICK();
    sp++;
    TOP = value_bool(match_mapping(vm, sp[-2]));
    NEXT();
op_GET_LEN : {
    SAVE_FRAME();
    int64_t len;
    if (!value_len(vm, TOP, &len)) goto raised;
    PUSH(value_int(len));
    NEXT();
}
op_MATCH_KEYS : {
    TICK();
    SAVE_FRAME();
    Value values;
    if (!match_keys(vm, sp[-2], TUPLE(TOP), &values)) goto raised;
    PUSH(values);
    NEXT();
}
op_MATCH_REST : {
    SAVE_FRAME();
    Value rest;
    if (!match_rest(vm, sp[-2], TUPLE(TOP), &rest)) goto raised;
    DROP(*--sp);
    DROP(TOP);
    TOP = rest;
    NEXT();
}
op_MATCH_CLASS : {
    TICK();
    SAVE_FRAME();
    Value attributes;
    if (!match_class(vm, sp[-3], sp[-2], (int)OPERAND, TUPLE(TOP), &attributes))
        goto raised;
    DROP(*--sp);
    DROP(*--sp);
    DROP(TOP);
    TOP = attributes;
    NEXT();
}
op_UNPACK : {
    TICK();
    int count = (int)OPERAND;
    Value sequence = TOP;
    if (value_is_tuple(sequence) && (int)TUPLE(sequence)->count == count) {
        sp--;
        for (int i = count; i--;)
            PUSH(value_keep(TUPLE(sequence)->items[i]));
        DROP(sequence);
        NEXT();
    }
    SAVE_FRAME();
    if (!unpack(vm, sequence, count, -1, sp - 1)) goto raised;
    sp += count - 1;
    NEXT();
}
op_UNPACK_STAR : {
    TICK();
    SAVE_FRAME();
    int before = OPERAND & 0xff, after = (int)(OPERAND >> 8);
    if (!unpack(vm, TOP, before, after, sp - 1)) goto raised;
    sp += before + after;
    NEXT();
}

    // -- Jumps --------------------------------------------------------------------
op_TICK:
    TICK();
    NEXT();
op_JUMP_BACK:
op_JUMP:
    ip = frame->code->instructions + OPERAND;
    GO();
op_JUMP_IF_FALSE : {
    TICK();
    Value value = POP();
    bool truth;
    if (value.kind == VALUE_BOOL) {
        truth = value.integer;
    } else {
        SAVE_FRAME();
        bool ok = value_truth(vm, value, &truth);
        DROP(value);
        if (!ok) goto raised;
    }
    if (truth) NEXT();
    ip = frame->code->instructions + OPERAND;
    GO();
}
op_JUMP_IF_TRUE : {
    TICK();
    Value value = POP();
    bool truth;
    if (value.kind == VALUE_BOOL) {
        truth = value.integer;
    } else {
        SAVE_FRAME();
        bool ok = value_truth(vm, value, &truth);
        DROP(value);
        if (!ok) goto raised;
    }
    if (!truth) NEXT();
    ip = frame->code->instructions + OPERAND;
    GO();
}
op_JUMP_IF_FALSE_KEEP:
op_JUMP_IF_TRUE_KEEP : {
    TICK();
    SAVE_FRAME();
    bool truth;
    if (!value_truth(vm, TOP, &truth)) goto raised;
    if (truth == (CODE_OP(*ip) == OP_JUMP_IF_TRUE_KEEP)) {
        ip = frame->code->instructions + OPERAND;
        GO();
    }
    sp--;
    frame->top = sp;
    DROP(*sp);
    NEXT();
}
op_JUMP_IF_NOT_NONE : {
    TICK();
    Value value = POP();
    bool none = value_is_none(value);
    SAVE_FRAME();
    DROP(value);
    if (none) NEXT();
    ip = frame->code->instructions + OPERAND;
    GO();
}
op_GET_ITER : {
    Value iterator, iterable = TOP;
    if (is_generator_object(vm, iterable)) NEXT();
    SAVE_FRAME();
    if (!value_iter(vm, iterable, &iterator)) goto raised;
    TOP = iterator;
    DROP(iterable);
    NEXT();
}
op_FOR_ITER : {
    TICK();
    Value iterator = TOP, value;
    Type *type = value_type(vm, iterator);
    if (type == vm->types.range_iterator) {
        RangeIterator *range = (RangeIterator *)iterator.object;
        if (range->left > 0) {
            value = value_int(range->next);
            // The last step may leave the 64 bits; nobody sees the number then.
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
            range->left--;
            PUSH(value);
            NEXT();
        }
        goto iteration_ends;
    }
    SAVE_FRAME();
    if (is_generator_object(vm, iterator)) {
        CoroutineObject *generator = (CoroutineObject *)iterator.object;
        if (generator->state == COROUTINE_DONE) goto iteration_ends;
        if (generator->state != COROUTINE_RUNNING) {
            Frame *resumed = frame_resume(vm, generator);
            if (!resumed) goto raised;
            resumed->is_iterated = true;
            frame = resumed;
            LOAD_FRAME();
            CoroutineState state = (CoroutineState)generator->state;
            generator->state = COROUTINE_RUNNING;
            sent = NONE;
            if (state == COROUTINE_AWAITS) goto await_send;
            if (state == COROUTINE_YIELDED) PUSH(NONE);
            GO();
        }
    }
    if (!value_next(vm, iterator, &value)) goto raised;
    if (value_is_unset(value)) goto iteration_ends;
    PUSH(value);
    NEXT();
}
iteration_ends : {
    // At a FOR_ITER whose iterator has no more: it goes, and the loop is over.
    Value iterator = POP();
    SAVE_FRAME();
    DROP(iterator);
    ip = frame->code->instructions + OPERAND;
    GO();
}

    // -- Imports ------------------------------------------------------------------
op_IMPORT:
op_IMPORT_TOP : {
    SAVE_FRAME();
    Value module;
    if (!import_name(vm, frame->code->names[OPERAND], CODE_OP(*ip) == OP_IMPORT_TOP,
                     &module))
        goto raised;
    PUSH(module);
    NEXT();
}
op_IMPORT_FROM : {
    SAVE_FRAME();
    Value value;
    if (!import_from(vm, TOP, frame->code->names[OPERAND], &value)) goto raised;
    PUSH(value);
    NEXT();
}
op_IMPORT_STAR : {
    SAVE_FRAME();
    if (!import_star(vm, frame, TOP)) goto raised;
    sp--;
    DROP(*sp);
    NEXT();
}

    // -- Exceptions ---------------------------------------------------------------
op_RAISE : {
    TICK();
    uint32_t count = OPERAND;
    Value cause = count == 2 ? POP() : UNSET, exception = count ? POP() : UNSET;
    SAVE_FRAME();
    if (count == 0) {
        if (reraise_handled(vm)) goto reraised;
    } else {
        raise_statement(vm, exception, cause);
        DROP(exception);
        DROP(cause);
    }
    goto raised;
}
op_PUSH_HANDLED : {
    Value exception = TOP;
    Handled *handled = vm->private->handled;
    TOP = handled->own;
    handled->own = value_keep(exception);
    vm->handled = exception;
    PUSH(exception);
    NEXT();
}
op_POP_HANDLED : {
    Value previous = POP();
    Handled *handled = vm->private->handled;
    Value exception = handled->own;
    handled->own = previous;
    vm->handled = value_is_unset(previous) ? handled->outer : previous;
    SAVE_FRAME();
    DROP(exception);
    NEXT();
}
op_MATCHES : {
    TICK();
    SAVE_FRAME();
    bool matches;
    if (!exception_matches(vm, sp[-2], sp[-1], &matches)) goto raised;
    Value type = TOP;
    TOP = value_bool(matches);
    DROP(type);
    NEXT();
}
op_MATCHES_GROUP : {
    TICK();
    SAVE_FRAME();
    Value match, rest;
    if (!exception_split(vm, sp[-2], sp[-1], &match, &rest)) goto raised;
    Value type = sp[-1], exception = sp[-2];
    sp[-2] = rest;
    sp[-1] = match;
    if (!value_is_none(match)) { // what the clause handles is its part alone
        value_set(vm, &vm->private->handled->own, value_keep(match));
        vm->handled = match;
    }
    DROP(type);
    DROP(exception);
    NEXT();
}
op_JOIN_GROUP : {
    SAVE_FRAME();
    Value joined;
    if (!exception_join(vm, sp[-2], LIST(sp[-1]), &joined)) goto raised;
    sp--;
    DROP(*sp);
    Value original = TOP;
    TOP = joined;
    DROP(original);
    NEXT();
}
op_RERAISE : {
    Value exception = POP();
    SAVE_FRAME();
    exception_restore(vm, exception);
    goto reraised;
}
op_LOAD_ASSERTION_ERROR:
    PUSH(value_keep(value_object(exception_type(vm, ASSERTION_ERROR))));
    NEXT();
op_ENTER_WITH:
op_ENTER_ASYNC_WITH : {
    TICK();
    SAVE_FRAME();
    Value exit, entered;
    if (!enter_with(vm, TOP, CODE_OP(*ip) == OP_ENTER_ASYNC_WITH, &exit, &entered))
        goto raised;
    Value manager = TOP;
    TOP = exit;
    PUSH(entered);
    DROP(manager);
    NEXT();
}
op_EXIT_WITH : {
    SAVE_FRAME();
    Value answer;
    if (!exit_with(vm, sp[-3], sp[-1], &answer)) goto raised;
    PUSH(answer);
    NEXT();
}

    // -- Coroutines and generators ------------------------------------------------
op_YIELD : {
    TICK();
    Value value = POP();
    ip++;
    SAVE_FRAME();
    bool entry = frame->is_entry, iterated = frame->is_iterated;
    Frame *back = frame->back;
    frame_suspend(vm, frame, COROUTINE_YIELDED);
    frame = back;
    if (entry) {
        *result = value;
        return STOP_YIELDS;
    }
    if (iterated) {
        LOAD_FRAME();
        PUSH(value);
        NEXT();
    }
    LOAD_FRAME();
    *result = value;
    goto chain_suspends;
}
op_GET_AWAITABLE : {
    Value object = TOP, iterator;
    if (object.kind == VALUE_OBJECT && object.object->type == vm->types.coroutine &&
        ((CoroutineObject *)object.object)->state != COROUTINE_AWAITS)
        NEXT();
    bool native = value_has_layout(object, LAYOUT_NATIVE_COROUTINE);
    if (native && !((NativeCoroutine *)object.object)->started) NEXT();
    SAVE_FRAME();
    // A future, a sleep: what it gives to send to is either itself or new.
    if (object.kind == VALUE_OBJECT && object.object->type->flags & TYPE_NATIVE &&
        !native && object.object->type != vm->types.coroutine &&
        object.object->type->slots.await && object.object->type->slots.send) {
        if (!object.object->type->slots.await(vm, object, &iterator)) goto raised;
        TOP = iterator;
        DROP(object);
        NEXT();
    }
    if (!get_awaitable(vm, object, OPERAND, &iterator)) goto raised;
    TOP = iterator;
    DROP(object);
    NEXT();
}
op_GET_YIELD_FROM : {
    Value iterator, object = TOP;
    SAVE_FRAME();
    if (!get_yield_from(vm, frame, object, &iterator)) goto raised;
    TOP = iterator;
    DROP(object);
    NEXT();
}
op_AWAIT:
    TICK();
    sent = NONE;
await_send : {
    // [sent] goes to the iterator on top.
    Value target = TOP;
    if (target.kind == VALUE_NONE) NEXT(); // a native awaited at once: it is over
    SAVE_FRAME();
    CoroutineObject *coroutine = awaited_coroutine(target);
    if (coroutine) {
        CoroutineState state = (CoroutineState)coroutine->state;
        if (state == COROUTINE_RUNNING || state == COROUTINE_DONE) {
            Value value = UNSET;
            if (!send_refused(vm, coroutine, &value)) goto raised;
            TOP = value; // an exhausted generator: yield from is over at once
            DROP(target);
            NEXT();
        }
        Frame *resumed = frame_resume(vm, coroutine);
        if (!resumed) goto raised;
        resumed->is_awaited = true;
        coroutine->state = COROUTINE_RUNNING;
        frame = resumed;
        LOAD_FRAME();
        if (state == COROUTINE_AWAITS) goto await_send;
        if (state == COROUTINE_YIELDED) PUSH(value_keep(sent));
        GO();
    }
    Type *type = value_type(vm, target);
    if (type->slots.send) {
        struct VmPrivate *private = vm->private;
        Frame *before = private->awaits;
        private->awaits = frame;
        led_to = type->slots.send(vm, target, sent, result);
        private->awaits = before;
    } else {
        led_to = send_to_iterator(vm, target, sent, result);
    }
    goto answered;
}
answered : {
    // What an AWAIT sent to or threw into, on top, has led to [led_to] and [*result].
    if (led_to == STOP_YIELDS) goto chain_suspends;
    if (led_to == STOP_RAISES) goto raised;
    if (led_to == STOP_PAUSES) {
        strand_carry(vm, NULL, NULL);
        return STOP_PAUSES;
    }
    Value target = TOP;
    TOP = *result;
    *result = UNSET; // the caller may drop it when something raises later
    DROP(target);
    NEXT();
}
await_throw : {
    // [thrown] goes to the iterator on top, or is raised here if that does not take it.
    SAVE_FRAME();
    Value target = TOP;
    CoroutineObject *coroutine = awaited_coroutine(target);
    bool exits = exception_is(vm, thrown, GENERATOR_EXIT);
    if (value_is_none(target)) { // a native awaited at once
        exception_restore(vm, value_keep(thrown));
        goto raised;
    }
    if (coroutine && !exits && coroutine->state != COROUTINE_RUNNING &&
        coroutine->state != COROUTINE_DONE) {
        CoroutineState state = (CoroutineState)coroutine->state;
        Frame *resumed = frame_resume(vm, coroutine);
        if (!resumed) goto raised;
        resumed->is_awaited = true;
        coroutine->state = COROUTINE_RUNNING;
        frame = resumed;
        LOAD_FRAME();
        frame->thrown_at = frame->ip;
        if (state == COROUTINE_AWAITS) goto await_throw;
        exception_restore(vm, value_keep(thrown));
        goto raised;
    }
    led_to = STOP_RAISES;
    if (!exits) {
        Frame *before = vm->private->awaits;
        vm->private->awaits = frame;
        led_to = throw_to_iterator(vm, target, thrown, result);
        vm->private->awaits = before;
    } else if (coroutine_close(vm, target)) {
        exception_restore(vm, value_keep(thrown));
    }
    goto answered;
}
chain_suspends : {
    // [*result] was yielded below the AWAIT of this frame: it waits, and so do all who
    // await it, up to the entry or to the loop that iterates.
    SAVE_FRAME();
    bool entry = frame->is_entry, iterated = frame->is_iterated;
    Frame *back = frame->back;
    frame_suspend_quickly(vm, frame, COROUTINE_AWAITS);
    if (entry) return STOP_YIELDS;
    frame = back;
    LOAD_FRAME();
    if (!iterated) goto chain_suspends;
    PUSH(*result);
    *result = UNSET;
    NEXT();
}
op_GET_AITER : {
    Value iterator, object = TOP;
    SAVE_FRAME();
    if (!get_aiter(vm, object, &iterator)) goto raised;
    TOP = iterator;
    DROP(object);
    NEXT();
}
op_GET_ANEXT : {
    TICK();
    SAVE_FRAME();
    Value awaitable;
    if (!get_anext(vm, TOP, &awaitable)) goto raised;
    PUSH(awaitable);
    NEXT();
}
op_END_ASYNC_FOR : {
    Value exception = POP();
    SAVE_FRAME();
    if (!exception_is(vm, exception, STOP_ASYNC_ITERATION)) {
        exception_restore(vm, exception);
        goto reraised;
    }
    DROP(exception);
    sp--;
    frame->top = sp;
    DROP(*sp);
    NEXT();
}

    // -- An exception is on its way, or the run is halted -------------------------
raised:
    if (__builtin_expect(vm->private->is_pausing, 0)) {
        vm->private->is_pausing = false;
        return STOP_PAUSES;
    }
    if (!vm->halt) trace_frame(vm, frame);
reraised:
    for (;;) {
        const HandlerRange *handler = vm->halt ? NULL : frame_handler(frame);
        if (handler) {
            Value exception = exception_take(vm);
            while (frame->top > frame->stack + handler->depth)
                value_drop(vm, *--frame->top);
            *frame->top++ = exception;
            frame->ip = frame->code->instructions + handler->target;
            LOAD_FRAME();
            GO();
        }
        if (frame->coroutine && !vm->halt) convert_stop(vm, frame);
        bool entry = frame->is_entry;
        Frame *back = frame->back;
        frame_leave(vm, frame);
        if (entry) return STOP_RAISES;
        frame = back;
        if (!vm->halt) trace_frame(vm, frame);
    }
}
