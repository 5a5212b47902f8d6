// random.c -- the module random: CPython's numbers, bit by bit, for the same seed.
//
// This file has the class Random: seeding, integers and sequences (Lib/random.py and
// Modules/_randommodule.c). The distributions are in random_distributions.c. What is
// never seeded begins with the scenario's seed, so that every run is the same.

#include "vm/modules/random.h"

#include "base/arena.h"
#include "vm/big.h"
#include "vm/heap.h"
#include "vm/library.h"
#include "vm/modules/modules.h"
#include "vm/numbers.h"

#include <math.h>
#include <sha512.h>
#include <stdlib.h>
#include <string.h>

// -- Seeding -----------------------------------------------------------------------

static void seed_with_int(Random *random, uint64_t number)
{
    const uint32_t key[] = {(uint32_t)number, (uint32_t)(number >> 32)};
    mersenne_seed(&random->twister, key, key[1] ? 2 : 1);
}

// [bytes] are a big-endian number.
static void seed_with_number(Random *random, const uint8_t *bytes, size_t size)
{
    size_t first = 0;
    while (first < size && bytes[first] == 0)
        first++;
    size_t count = (size - first + 3) / 4;
    uint32_t *key = memory_new(sizeof *key * (count ? count : 1));
    memset(key, 0, sizeof *key * (count ? count : 1));
    for (size_t i = 0; i < size - first; i++)
        key[i / 4] |= (uint32_t)bytes[size - 1 - i] << (i % 4 * 8);
    mersenne_seed(&random->twister, key, count ? count : 1);
    free(key);
}

// A text stands for the number that its bytes and their SHA-512 make.
static void seed_with_text(Random *random, const uint8_t *text, size_t size)
{
    uint8_t *bytes = memory_new(size + SHA512_DIGEST_LENGTH);
    memcpy(bytes, text, size);
    SHA512_CTX context;
    SHA512Init(&context);
    SHA512Update(&context, text, size);
    SHA512Final(bytes + size, &context);
    seed_with_number(random, bytes, size + SHA512_DIGEST_LENGTH);
    free(bytes);
}

static int hex_digit(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

// The bytes that an even count of hexadecimal digits are, in their place. How many.
static size_t read_digits(Text *digits)
{
    for (size_t i = 0; i < digits->size; i += 2)
        digits->bytes[i / 2] =
            (char)(hex_digit(digits->bytes[i]) << 4 | hex_digit(digits->bytes[i + 1]));
    return digits->size / 2;
}

static void seed_with_big(Random *random, Value big)
{
    Text magnitude = {0}, digits = {0};
    whole_add_digits(&magnitude, big, 16);
    if (magnitude.size % 2) text_add_char(&digits, '0');
    text_add(&digits, text_string(&magnitude));
    size_t size = read_digits(&digits);
    seed_with_number(random, (uint8_t *)digits.bytes, size);
    text_free(&magnitude);
    text_free(&digits);
}

// bytes and bytearray, which are classes of the library's: asked for their hex().
static bool seed_with_bytes(Vm *vm, Random *random, Value bytes)
{
    Value hex;
    if (!call_method(vm, bytes, "hex", NULL, 0, &hex)) return false;
    Text digits = {0};
    text_add_bytes(&digits, STR(hex)->bytes, STR(hex)->size);
    value_drop(vm, hex);
    size_t size = read_digits(&digits);
    seed_with_text(random, (const uint8_t *)text_string(&digits), size);
    text_free(&digits);
    return true;
}

static bool is_bytes(Vm *vm, Value v)
{
    const char *name = type_short_name(value_type(vm, v));
    return value_type(vm, v)->flags & TYPE_LIBRARY &&
           (strcmp(name, "bytes") == 0 || strcmp(name, "bytearray") == 0);
}

static bool seed(Vm *vm, Random *random, Value with)
{
    random->has_spare = false;
    if (value_is_none(with)) {
        seed_with_int(random, vm->seed < 0 ? -(uint64_t)vm->seed : (uint64_t)vm->seed);
        return true;
    }
    if (value_is_str(with)) {
        seed_with_text(random, (const uint8_t *)STR(with)->bytes, STR(with)->size);
        return true;
    }
    if (is_bytes(vm, with)) return seed_with_bytes(vm, random, with);
    if (value_is_big(with)) {
        seed_with_big(random, with);
        return true;
    }
    with = number_plain(with);
    if (with.kind == VALUE_FLOAT) {
        int64_t hash;
        if (!value_hash(vm, with, &hash)) return false;
        seed_with_int(random, (uint64_t)hash);
        return true;
    }
    if (value_is_int(with)) {
        uint64_t number = (uint64_t)with.integer;
        seed_with_int(random, with.integer < 0 ? -number : number);
        return true;
    }
    return raise_error(vm, TYPE_ERROR,
                       "The only supported seed types are:\n"
                       "None, int, float, str, bytes, and bytearray.");
}

static bool method_seed(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return seed(vm, RANDOM(args[0]), args[1]);
}

static bool random_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    Random *random = object_new(vm, type);
    *result = value_object(random);
    return seed(vm, random, NONE);
}

