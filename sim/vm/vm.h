// vm.h -- the virtual machine of one run: its state, and running code.
//
// One Vm is one run of one program; nothing is shared between runs but the bytecode. The
// layers above hook into it by the few function pointers in VmHooks: the vm knows nothing
// of tasks, and the trace hears of a print through the hook.

#ifndef VM_VM_H
#define VM_VM_H

#include "base/limits.h"
#include "base/simtime.h"
#include "code/bytecode.h"
#include "trace/trace.h"
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/coroutine.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/object.h"
#include "vm/operators.h"

typedef struct Frame Frame;
typedef struct Clock Clock; // machine/clock.h

// Why a run ends without the program's doing. While it is set every function returns
// false, no handler and no finally is entered.
typedef enum Halt {
    HALT_NONE,
    HALT_LIMIT, // vm->limit says which
    HALT_DEADLOCK,
    HALT_INTERRUPT, // SIGINT
} Halt;

// What the layers above do for the vm. Any may be NULL.
typedef struct VmHooks {
    // Called now and then while the program computes: progress.
    void (*look_around)(Vm *vm);
    // Text written by print(): to standard output or (stderr) to standard error.
    void (*write)(Vm *vm, bool to_stderr, const char *bytes, size_t size);
    // A diagnostic of semantics.md, e.g. "never-awaited": the English sentence and the
    // line it is about (0: where the program is now).
    void (*diagnostic)(Vm *vm, const char *code, int line, const char *sentence);
    // cpu(s) and time.sleep(s) with a checked duration: takes the time.
    bool (*compute)(Vm *vm, SimTime duration);
    bool (*block)(Vm *vm, SimTime duration);
    // With vm_charge_operations(): one operation of the source is about to be done. False
    // if the run is halted.
    bool (*operation)(Vm *vm);
    // An async generator is iterated for the first time (sys.set_asyncgen_hooks).
    bool (*asyncgen_first)(Vm *vm, Value generator);
    // One dies unfinished: true if the loop takes it over (it is kept then).
    bool (*asyncgen_finalize)(Vm *vm, Value generator);
    // One that was iterated dies for good, finished or closed: not to be remembered.
    void (*asyncgen_gone)(Vm *vm, Value generator);
    // A coroutine of the program was made, or dropped without ever being awaited.
    void (*coroutine_made)(Vm *vm, Value coroutine);
    void (*coroutine_dropped)(Vm *vm, Value coroutine);
    // The coroutine that coroutine_go_on() runs has yielded [*yielded]. The next one to go on
    // with None, suspended in this same way, if that is known already: borrowed, and
    // [*yielded] is taken over. Else NULL, and coroutine_go_on() returns; [*yielded] is
    // UNSET then if it was taken over all the same.
    Object *(*coroutine_yields)(Vm *vm, Value *yielded);
} VmHooks;

// The native types that C code asks for by name. Those of other layers are theirs.
#define VM_TYPES(X)                                                                      \
    X(object)                                                                            \
    X(type)                                                                              \
    X(none)                                                                              \
    X(bool_) X(int_) X(big) X(big_range) X(float_) X(ellipsis) X(not_implemented) X(str) \
        X(tuple) X(list) X(dict) X(set) X(frozenset) X(range) X(slice) X(function)       \
            X(native) X(method) X(module) X(cell) X(property) X(static_method) X(        \
                class_method) X(super) X(coroutine) X(generator) X(async_generator)      \
                X(native_coroutine) X(async_send) X(code) X(traceback) X(generic_alias)  \
                    X(str_iterator) X(sequence_iterator) X(list_iterator) X(             \
                        list_reverse_iterator) X(tuple_iterator) X(range_iterator)       \
                        X(set_iterator) X(call_iterator) X(enumerate) X(zip) X(map) X(   \
                            filter) X(reversed)                                          \
                            X(union_type) /* of modules, made when they are imported */  \
        X(partial) X(cached_call) X(comparison_key) X(cached_property) X(cache_info)     \
            X(deque) X(deque_iterator) X(deque_reverse_iterator) X(defaultdict)          \
                X(counter) X(ordered_dict) X(tuple_field) X(context) X(context_var)      \
                    X(context_token)

typedef struct VmTypes {
#define X(name) Type *name;
    VM_TYPES(X)
#undef X
    Type *dict_views[3]; // by DictPart, as the next two
    Type *dict_iterators[3];
    Type *dict_reverse_iterators[3];
    Type *exceptions[EXCEPTION_KIND_COUNT];
} VmTypes;

typedef struct VmNames {
#define NAME(identifier, text) Str *identifier;
#include "vm/names.def"
#undef NAME
} VmNames;

