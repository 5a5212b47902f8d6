// vm.c -- the interpreter: runs frames until one of them, the entry, is left.
//
// Calls between functions of the program, awaits and generators in a for loop push and
// pop frames inside this loop. Only builtins that call back nest it. What is here is what
// must be fast; other instructions are functions (outlined.def), and so is the slow side of
// these. dispatch.h tells what the words in capitals do.

#include "vm/vm.h"

#include "vm/dispatch.h"
#include "vm/frame.h"
#include "vm/numbers.h"
#include "vm/quick_calls.h"

#include <string.h>

Stop frame_run(Vm *vm, Frame *frame, Value given, bool throws, Value *result)
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
entered:
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
        if (throws) {
            frame->thrown_at = frame->ip;
            if (state == COROUTINE_AWAITS) goto await_throw;
            exception_restore(vm, value_keep(given));
            goto raised;
        }
        if (state == COROUTINE_AWAITS) goto await_send;
        if (state == COROUTINE_YIELDED) PUSH(value_keep(given));
    }
    GO();

    // -- Pairs of instructions: see quick.def ---------------------------------------
op_FOR_ITER_STORE : {
    Value *local = &locals[CODE_OPERAND(ip[1])];
    if (!counting_left(TOP) || local->kind == VALUE_OBJECT || !fuel_taken(vm, 2))
        goto op_FOR_ITER;
    *local = counting_next(&TOP);
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
    if (global->version != frame->globals->keys_version || global->index == CACHE_BUILTIN)
        goto op_LOAD_GLOBAL;
    Value object = frame->globals->entries[global->index].value;
    if (!value_has_layout(object, LAYOUT_MODULE)) goto op_LOAD_GLOBAL;
    const Dict *attributes = ((Module *)object.object)->attributes;
    if (attribute->version != attributes->keys_version || !fuel_taken(vm, 1))
        goto op_LOAD_GLOBAL;
    PUSH(value_keep(attributes->entries[attribute->index].value));
    PUSH(UNSET);
    SKIP_PAIR();
}
    NUMBER_OP(INT_ADD, LOAD_INT, INT_AT, int_added)
    NUMBER_OP(INT_SUB, LOAD_INT, INT_AT, int_subtracted)
    NUMBER_OP(INT_MUL, LOAD_INT, INT_AT, int_multiplied)
    NUMBER_OP(INT_MOD, LOAD_INT, INT_AT, int_rest)
    NUMBER_OP(INT_DIV, LOAD_INT, INT_AT, int_divided)
    NUMBER_OP(CONST_ADD, LOAD_CONST, CONST_AT, int_added)
    NUMBER_OP(CONST_SUB, LOAD_CONST, CONST_AT, int_subtracted)
    NUMBER_OP(CONST_MUL, LOAD_CONST, CONST_AT, int_multiplied)
    NUMBER_OP(CONST_MOD, LOAD_CONST, CONST_AT, int_rest)
    NUMBER_OP(CONST_DIV, LOAD_CONST, CONST_AT, int_divided)
    NUMBER_OP(CONST_MASK, LOAD_CONST, CONST_AT, int_masked)
op_ADD_STORE : {
    Value *local = &locals[CODE_OPERAND(ip[1])];
    int64_t number;
    if (sp[-2].kind != VALUE_INT || sp[-1].kind != VALUE_INT ||
        local->kind == VALUE_OBJECT ||
        __builtin_add_overflow(sp[-2].integer, sp[-1].integer, &number) ||
        !fuel_taken(vm, 2))
        goto op_BINARY_ADD_QUICK;
    sp -= 2;
    *local = value_int(number);
    SKIP_PAIR();
}
op_COMPARE_JUMP : {
    if (sp[-2].kind != VALUE_INT || sp[-1].kind != VALUE_INT || !fuel_taken(vm, 2))
        goto op_COMPARE;
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
    if (!store_global(vm, frame, cache, value)) goto raised;
    NEXT();
}

    // -- Operators ----------------------------------------------------------------
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
    BINARY_SLOWLY(BINARY_MOD);
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
    BINARY_SLOWLY(BINARY_DIV);
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
    TOP_MADE(made);
    DROP(left);
    NEXT();
}

    // -- Attributes and items -----------------------------------------------------
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
    TOP_MADE(value);
    DROP(container);
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
                sp = drop_call(vm, sp, base);
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
            if (!code->resumable) {
                Arguments by_position = {values, count, NULL, NULL};
                Frame *callee = call_enter_bound(vm, frame, base, &by_position);
                if (!callee) goto raised;
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
                sp = drop_call(vm, sp, base);
                PUSH_MADE(made);
                NEXT();
            }
        } else if (values == base + 1) {
            Frame *callee;
            if (!call_enter(vm, base, count, &callee)) goto raised;
            if (callee) {
                frame = callee;
                LOAD_FRAME();
                GO();
            }
        }
        Value made;
        Arguments arguments = {values, count, NULL};
        if (!call_with(vm, *base, &arguments, &made)) goto raised;
        sp = drop_operands(vm, sp, base);
        PUSH_MADE(made);
        NEXT();
    }
