// private.h -- what the files of the machine itself share and nobody else needs.
//
// A call of a function is a Frame on the machine's own stack; C recursion happens only
// where a builtin calls back (a sort key, a `__repr__`). A frame's locals and operands
// are Values in one piece. A coroutine's locals live in the Coroutine; its frame is made
// anew each time it is resumed, and what lies on its operand stack is copied out when it
// suspends, so that a waiting coroutine costs little more than its variables.

#ifndef VM_PRIVATE_H
#define VM_PRIVATE_H

#include "base/arena.h"
#include "vm/vm.h"

// Where an instruction with a CACHED operand found its name the last time.
typedef struct Cache {
    Str *name;
    uint32_t version; // of the type or of the dict's keys; 0: nothing remembered
    uint32_t index;   // of the dict's entry
    Value value;      // borrowed; valid as long as the version is
} Cache;

// A Code in this run.
struct RunCode {
    const Code *code;
    Instruction *instructions; // the run's own copy: it specialises them
    Value *constants;          // owned
    Str **names;               // interned
    Str **locals;              // interned
    Cache *caches;
    Str *name, *qualified_name;
    bool simple;    // positional parameters only: can be called without binding by name
    bool resumable; // a generator, coroutine or async generator
};

// The exception being handled, per coroutine: [own] counts, [outer] is what its resumer
// was handling.
typedef struct Handled {
    Value own;
    Value outer; // borrowed
    struct Handled *previous;
} Handled;

typedef struct CoroutineObject CoroutineObject;

struct Frame {
    Frame *back;           // the frame that called or resumed this one
    const Instruction *ip; // the instruction being executed, or where to go on
    Value *top;            // behind the last operand
    Value *stack;          // the first operand
    Value *locals;         // in front of the stack, or in the coroutine
    RunCode *code;
    FunctionObject *function; // counted; NULL for the module
    Dict *globals;
    Dict *namespace_;           // of a class body or the module; NULL in functions
    CoroutineObject *coroutine; // counted; NULL for a plain call
    List *kept;      // shared with the traceback entries made here, or NULL; counted
    Handled handled; // used by coroutines only
    const Instruction *thrown_at; // of a coroutine: where somebody threw into it
    // How control leaves: to the C caller of frame_run(), or to [back].
    bool is_entry;
    // Resumed by AWAIT of [back] (not by next or FOR_ITER): what it yields goes further up.
    bool is_awaited;
    // Resumed by FOR_ITER of [back]: what it yields is pushed there.
    bool is_iterated;
    // An entry that an AWAIT of [back] reached through C code which can be left and gone on
    // with: see strand_carry().
    bool is_carried;
    // An entry by coroutine_go_on(): another one may go on when it yields.
    bool is_relayed;
    // Runs __init__: the value returned is dropped and [back]'s stack keeps the instance.
    bool is_init;
};

typedef enum CoroutineState {
    COROUTINE_UNSTARTED,
    COROUTINE_YIELDED, // suspended at a YIELD
    COROUTINE_AWAITS,  // suspended at an AWAIT
    COROUTINE_RUNNING,
    COROUTINE_DONE,
} CoroutineState;

struct CoroutineObject {
    Object object;
    FunctionObject *function; // counted
    uint32_t at;              // index of the instruction where it goes on
    uint16_t depth;           // values on its stack
    uint8_t state;            // a CoroutineState
    uint8_t closed : 1;       // an async generator: aclose or athrow has ended it
    uint8_t hooked : 1;       // an async generator: the loop knows it
    uint8_t busy : 1;         // an async generator: an asend is on its way
    uint8_t marked : 1;       // see coroutine_mark()
    uint8_t handles : 1;      // its last value is what coroutine_handled() tells,
    uint8_t keeps : 1;        // or rather the frame's [kept], with the exception in it
    uint8_t unused : 1;       // closed before it started: has its arguments still
    // Locals, then the suspended stack; with one place more in code that has handlers.
    Value values[];
};
static_assert(sizeof(CoroutineObject) == 32, "a sleeping task must fit into 256 bytes");