// All that it has are numbers: its bytes are the copy.
static void random_copy(Copying *copying, Object *copy)
{
    (void)copying;
    (void)copy;
}

static bool random_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Random", "x=None", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool good = seed(vm, RANDOM(self), args[0]);
    arguments_unbind(vm, &spec, args);
    return good;
}

// -- Integers ----------------------------------------------------------------------

static int bit_length(uint64_t number)
{
    return number ? 64 - __builtin_clzll(number) : 0;
}

// [bits] random bits, at most 64.
static uint64_t random_bits(Random *random, int bits)
{
    if (bits <= 0) return 0;
    if (bits <= 32) return mersenne_next(&random->twister) >> (32 - bits);
    uint64_t low = mersenne_next(&random->twister);
    return low | (uint64_t)(mersenne_next(&random->twister) >> (64 - bits)) << 32;
}

static uint64_t random_below(Random *random, uint64_t limit)
{
    int bits = bit_length(limit);
    uint64_t number = random_bits(random, bits);
    while (number >= limit)
        number = random_bits(random, bits);
    return number;
}

// Words of 32 bits, the lowest first, as _random.Random.getrandbits() fills them.
static bool long_bits(Vm *vm, Random *random, int64_t bits, Value *result)
{
    size_t count = (size_t)(bits - 1) / 32 + 1;
    if (!heap_allows(vm, count * sizeof(uint32_t))) return false;
    uint32_t *words = memory_new(count * sizeof *words);
    for (size_t i = 0; i < count; i++, bits -= 32) {
        words[i] = mersenne_next(&random->twister);
        if (bits < 32) words[i] >>= 32 - bits;
    }
    bool ok = big_from_words(vm, words, count, result);
    free(words);
    return ok;
}

static bool method_getrandbits(Vm *vm, Value *args, Value *result)
{
    int64_t bits;
    if (!arg_int(vm, args[1], &bits)) return false;
    if (bits < 0)
        return raise_error(vm, VALUE_ERROR, "number of bits must be non-negative");
    if (bits > 63) return long_bits(vm, RANDOM(args[0]), bits, result);
    *result = value_int((int64_t)random_bits(RANDOM(args[0]), (int)bits));
    return true;
}

// The exception for a range without numbers, whose bounds are shown as str() has them.
static bool empty_range(Vm *vm, Value start, Value stop, Value step)
{
    Text text = {0};
    text_add(&text, "empty range in randrange(");
    bool good = text_add_str(vm, &text, start);
    text_add(&text, ", ");
    good = good && text_add_str(vm, &text, stop);
    if (!value_is_unset(step)) {
        text_add(&text, ", ");
        good = good && text_add_str(vm, &text, step);
    }
    if (good) raise_error(vm, VALUE_ERROR, "%s)", text_string(&text));
    text_free(&text);
    return false;
}

// How many numbers range(start, stop, step) has; the difference of two int64 fits into
// uint64.
static uint64_t count_steps(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0 ? start >= stop : start <= stop) return 0;
    uint64_t width =
        step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : -(uint64_t)step;
    return (width - 1) / stride + 1;
}

static bool pick(Vm *vm, Random *random, Value from, Value to, Value by, Value *result)
{
    int64_t start, stop, step = 1;
    if (!arg_int(vm, from, &start) || !arg_int(vm, to, &stop)) return false;
    if (!value_is_unset(by) && !arg_int(vm, by, &step)) return false;
    if (step == 0) return raise_error(vm, VALUE_ERROR, "zero step for randrange()");
    uint64_t count = count_steps(start, stop, step);
    if (count == 0) return empty_range(vm, from, to, step == 1 ? UNSET : by);
    uint64_t number = random_below(random, count);
    *result = value_int((int64_t)((uint64_t)start + (uint64_t)step * number));
    return true;
}

