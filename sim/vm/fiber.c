// fiber.c -- changing over from one C stack to another.
//
// The stacks are mapped, so that only the pages in use take memory, with a page below each
// that may not be touched. The sanitizers and valgrind are told of every change.

#include "vm/fiber.h"

#include "base/arena.h"
#include "base/assert.h"
#include "vm/private.h"
#include "vm/stack_change.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef COROSCOPE_SANITIZE
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif

enum {
    FIBER_STACK = 64 << 20,   // bytes of address space; memory is what is touched of it
    FIBER_NATIVE_DEPTH = 500, // C calls that fit into it, also in a sanitizer build
    FIBER_SEGMENT = 1 << 13,  // bytes for the first frames; more comes in larger pieces
};

// What the machine knows of the code that runs on one stack.
typedef struct Context {
    Value raised, handled, stop_value;
    Frame *frame;
    int depth, native_depth, native_depth_most;
    Text *unwritten;
    struct ReprGuard *printing;
    struct VarContext *variables;
    struct Strand *strand;
    Frame *awaits;
    Stop answer;
    bool is_stopping, is_paid, is_answered, is_pausing;
    Segment *segment;
    char *segment_at;
    Handled *innermost;
    int freeing, finalizing;
    Object *to_free;
    Waiting *to_finalize;
    Native *callee;
} Context;

struct Fiber {
    Fiber *next; // of those that are free
    StackPlace place;
    char *stack; // NULL: the stack that was there before
    Segment *first;
    Handled base;
    Context context; // while it does not run
    FiberBody *body;
    void *argument;
    Vm *vm;
#ifdef COROSCOPE_SANITIZE
    void *fake_stack;
    const void *bottom;
    size_t size;
#endif
#ifdef VALGRIND_STACK_REGISTER
    unsigned stack_id;
#endif
};

// ---- What changes hands ----

static Context context_taken(const Vm *vm)
{
    const struct VmPrivate *private = vm->private;
    return (Context){
        .raised = vm->raised,
        .handled = vm->handled,
        .stop_value = vm->stop_value,
        .frame = vm->frame,
        .depth = vm->depth,
        .native_depth = vm->native_depth,
        .native_depth_most = vm->native_depth_most,
        .unwritten = vm->unwritten,
        .printing = vm->printing,
        .variables = vm->context,
        .strand = private->strand,
        .awaits = private->awaits,
        .answer = private->answer,
        .is_stopping = private->is_stopping,
        .is_paid = private->is_paid,
        .is_answered = private->is_answered,
        .is_pausing = private->is_pausing,
        .segment = private->segment,
        .segment_at = private->segment_at,
        .innermost = private->handled,
        .freeing = private->freeing,
        .finalizing = private->finalizing,
        .to_free = private->to_free,
        .to_finalize = private->to_finalize,
        .callee = private->callee,
    };
}

static void context_become(Vm *vm, const Context *context)
{
    struct VmPrivate *private = vm->private;
    vm->raised = context->raised;
    vm->handled = context->handled;
    vm->stop_value = context->stop_value;
    vm->frame = context->frame;
    vm->depth = context->depth;
    vm->native_depth = context->native_depth;
    vm->native_depth_most = context->native_depth_most;
    vm->unwritten = context->unwritten;
    vm->printing = context->printing;
    vm->context = context->variables;
    private->strand = context->strand;
    private->awaits = context->awaits;
    private->answer = context->answer;
    private->is_stopping = context->is_stopping;
    private->is_paid = context->is_paid;
    private->is_answered = context->is_answered;
    private->is_pausing = context->is_pausing;
    private->segment = context->segment;
    private->segment_at = context->segment_at;
    private->handled = context->innermost;
    private->freeing = context->freeing;
    private->finalizing = context->finalizing;
    private->to_free = context->to_free;
    private->to_finalize = context->to_finalize;
    private->callee = context->callee;
}

// That of code which has not begun.
static Context context_fresh(Fiber *fiber)
{
    fiber->base = (Handled){.own = UNSET, .outer = UNSET};
    return (Context){
        .raised = UNSET,
        .handled = UNSET,
        .stop_value = UNSET,
        .native_depth_most = FIBER_NATIVE_DEPTH,
        .segment = fiber->first,
        .segment_at = (char *)(fiber->first + 1),
        .innermost = &fiber->base,
    };
}