static inline RunCode *coroutine_code(const CoroutineObject *coroutine)
{
    return coroutine->function->code;
}

// True if the code can handle something; if not, what it [keeps] stands in a table.
static inline bool coroutine_has_handled_place(const CoroutineObject *coroutine)
{
    return coroutine_code(coroutine)->code->handler_count > 0;
}

// Where a coroutine that [handles] holds the exception, or the list that has it.
static inline Value *coroutine_handled_place(CoroutineObject *coroutine)
{
    const Code *code = coroutine_code(coroutine)->code;
    return &coroutine->values[code->local_count + code->suspended_size];
}

// The exception that it was handling when it suspended, UNSET if none; borrowed.
static inline Value coroutine_handled(CoroutineObject *coroutine)
{
    if (!coroutine->handles || !coroutine_has_handled_place(coroutine)) return UNSET;
    Value held = *coroutine_handled_place(coroutine);
    return coroutine->keeps ? LIST(held)->items[0] : held;
}

struct Native {
    Object object;
    const NativeSpec *spec;
    const struct Signature *signature;
    const NativeSpec *setter; // of a property, or NULL
    Type *owner;              // the type whose method it is, or NULL; not counted
    const char *module;
    Value self;               // what it is bound to, or UNSET
    Dict *attributes;         // that the program gave it, or NULL; counted
};

typedef struct SignatureParameter {
    Str *name;
    Value default_value; // UNSET where not given
    bool required;
} SignatureParameter;

typedef struct Signature {
    const NativeSpec *spec;
    int count;      // of all parameters, *args and **kwargs included
    int positional; // that can be given by position
    int positional_only;
    int required;                // of the positional ones
    int args, kwargs;            // index of *args and **kwargs, -1 if none
    bool simple;                 // can be called with values by position alone
    int quick_least, quick_most; // how many of them native_takes(); most is -1: never
    SignatureParameter parameters[];
} Signature;

// Room behind a frame's operands: for the defaults of a native that is called.
enum { QUICK_DEFAULTS = 4 };

enum { METHOD_CACHE_SIZE = 2048, SIGNATURE_CACHE_SIZE = 256, SEGMENT_SIZE = 1 << 18 };

typedef struct MethodCacheEntry {
    uint32_t version;
    Str *name;
    Value value; // borrowed
} MethodCacheEntry;

// A piece of the machine's stack.
typedef struct Segment {
    struct Segment *previous, *next;
    char *end;
    char *used; // where the next segment began to be needed
} Segment;

typedef struct Waiting Waiting; // see object_free()

struct VmPrivate {
    Arena *arena;    // signatures, run codes
    RunCode **codes; // by the code's index; made when first needed
    int code_count;  // of the program and of the library's modules so far
    MethodCacheEntry method_cache[METHOD_CACHE_SIZE];
    uint32_t last_version; // of types and of dicts' keys
    uint32_t last_number;  // of objects, for id()
    struct Strand *strand; // the code that runs stands on it, or NULL
    struct Strand *free_strands;
    struct Fiber *free_fibers;
    struct Fiber *left; // by the last change of fibers
    bool is_stopping;   // see strand_stop()
    bool is_charged;    // every operation: see vm_charge_operations()
    bool is_paid;       // the next one has been charged
    Frame *awaits;      // whose AWAIT is sending to something written in C, or NULL
    Stop answer;        // is_answered: what that AWAIT has led to
    bool is_answered;
    bool is_pausing;    // frame_run() returns, leaving the frames as they are
    Segment *segment;   // in use
    char *segment_at;   // first free byte of it
    size_t stack_bytes; // of all segments
    Handled *handled;   // of the innermost coroutine
    Handled base_handled;
    int freeing;          // depth of nested frees
    Object *to_free;      // objects whose turn comes when the nesting ends
    int finalizing;       // depth of nested finalisers
    Waiting *to_finalize; // likewise, those whose finaliser has not run yet
    Type *classes;        // of the program, the newest first; not counted
    const Signature *signatures[SIGNATURE_CACHE_SIZE]; // of arguments_bind()
    Type *native_property;
    Type *coroutine_wrapper; // what coroutine.__await__() gives
    Type *async_throw;       // what athrow() and aclose() give
    Dict *kept_lists;  // address of a coroutine -> its frame's list, see frame.c; or NULL
    Value build_class; // what LOAD_BUILD_CLASS pushes
    int64_t worked;    // what builtins did before vm->work was filled the last time
    Native *callee;    // the native being called: slot wrappers ask for its owner
    Dict *makers;      // module name -> native holder of a ModuleMaker
    struct {
        const char *name;
        ModuleMaker *maker;
    } modules[64];
    int module_count;
    uint64_t library_making; // a bit for each module of the library whose code runs
};

