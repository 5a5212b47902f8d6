// exception.h -- raising, catching, and what an exception carries.
//
// At most one exception is on its way at a time: vm->raised. A C function that finds
// a fault sets it and returns false; who wants to handle it takes it out.

#ifndef VM_EXCEPTION_H
#define VM_EXCEPTION_H

#include "base/text.h"
#include "code/bytecode.h"
#include "vm/object.h"

typedef enum ExceptionKind {
#define EXCEPTION(constant, name, base, module) constant,
#include "vm/exceptions.def"
#undef EXCEPTION
    EXCEPTION_KIND_COUNT
} ExceptionKind;

// One frame that an exception passed through, the outermost first in the list. It keeps
// the locals of a frame that has ended, as CPython's frame objects do.
typedef struct TraceEntry TraceEntry;
struct TraceEntry {
    Object object;    // counted; not visible to the program as such
    TraceEntry *next; // the frame that it called
    const Code *code;
    uint32_t at;          // the instruction
    const Code *function; // whose frame it counts as: of a comprehension, the code around
    List *locals; // NULL, or shared with the frame: gets its variables when it ends
};

typedef struct Exception {
    Object object;
    Value args;    // a tuple
    Value cause;   // UNSET, None or an exception
    Value context; // UNSET or an exception
    bool suppress_context;
    TraceEntry *traceback; // NULL until raised; counted
    Value notes;           // UNSET or a list
    // By class: StopIteration's value, SystemExit's code, NameError's name; AttributeError
    // has (name, obj), a group (message, tuple of exceptions). Those with more attributes
    // (OSError, ImportError, ...) keep a tuple in [value] that nobody else sees.
    Value value, second;
    Dict *
        attributes; // NULL until the program sets one; the last field, as type_new() has it
} Exception;

#define EXCEPTION_OF(value) ((Exception *)(value).object)

static inline bool value_is_exception(Value v)
{
    return value_has_layout(v, LAYOUT_EXCEPTION);
}

// The class of a kind. Borrowed.
Type *exception_type(const Vm *vm, ExceptionKind kind);

// Sets an exception of that kind with a formatted message. Returns false, so that a
// native can end with "return raise_error(...)".
bool raise_error(Vm *vm, ExceptionKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The same with one argument value (KeyError(key)); [argument] UNSET: no arguments.
bool raise_with(Vm *vm, ExceptionKind kind, Value argument);

// NameError and UnboundLocalError about a name of the program; AttributeError about the
// attribute [name] of [object]. The attributes are what hints are computed from.
bool raise_name_error(Vm *vm, ExceptionKind kind, Str *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool raise_attribute_error(Vm *vm, Value object, Str *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// ImportError and ModuleNotFoundError about the module [name]; [wanted] is what should
// have been imported from it, or NULL.
bool raise_import_error(Vm *vm, ExceptionKind kind, Str *name, Str *wanted,
                        const char *format, ...) __attribute__((format(printf, 5, 6)));

// Takes the exception on its way and sets another one, caused by it, in its place, as
// CPython does when a StopIteration leaves a generator.
bool raise_error_from_raised(Vm *vm, ExceptionKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Sets [exception] (an instance) as the one on its way, with the exception being handled
// as its context. Steals. Returns false.
bool raise_value(Vm *vm, Value exception);

// "raise v" or "raise v from cause": v is an instance or a class; TypeErrors as CPython's.
// [cause] UNSET without from. Returns false.
bool raise_statement(Vm *vm, Value v, Value cause);

// callable(*values), as if called from an except clause that handles [handled].
bool call_handling(Vm *vm, Value handled, Value callable, const Value *values, int count,
                   Value *result);

// Makes [exception], which is taken over, the one that is being handled, as an except
// clause does: what is raised from now on has it as context. Returns what was handled
// before, for the call that ends it, whose answer the caller drops.
Value handling_swap(Vm *vm, Value exception);

// Takes the exception on its way: the caller owns it. UNSET if none (the run is halted).
Value exception_take(Vm *vm);

// Puts a taken exception back on its way, unchanged. Steals. Returns false.
bool exception_restore(Vm *vm, Value exception);

// True if an exception of that kind (or a subclass) is on its way.
bool exception_is_raised(const Vm *vm, ExceptionKind kind);

// True if the value is an exception of that kind.
bool exception_is(const Vm *vm, Value exception, ExceptionKind kind);

// A new instance with a message (NULL: no arguments), not raised.
Value exception_new(Vm *vm, ExceptionKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
Value exception_new_with(Vm *vm, Type *type, const Value *args, int count);

// The value that "except" must compare with: an exception class or a tuple of them, else
// CPython's TypeError. [*result] says whether [exception] matches.
bool exception_matches(Vm *vm, Value exception, Value type, bool *result);

// Splits for "except*": what matches and the rest, each None if empty. Both owned.
bool exception_split(Vm *vm, Value exception, Value type, Value *match, Value *rest);

// What is left to raise at the end of except*: [raised] is the list of what the handlers
// raised or left over. None if nothing.
bool exception_join(Vm *vm, Value original, List *raised, Value *result);

// Adds one frame in front of the exception's traceback (called while unwinding, from the
// innermost outwards). Returns the entry so that the frame can give it its locals.
TraceEntry *exception_add_trace(Vm *vm, Value exception, const Code *code, uint32_t at);

// A frame below the outermost one of the exception's traceback has [value] in a variable: it is
// kept as long as that frame is, by its f_back.
void exception_keep_below(Vm *vm, Value exception, Value value);

// The report that CPython prints for an uncaught exception, with causes, contexts, groups,
// source lines and carets, "Did you mean" hints included.
bool exception_report(Vm *vm, Value exception, Text *out);

// Writes what CPython prints of an exception that nobody can catch, as that of a
// finaliser: [where] it was ignored, the frames without carets, nothing of its origin.
void exception_report_ignored(Vm *vm, Value exception, const char *where);

// "TypeName: message" or "TypeName", the last line of that report.
bool exception_summary(Vm *vm, Value exception, Text *out);

// A group, as BaseExceptionGroup(message, exceptions) makes it: an ExceptionGroup unless
// one of the exceptions forbids it. [exceptions] is a tuple or a list.
bool exception_group_new(Vm *vm, const char *message, Value exceptions, Value *result);
bool value_is_exception_group(const Vm *vm, Value v);

// Makes the classes and puts the public ones into [builtins]. Called once a run.
void exceptions_init(Vm *vm, Dict *builtins);

#endif