struct Vm {
    Heap *heap;
    VmTypes types;
    VmNames names;
    VmHooks hooks;
    Limits limits;

    Value raised;       // the exception on its way, or UNSET
    Value handled;      // the one being handled (sys.exception()), or UNSET
    Tuple *empty_tuple; // the only one; NULL before the first
    Value stop_value;   // the value of the last StopIteration that ended an iteration
    Halt halt;
    int halt_line;      // where the program was then
    uint32_t halt_task; // in whose step, or 0; set by the loop
    const char *limit;  // name of the limit that was passed, when halt is HALT_LIMIT
    int64_t fuel;       // operations until the machine looks up: limit, signals, progress
    int64_t slice;      // of which so much was given last
    int64_t steps;      // operations done before the present fuel
    int64_t work;       // of builtins until the machine looks up, see vm_spend()

    bool finishing;   // the module's names go, as at the exit of CPython
    bool closing;     // the run is over: nothing of the program runs any more
    Frame *frame;     // the innermost running frame, NULL outside
    int depth;        // frames on the way, for RecursionError
    int recursion_limit; // how many there may be: sys.setrecursionlimit()
    int native_depth; // C calls on the way
    int native_depth_most; // how many the C stack has room for

    struct VarContext *context; // of context variables; counted; NULL: empty, see context.h

    Text *unwritten; // what a print on its way has gathered, or NULL: see print_flush()

    Dict *builtins;
    Dict *globals; // of __main__
    Dict *modules; // imported ones by name (sys.modules)

    Clock *clock;  // NULL in unit tests of the vm alone
    Trace *trace;  // NULL when nothing is recorded
    void *owner;   // of whoever opened the machine
    void *threads; // struct Threads of threads/threads.h, or NULL
    void *asyncio; // struct Asyncio of asyncio/module.h, once imported
    void *random;  // struct Random behind the functions of that module, once imported
    int64_t seed;
    const Bytecode *bytecode;
    volatile int *interrupted;  // set by a signal handler; may be NULL
    struct VmPrivate *private;  // of vm/*.c
    struct StrTable *strs;      // interned strs, see strings.c
    struct ReprGuard *printing; // whose repr is being made, the innermost first
};

// A new machine without a program: types, builtins, modules registered. The caller closes
// it; all that the run made goes with it.
Vm *vm_open(const Limits *limits);
void vm_close(Vm *vm);

// Runs the module's code as __main__. False if an exception left it (vm->raised) or the
// run is halted. Afterwards vm_finish() drops the module's names as CPython does at exit.
bool vm_run_main(Vm *vm, const Bytecode *bytecode);
void vm_finish(Vm *vm);

// Halts the run: [limit] names the limit ("steps", "memory_mb", ...). Returns false.
bool vm_halt(Vm *vm, Halt halt, const char *limit);

// From now on hooks.operation is called before every operation of the source.
void vm_charge_operations(Vm *vm);

// True where CPython 3.13 may let another thread have the GIL: before a call of a function
// of the program, and at the head of a loop.
bool vm_is_at_safe_point(const Vm *vm);

// For vm_spend() alone.
bool vm_look_up(Vm *vm);

// What a builtin does is no operation of the program, but it may last as long: every
// builtin whose work grows with its operands says how much it does, in units of about ten
// nanoseconds (an item walked, a value compared). That lets an interruption through and
// ends the run, at the same place each time, when builtins alone have done as much as the
// limit of operations allows. False if the run is halted; a caller that cannot fail need
// not look: the next operation ends the run.
static inline bool vm_spend(Vm *vm, size_t work)
{
    vm->work -= (int64_t)work;
    return __builtin_expect(vm->work >= 0, 1) || vm_look_up(vm);
}

// The same for bytes that are copied or searched.
static inline bool vm_spend_bytes(Vm *vm, size_t bytes)
{
    enum { BYTES_A_UNIT = 64 };
    return vm_spend(vm, bytes / BYTES_A_UNIT);
}

// Operations of the program done so far.
static inline int64_t vm_steps(const Vm *vm)
{
    return vm->steps + vm->slice - (vm->fuel < 0 ? 0 : vm->fuel);
}

// The variable (or attribute) that the instruction behind the present one stores to, so
// that an object just being made can be called by it; NULL if it is not stored at once.
const char *vm_store_target(const Vm *vm);

// The line and column (1-based) in the program where the innermost frame is, 0 if none.
int vm_line(const Vm *vm);

// The base name of the program's file, as in tracebacks. Borrowed.
const char *vm_program_name(const Vm *vm);

// Writes to standard output as print does (through the hook).
void vm_write(Vm *vm, const char *bytes, size_t size);

#endif