static bool method_randrange(Vm *vm, Value *args, Value *result)
{
    if (!value_is_none(args[2]))
        return pick(vm, RANDOM(args[0]), args[1], args[2], args[3], result);
    int64_t stop;
    if (!arg_int(vm, args[1], &stop)) return false;
    if (!value_is_unset(args[3]))
        return raise_error(vm, TYPE_ERROR, "Missing a non-None stop argument");
    if (stop <= 0) return raise_error(vm, VALUE_ERROR, "empty range for randrange()");
    *result = value_int((int64_t)random_below(RANDOM(args[0]), (uint64_t)stop));
    return true;
}

static bool method_randint(Vm *vm, Value *args, Value *result)
{
    Value stop = UNSET;
    if (!value_binary(vm, BINARY_ADD, args[2], value_int(1), &stop)) return false;
    bool good = pick(vm, RANDOM(args[0]), args[1], stop, UNSET, result);
    value_drop(vm, stop);
    return good;
}

static bool method_random(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_float(mersenne_double(&RANDOM(args[0])->twister));
    return true;
}

// -- Sequences ---------------------------------------------------------------------

static bool method_choice(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!value_len(vm, args[1], &count)) return false;
    if (count == 0)
        return raise_error(vm, INDEX_ERROR, "Cannot choose from an empty sequence");
    uint64_t at = random_below(RANDOM(args[0]), (uint64_t)count);
    return value_get_item(vm, args[1], value_int((int64_t)at), result);
}

// sequence[a], sequence[b] = sequence[b], sequence[a]
static bool swap_items(Vm *vm, Value sequence, int64_t a, int64_t b)
{
    Value first = UNSET, second = UNSET;
    bool good = value_get_item(vm, sequence, value_int(b), &second) &&
                value_get_item(vm, sequence, value_int(a), &first) &&
                value_set_item(vm, sequence, value_int(a), second) &&
                value_set_item(vm, sequence, value_int(b), first);
    value_drop(vm, first);
    value_drop(vm, second);
    return good;
}

static bool method_shuffle(Vm *vm, Value *args, Value *result)
{
    int64_t count;
    if (!value_len(vm, args[1], &count)) return false;
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t j = (int64_t)random_below(RANDOM(args[0]), (uint64_t)i + 1);
        if (!swap_items(vm, args[1], i, j)) return false;
    }
    *result = NONE;
    return true;
}

// The running sums of [weights] in a new list.
static bool accumulate(Vm *vm, Value weights, Value *result)
{
    Value all = UNSET;
    if (!list_from_iterable(vm, weights, &all)) return false;
    List *list = LIST(all);
    for (uint32_t i = 1; i < list->count; i++) {
        Value sum = UNSET;
        if (!value_binary(vm, BINARY_ADD, list->items[i - 1], list->items[i], &sum)) {
            value_drop(vm, all);
            return false;
        }
        value_set(vm, &list->items[i], sum);
    }
    *result = all;
    return true;
}

// bisect.bisect(sums, x, 0, high): where x belongs, behind equal ones.
static bool bisect(Vm *vm, const List *sums, Value x, uint32_t high, uint32_t *result)
{
    uint32_t low = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        bool less;
        if (!value_less(vm, x, sums->items[middle], &less)) return false;
        if (less)
            high = middle;
        else
            low = middle + 1;
    }
    *result = low;
    return true;
}

// choices() without weights.
static bool choose_evenly(Vm *vm, Random *random, Value population, int64_t n, int64_t k,
                          List *chosen)
{
    for (int64_t i = 0; i < k; i++) {
        int64_t at = (int64_t)floor(mersenne_double(&random->twister) * (double)n);
        Value item = UNSET;
        if (!value_get_item(vm, population, value_int(at), &item) ||
            !list_take(vm, chosen, item))
            return false;
    }
    return true;
}

static bool check_total(Vm *vm, double total)
{
    if (total <= 0.0)
        return raise_error(vm, VALUE_ERROR, "Total of weights must be greater than zero");
    if (!isfinite(total))
        return raise_error(vm, VALUE_ERROR, "Total of weights must be finite");
    return true;
}

static bool choose_weighted(Vm *vm, Random *random, Value population, int64_t n,
                            const List *sums, int64_t k, List *chosen)
{
    if (sums->count != n)
        return raise_error(vm, VALUE_ERROR,
                           "The number of weights does not match the population");
    if (n == 0) return raise_error(vm, INDEX_ERROR, "list index out of range");
    double total;
    if (!arg_double(vm, sums->items[sums->count - 1], &total)) return false;
    if (!check_total(vm, total)) return false;
    for (int64_t i = 0; i < k; i++) {
        Value x = value_float(mersenne_double(&random->twister) * total);
        Value item = UNSET;
        uint32_t at;
        if (!bisect(vm, sums, x, sums->count - 1, &at) ||
            !value_get_item(vm, population, value_int(at), &item) ||
            !list_take(vm, chosen, item))
            return false;
    }
    return true;
}