op_RETURN : {
    Value value = POP();
    SAVE_FRAME();
    bool entry = frame->is_entry, awaited = frame->is_awaited, init = frame->is_init;
    bool iterated = frame->is_iterated;
    bool ends_stream = frame->code->code->flags & CODE_ASYNC_GENERATOR;
    if (init && !value_is_none(value) && !init_returned(vm, value)) goto raised;
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

    // -- Building -----------------------------------------------------------------
op_LIST_APPEND : {
    Value item = POP();
    SAVE_FRAME();
    if (!list_take(vm, LIST(sp[-(ptrdiff_t)OPERAND]), item)) goto raised;
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

    // -- Jumps --------------------------------------------------------------------
op_TICK:
    TICK();
    NEXT();
op_JUMP_BACK:
op_JUMP:
    ip = frame->code->instructions + OPERAND;
    GO();
    JUMP_IF(JUMP_IF_FALSE, false)
    JUMP_IF(JUMP_IF_TRUE, true)
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
    TOP_MADE(iterator);
    DROP(iterable);
    NEXT();
}
op_GET_ITER_LOOP : {
    Value iterable = TOP;
    if (!range_counting(vm, iterable, &TOP)) goto op_GET_ITER;
    SAVE_FRAME();
    DROP(iterable);
    NEXT();
}
op_CALL_LOOP : {
    Value counting;
    bool is_counting = OPERAND == 1 && range_call_counting(vm, sp[-2], TOP, &counting);
    if (!is_counting || !fuel_taken(vm, 1)) goto op_CALL;
    sp--;
    Value callee = TOP;
    TOP_MADE(counting);
    DROP(callee);
    SKIP_PAIR();
}
op_FOR_ITER : {
    TICK();
    Value iterator = TOP, value;
    if (counting_left(iterator)) {
        value = counting_next(&TOP);
        PUSH(value);
        NEXT();
    }
    if (iterator.kind == VALUE_COUNTING) goto iteration_ends;
    Type *type = value_type(vm, iterator);
    if (type == vm->types.range_iterator) {
        RangeIterator *range = (RangeIterator *)iterator.object;
        if (range->left > 0) {
            PUSH(value_int(range->next));
            // The last step may leave the 64 bits; nobody sees the number then.
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
            range->left--;
            NEXT();
        }
        goto iteration_ends;
    }
    SAVE_FRAME();
    if (is_generator_object(vm, iterator)) {
        CoroutineObject *generator = (CoroutineObject *)iterator.object;
        if (generator->state == COROUTINE_DONE) goto iteration_ends;
        if (generator->state != COROUTINE_RUNNING) {
            given = NONE;
            RESUME(generator, is_iterated);
            if (state == COROUTINE_AWAITS) goto await_send;
            if (state == COROUTINE_YIELDED) PUSH(NONE);
            GO();
        }
    }
    if (!value_next(vm, iterator, &value)) goto raised;
    if (value_is_unset(value)) goto iteration_ends;
    PUSH_MADE(value);
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
op_RERAISE : {
    Value exception = POP();
    SAVE_FRAME();
    exception_restore(vm, exception);
    goto reraised;
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
        TOP_MADE(iterator);
        DROP(object);
        NEXT();
    }
    if (!get_awaitable(vm, object, OPERAND, &iterator)) goto raised;
    TOP_MADE(iterator);
    DROP(object);
    NEXT();
}
op_AWAIT:
    TICK();
    given = NONE;
await_send : {
    // [given] goes to the iterator on top.
    Value target = TOP;
    if (target.kind == VALUE_NONE) NEXT(); // a native awaited at once: it is over
    SAVE_FRAME();
    CoroutineObject *coroutine = awaited_coroutine(target);
    if (coroutine) {
        if (coroutine->state == COROUTINE_RUNNING || coroutine->state == COROUTINE_DONE) {
            Value value = UNSET;
            if (!send_refused(vm, coroutine, &value)) goto raised;
            TOP = value; // an exhausted generator: yield from is over at once
            DROP(target);
            NEXT();
        }
        RESUME(coroutine, is_awaited);
        if (state == COROUTINE_AWAITS) goto await_send;
        if (state == COROUTINE_YIELDED) PUSH(value_keep(given));
        GO();
    }
    led_to = send_to_awaited(vm, frame, given, result);
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
    TOP_MADE(*result);
    *result = UNSET; // the caller may drop it when something raises later
    DROP(target);
    NEXT();
}
await_throw : {
    // [given] goes to the iterator on top, or is raised here if that does not take it.
    SAVE_FRAME();
    CoroutineObject *coroutine = awaited_coroutine(TOP);
    if (coroutine && !exception_is(vm, given, GENERATOR_EXIT) &&
        coroutine->state != COROUTINE_RUNNING && coroutine->state != COROUTINE_DONE) {
        RESUME(coroutine, is_awaited);
        frame->thrown_at = frame->ip;
        if (state == COROUTINE_AWAITS) goto await_throw;
        exception_restore(vm, value_keep(given));
        goto raised;
    }
    led_to = throw_to_awaited(vm, frame, given, result);
    goto answered;
}
chain_suspends : {
    // [*result] was yielded below the AWAIT of this frame: it waits, and so do all who
    // await it, up to the entry or to the loop that iterates.
    SAVE_FRAME();
    bool entry = frame->is_entry, iterated = frame->is_iterated;
    bool relayed = frame->is_relayed;
    Frame *back = frame->back;
    frame_suspend_quickly(vm, frame, COROUTINE_AWAITS);
    if (relayed && (frame = coroutine_relay(vm, result))) {
        given = NONE;
        goto entered;
    }
    if (entry) return STOP_YIELDS;
    frame = back;
    LOAD_FRAME();
    if (!iterated) goto chain_suspends;
    PUSH_MADE(*result);
    *result = UNSET;
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

// -- Instructions that are functions -------------------------------------------
#include "vm/outlined.def"

    // -- An exception is on its way, or the run is halted -------------------------
raised:
    if (__builtin_expect(vm->private->is_pausing, 0)) {
        vm->private->is_pausing = false;
        return STOP_PAUSES;
    }
    if (!vm->halt) trace_frame(vm, frame);
reraised:
    frame = frame_unwind(vm, frame);
    if (!frame) return STOP_RAISES;
    LOAD_FRAME();
    GO();
}