extern const TypeSpec str_type_spec, tuple_type_spec, dict_type_spec, list_type_spec;

// -- object.c
void types_bootstrap(Vm *vm);
uint32_t vm_next_version(Vm *vm);
// Calls the finaliser of an object unless it was called before.
void object_finalize(Vm *vm, Object *object);
void attribute_error(Vm *vm, Value object, Str *name);
// True if every class of the mro restricts its instances' attributes (__slots__).
bool type_is_slotted(const Type *type);
// The instance's dict, made if it has none yet; NULL if the type has no attributes.
Dict *object_make_attributes(Vm *vm, Object *object);

// -- slot_methods.c: gives [type] the methods __x__ of its native [slots].
void slots_add_methods(Vm *vm, Type *type, const Slots *slots);

// -- slots.c
// Fills in slots from the special methods that [type] and its bases define.
void slots_from_methods(Vm *vm, Type *type);
void class_finalize(Vm *vm, Object *object);

// -- object_type.c, type_type.c, classes.c
bool object_create(Vm *vm, Type *type, const Arguments *arguments, Value *result);
bool object_init(Vm *vm, Value self, const Arguments *arguments);
bool type_call(Vm *vm, Value self, const Arguments *arguments, Value *result);
// __build_class__(function, name, *bases, **keywords).
bool build_class(Vm *vm, const Arguments *arguments, Value *result);
// Runs the body of a class statement in [namespace]; [*cell] is its __class__ cell or None.
bool class_body_run(Vm *vm, Value function, Dict *namespace, Value *cell);

// -- descriptors.c, call.c, native.c, coroutine.c, async_generator.c, import.c
void descriptors_init(Vm *vm);
void calls_init(Vm *vm);
void modules_bootstrap(Vm *vm);
void coroutines_init(Vm *vm);
void async_generators_init(Vm *vm);

// Binds a call to the parameters of a function of the program: [locals] has room for the
// code's locals, all UNSET; gets owned values. TypeErrors as CPython's.
bool function_bind(Vm *vm, FunctionObject *function, const Arguments *arguments,
                   Value *locals);
Value function_new(Vm *vm, RunCode *code, Dict *globals);

// Calls a native with values that lie on the machine's stack: there is room behind them.
bool native_call(Vm *vm, Native *native, Value self, const Arguments *arguments,
                 Value *result);

// The constants and names of [code] in this run.
RunCode *run_code(Vm *vm, const Code *code);

// Makes room for that many codes more, behind those there are.
void codes_add(Vm *vm, int count);