// The cumulative weights of choices(): UNSET without weights. Owned.
static bool weights_of(Vm *vm, Value weights, Value cumulative, Value *sums)
{
    *sums = UNSET;
    if (value_is_none(cumulative)) {
        if (value_is_none(weights)) return true;
        if (value_is_int(weights))
            return raise_error(vm, TYPE_ERROR,
                               "The number of choices must be a keyword argument: k=%lld",
                               (long long)weights.integer);
        return accumulate(vm, weights, sums);
    }
    if (!value_is_none(weights))
        return raise_error(vm, TYPE_ERROR,
                           "Cannot specify both weights and cumulative weights");
    return list_from_iterable(vm, cumulative, sums);
}

static bool method_choices(Vm *vm, Value *args, Value *result)
{
    int64_t n, k;
    Value sums = UNSET;
    if (!value_len(vm, args[1], &n)) return false;
    if (!weights_of(vm, args[2], args[3], &sums)) return false;
    List *chosen = list_new(vm);
    Random *random = RANDOM(args[0]);
    bool good = arg_int(vm, args[4], &k) &&
                (value_is_unset(sums)
                     ? choose_evenly(vm, random, args[1], n, k, chosen)
                     : choose_weighted(vm, random, args[1], n, LIST(sums), k, chosen));
    value_drop(vm, sums);
    if (good)
        *result = value_object(chosen);
    else
        object_drop(vm, chosen);
    return good;
}

// -- sample ------------------------------------------------------------------------

// The size from which CPython remembers what it selected instead of copying everything.
static double pool_size(int64_t k)
{
    double size = 21;
    if (k > 5) size += pow(4, ceil(log((double)k * 3) / log(4)));
    return size;
}

static bool sample_from_pool(Vm *vm, Random *random, Value population, int64_t n,
                             int64_t k, List *chosen)
{
    Value all = UNSET;
    if (!list_from_iterable(vm, population, &all)) return false;
    List *pool = LIST(all);
    bool good = true;
    for (int64_t i = 0; i < k && good; i++) {
        uint64_t j = random_below(random, (uint64_t)(n - i));
        good = list_append(vm, chosen, pool->items[j]);
        value_set(vm, &pool->items[j], value_keep(pool->items[n - i - 1]));
    }
    value_drop(vm, all);
    return good;
}

static bool sample_remembering(Vm *vm, Random *random, Value population, int64_t n,
                               int64_t k, List *chosen)
{
    Set *selected = set_new(vm, false);
    bool good = true;
    for (int64_t i = 0; i < k && good; i++) {
        bool taken = true;
        Value at = UNSET, item = UNSET;
        while (good && taken) {
            at = value_int((int64_t)random_below(random, (uint64_t)n));
            good = set_contains(vm, selected, at, &taken);
        }
        good = good && set_add(vm, selected, at) &&
               value_get_item(vm, population, at, &item) && list_take(vm, chosen, item);
    }
    object_drop(vm, selected);
    return good;
}

static bool sample(Vm *vm, Random *random, Value population, int64_t n, int64_t k,
                   Value *result)
{
    if (k < 0 || k > n)
        return raise_error(vm, VALUE_ERROR,
                           "Sample larger than population or is negative");
    List *chosen = list_new(vm);
    bool good = (double)n <= pool_size(k)
                    ? sample_from_pool(vm, random, population, n, k, chosen)
                    : sample_remembering(vm, random, population, n, k, chosen);
    if (good)
        *result = value_object(chosen);
    else
        object_drop(vm, chosen);
    return good;
}

// Replaces the numbers in [chosen] by the members of the population that they fall on.
static bool apply_counts(Vm *vm, Value population, const List *sums, List *chosen)
{
    for (uint32_t i = 0; i < chosen->count; i++) {
        uint32_t at;
        Value item = UNSET;
        if (!bisect(vm, sums, chosen->items[i], sums->count, &at) ||
            !value_get_item(vm, population, value_int(at), &item))
            return false;
        value_set(vm, &chosen->items[i], item);
    }
    return true;
}

