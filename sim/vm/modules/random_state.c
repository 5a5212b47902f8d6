// random_state.c -- what a generator is at the moment: getstate() and setstate() of random.py.

#include "vm/modules/random.h"

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/exception.h"

enum { STATE_VERSION = 3, STATE_NUMBERS = MERSENNE_WORDS + 1 };

// (3, the words and the place among them, gauss()'s spare number or None)
bool random_get_state(Vm *vm, Value *args, Value *result)
{
    const Random *random = RANDOM(args[0]);
    Tuple *numbers = tuple_new(vm, STATE_NUMBERS);
    for (int i = 0; i < MERSENNE_WORDS; i++)
        numbers->items[i] = value_int(random->twister.words[i]);
    numbers->items[MERSENNE_WORDS] = value_int(random->twister.next);
    Value parts[] = {value_int(STATE_VERSION), value_object(numbers),
                     random->has_spare ? value_float(random->spare) : NONE};
    *result = tuple_of(vm, parts, 3);
    object_drop(vm, numbers);
    return true;
}

static bool read_numbers(Vm *vm, const Tuple *numbers, Mersenne *twister)
{
    if (numbers->count != STATE_NUMBERS)
        return raise_error(vm, VALUE_ERROR, "state vector is the wrong size");
    int64_t number;
    for (int i = 0; i < MERSENNE_WORDS; i++) {
        if (!arg_int(vm, numbers->items[i], &number)) return false;
        twister->words[i] = (uint32_t)number;
    }
    if (!arg_int(vm, numbers->items[MERSENNE_WORDS], &number)) return false;
    if (number < 0 || number > MERSENNE_WORDS)
        return raise_error(vm, VALUE_ERROR, "invalid state");
    twister->next = (int)number;
    return true;
}

bool random_set_state(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_is_tuple(args[1]))
        return raise_error(vm, TYPE_ERROR, "state must be what getstate() has given");
    const Tuple *state = TUPLE(args[1]);
    int64_t version = 0;
    if (state->count && !arg_int(vm, state->items[0], &version)) return false;
    if (version != STATE_VERSION || state->count != 3)
        return raise_error(vm, VALUE_ERROR,
                           "state with version %lld passed to Random.setstate() of "
                           "version %d",
                           (long long)version, STATE_VERSION);
    const Value *parts = state->items;
    if (!value_is_tuple(parts[1]))
        return raise_error(vm, TYPE_ERROR, "state vector must be a tuple");
    Random *random = RANDOM(args[0]);
    Mersenne twister;
    double spare = 0.0;
    if (!value_is_none(parts[2]) && !arg_double(vm, parts[2], &spare)) return false;
    random->has_spare =
        !value_is_none(parts[2]); // even if what follows is wrong, as there
    random->spare = spare;
    if (!read_numbers(vm, TUPLE(parts[1]), &twister)) return false;
    random->twister = twister;
    return true;
}