// -- frame.c: the machine's stack
// A frame for a plain call: locals UNSET, globals those of the module. NULL with
// RecursionError set.
Frame *frame_push(Vm *vm, RunCode *code);
void frame_pop(Vm *vm, Frame *frame);
// Puts the cells of the function's closure into the frame's last locals.
void frame_closure(Frame *frame);
// Ends a frame: locals are dropped, or given to the traceback that keeps them.
void frame_leave(Vm *vm, Frame *frame);
// The frame of a suspended coroutine, ready to go on. It holds the coroutine.
Frame *frame_resume(Vm *vm, CoroutineObject *coroutine);
// One that coroutine_go_on() ran has suspended and yielded [*yielded]: the frame of who goes
// on in its place, to be sent None; NULL if nobody does.
Frame *coroutine_relay(Vm *vm, Value *yielded);
// Puts what the frame holds back into its coroutine and pops it.
void frame_suspend(Vm *vm, Frame *frame, CoroutineState state);

// -- fiber.c: gives the stacks of all that are closed back to the computer.
void fibers_unmap(Vm *vm);

// -- strand.c
// True if the code that runs was asked to stop and can: before this operation.
bool strand_stops_here(Vm *vm);

// C code through which an AWAIT reached what stopped: called when that is over, with what
// it led to; says what it leads to itself.
typedef Stop CarrierGoesOn(Vm *vm, Object *carrier, Stop stop, Value *result);

// Something returns STOP_PAUSES on its way out of C: [carrier] (kept), and how it goes on.
// A NULL carrier is the AWAIT of a frame.
void strand_carry(Vm *vm, Object *carrier, CarrierGoesOn *goes_on);

// -- vm.c: the interpreter. Runs [frame], which is an entry, until it returns, yields or
// raises. [given] is what a resumed coroutine gets; with [throws] it is raised there. When
// something raises, [*result] is untouched or UNSET.
Stop frame_run(Vm *vm, Frame *frame, Value given, bool throws, Value *result);

// -- coroutine.c
// An unstarted coroutine, generator or async generator (by the code's flags) whose locals
// are UNSET but for the closure.
Value coroutine_new(Vm *vm, FunctionObject *function, Type *type);
// Notes where the program made it, and tells the layers above.
void coroutine_made(Vm *vm, Value coroutine);

// The line (1-based) of an instruction of the program; 0 for one of the library.
int vm_line_of(const Vm *vm, const Instruction *ip);
// throw(exception) or throw(type, value): the instance to throw, owned. What its making
// raises is thrown instead.
bool thrown_instance(Vm *vm, Value type, Value value, Value *exception);
// What AWAIT sends to, if [v] leads to a coroutine of the program: itself, or the async
// generator behind an async_send. NULL otherwise.
CoroutineObject *awaited_coroutine(Value v);

// What it waits for itself, were that another coroutine that waits: borrowed; UNSET if it
// does not wait at an AWAIT.
Value coroutine_awaits_directly(const CoroutineObject *coroutine);

// The properties cr_frame, cr_code and those like them, of a coroutine or generator.
bool coroutine_get_frame(Vm *vm, Value *args, Value *result);
bool coroutine_get_code(Vm *vm, Value *args, Value *result);

// The awaitable of an async generator's __anext__, asend, athrow and aclose.
typedef enum AsyncSendKind {
    ASYNC_SEND_SEND,
    ASYNC_SEND_THROW,
    ASYNC_SEND_CLOSE
} AsyncSendKind;
typedef struct AsyncSend {
    Object object;
    CoroutineObject *generator; // counted
    Value value;                // to send (None for anext), or the exception to throw
    AsyncSendKind kind;
    uint8_t state; // 0 new, 1 on its way, 2 done
} AsyncSend;
Stop async_send_step(Vm *vm, AsyncSend *self, Value sent, Value thrown, Value *result);
bool async_generator_anext(Vm *vm, Value generator, Value *awaitable);
bool async_send_close(Vm *vm, Value self);
bool native_coroutine_close(Vm *vm, Value self);
void native_coroutines_init(Vm *vm);
extern const TypeSpec async_generator_spec;
// send, throw and close of what only drives something else.
extern const NativeSpec awaitable_methods[];
extern const NativeSpec native_coroutine_methods[];

#endif