// sample(counts=...): as if each member stood there so many times.
static bool sample_counted(Vm *vm, Random *random, Value population, int64_t n, int64_t k,
                           Value counts, Value *result)
{
    Value all = UNSET, numbers = UNSET;
    if (!accumulate(vm, counts, &all)) return false;
    List *sums = LIST(all);
    bool good = true;
    if (sums->count != n)
        good = raise_error(vm, VALUE_ERROR,
                           "The number of counts does not match the population");
    if (good && sums->count == 0)
        good = raise_error(vm, INDEX_ERROR, "pop from empty list");
    Value total = good ? value_keep(sums->items[sums->count - 1]) : UNSET;
    if (good && !value_is_int(total))
        good = raise_error(vm, TYPE_ERROR, "Counts must be integers");
    if (good && total.integer <= 0)
        good = raise_error(vm, VALUE_ERROR, "Total of counts must be greater than zero");
    if (good) {
        value_drop(vm, list_remove_at(vm, sums, sums->count - 1));
        Value range = range_new(vm, 0, total.integer, 1);
        good = sample(vm, random, range, total.integer, k, &numbers);
        value_drop(vm, range);
    }
    good = good && apply_counts(vm, population, sums, LIST(numbers));
    value_drop(vm, total);
    value_drop(vm, all);
    if (good)
        *result = numbers;
    else
        value_drop(vm, numbers);
    return good;
}

static bool is_sequence(Vm *vm, Value v)
{
    if (value_is_dict(v) || value_is_set(v)) return false;
    if (value_is_list(v) || value_is_tuple(v) || value_is_str(v)) return true;
    const Slots *slots = &value_type(vm, v)->slots;
    return slots->len && slots->get_item;
}

static bool method_sample(Vm *vm, Value *args, Value *result)
{
    int64_t n, k;
    if (!is_sequence(vm, args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "Population must be a sequence.  "
                           "For dicts or sets, use sorted(d).");
    if (!value_len(vm, args[1], &n) || !arg_int(vm, args[2], &k)) return false;
    Random *random = RANDOM(args[0]);
    if (!value_is_none(args[3]))
        return sample_counted(vm, random, args[1], n, k, args[3], result);
    return sample(vm, random, args[1], n, k, result);
}

static bool method_randbytes(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_chance", "_randbytes", args, 2, result);
}

static bool method_binomialvariate(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[2])) args[2] = value_float(0.5);
    return library_call(vm, "_chance", "_binomialvariate", args, 3, result);
}

// -- The module --------------------------------------------------------------------

static const NativeSpec random_methods[] = {
    {"random", "self, /", method_random, 0},
    {"getrandbits", "self, k, /", method_getrandbits, 0},
    {"seed", "self, a=None, version=2", method_seed, NATIVE_PYTHON},
    {"randrange", "self, start, stop=None, step=", method_randrange, NATIVE_PYTHON},
    {"randint", "self, a, b", method_randint, NATIVE_PYTHON},
    {"choice", "self, seq", method_choice, NATIVE_PYTHON},
    {"shuffle", "self, x", method_shuffle, NATIVE_PYTHON},
    {"sample", "self, population, k, *, counts=None", method_sample, NATIVE_PYTHON},
    {"choices", "self, population, weights=None, *, cum_weights=None, k=1",
     method_choices, NATIVE_PYTHON},
    {"getstate", "self", random_get_state, NATIVE_PYTHON},
    {"setstate", "self, state", random_set_state, NATIVE_PYTHON},
    {"randbytes", "self, n", method_randbytes, NATIVE_PYTHON},
    {"binomialvariate", "self, n=1, p=", method_binomialvariate, NATIVE_PYTHON},
    {0},
};

static const TypeSpec basic_spec = {
    .name = "Random",
    .module = "_random",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Random),
    .slots = {.create = random_create, .init = random_init, .copy = random_copy},
    .methods = random_methods,
    .has_attributes = true,
};

static const TypeSpec random_spec = {
    .name = "Random",
    .module = "random",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Random),
    .methods = random_distributions,
};

// The module's functions are the methods of one hidden instance.
static void set_functions(Vm *vm, Module *module, Value instance,
                          const NativeSpec *methods)
{
    for (const NativeSpec *method = methods; method->name; method++) {
        Value bound = UNSET;
        value_get_attribute(vm, instance, str_intern(vm, method->name), &bound);
        module_set(vm, module, method->name, bound);
    }
}

void random_reseed(Vm *vm)
{
    seed(vm, RANDOM(value_object(vm->random)), NONE);
}

Module *random_module(Vm *vm)
{
    Module *module = module_new(vm, "random", NULL);
    Type *basic = type_new(vm, &basic_spec, NULL);
    Type *type = type_new(vm, &random_spec, basic);
    Value instance = UNSET;
    random_create(vm, type, NULL, &instance);
    set_functions(vm, module, instance, random_methods);
    set_functions(vm, module, instance, random_distributions);
    vm->random = instance.object; // the functions keep it
    module_set(vm, module, "Random", value_object(type));
    value_drop(vm, instance);
    return module;
}