// ---- Stacks ----

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static char *stack_map(void)
{
    void *stack = mmap(NULL, FIBER_STACK, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return NULL;
    if (mprotect(stack, page_size(), PROT_NONE) == 0) return stack;
    munmap(stack, FIBER_STACK);
    return NULL;
}

static void tell_of_stack(Fiber *fiber)
{
#ifdef COROSCOPE_SANITIZE
    fiber->bottom = fiber->stack;
    fiber->size = FIBER_STACK;
#endif
#ifdef VALGRIND_STACK_REGISTER
    fiber->stack_id = VALGRIND_STACK_REGISTER(fiber->stack, fiber->stack + FIBER_STACK);
#endif
    (void)fiber;
}

static void stack_unmap(Fiber *fiber)
{
#ifdef VALGRIND_STACK_REGISTER
    VALGRIND_STACK_DEREGISTER(fiber->stack_id);
#endif
    munmap(fiber->stack, FIBER_STACK);
}

// ---- Changing over ----

// The first thing that a new fiber does is to say where it comes from.
static void arrive(Fiber *here)
{
#ifdef COROSCOPE_SANITIZE
    const void *bottom;
    size_t size;
    __sanitizer_finish_switch_fiber(here->fake_stack, &bottom, &size);
    Fiber *from = here->vm->private->left;
    if (!from->stack) {
        from->bottom = bottom;
        from->size = size;
    }
#endif
    (void)here;
}

static void begin(void *argument)
{
    Fiber *fiber = argument;
    arrive(fiber);
    fiber->body(fiber->vm, fiber->argument);
    ASSERT(false, "a fiber ends by handing over");
}

Fiber *fiber_adopt(Vm *vm)
{
    Fiber *fiber = ARENA_NEW(vm->private->arena, Fiber);
    *fiber = (Fiber){.vm = vm};
    return fiber;
}

static Fiber *fiber_new(Vm *vm)
{
    struct VmPrivate *private = vm->private;
    char *stack = stack_map();
    if (!stack) return NULL;
    Fiber *fiber = ARENA_NEW(private->arena, Fiber);
    *fiber = (Fiber){.vm = vm, .stack = stack};
    fiber->first = arena_alloc(private->arena, sizeof(Segment) + FIBER_SEGMENT, 16);
    *fiber->first = (Segment){.end = (char *)(fiber->first + 1) + FIBER_SEGMENT};
    tell_of_stack(fiber);
    return fiber;
}

Fiber *fiber_open(Vm *vm, FiberBody *body, void *argument)
{
    struct VmPrivate *private = vm->private;
    Fiber *fiber = private->free_fibers;
    if (fiber)
    private->free_fibers = fiber->next;
    else fiber = fiber_new(vm);
    if (!fiber) return NULL;
    fiber->body = body;
    fiber->argument = argument;
    fiber->context = context_fresh(fiber);
#ifdef COROSCOPE_SANITIZE
    fiber->fake_stack = NULL;
#endif
    stack_prepare(&fiber->place, fiber->stack + page_size(), FIBER_STACK - page_size(),
                  begin, fiber);
    return fiber;
}

void fiber_close(Vm *vm, Fiber *fiber)
{
    if (!fiber || !fiber->stack) return;
    fiber->next = vm->private->free_fibers;
    vm->private->free_fibers = fiber;
}

void fibers_unmap(Vm *vm)
{
    for (Fiber *fiber = vm->private->free_fibers; fiber; fiber = fiber->next)
        stack_unmap(fiber);
    vm->private->free_fibers = NULL;
}

void fiber_switch(Vm *vm, Fiber *from, Fiber *to)
{
    from->context = context_taken(vm);
    context_become(vm, &to->context);
#ifdef COROSCOPE_SANITIZE
    vm->private->left = from;
    __sanitizer_start_switch_fiber(&from->fake_stack, to->bottom, to->size);
#endif
    stack_change(&from->place, &to->place);
    arrive(from);
}
