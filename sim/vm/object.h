// object.h -- types, their slots, and attributes.
//
// A Type is what Python calls a class, of ours or of the program. What instances can do
// is a table of slots, as in CPython: a native type fills in C functions; a class of the
// program gets generic functions that call its special methods (`__repr__` and so on),
// or inherits the slots of its base. The methods `list.__len__` and the like are made
// from the slots, so a slot is written once.
//
// All slot functions that return bool follow one rule: false means that an exception is
// set (or the run is halted, see vm.h) and [*result] is untouched.

#ifndef VM_OBJECT_H
#define VM_OBJECT_H

#include "base/operations.h"
#include "vm/value.h"

typedef struct Str Str;
typedef struct Tuple Tuple;
typedef struct List List;
typedef struct Dict Dict;
typedef struct Set Set;
typedef struct Copying Copying; // vm/copying.h

// The C struct that an instance has. Classes of the program have that of their base.
typedef enum Layout {
    LAYOUT_OBJECT, // an Instance: nothing but attributes
    LAYOUT_TYPE,
    LAYOUT_STR,
    LAYOUT_NUMBER, // a NumberObject: an instance of a class that derives from int or float
    LAYOUT_BIG,    // a Big: an int past 64 bits (big.h)
    LAYOUT_TUPLE,
    LAYOUT_LIST,
    LAYOUT_DICT,
    LAYOUT_SET, // frozenset too
    LAYOUT_RANGE,
    LAYOUT_SLICE,
    LAYOUT_FUNCTION,
    LAYOUT_NATIVE, // a builtin function or method
    LAYOUT_METHOD, // a function bound to an instance
    LAYOUT_MODULE,
    LAYOUT_CELL,
    LAYOUT_EXCEPTION,
    LAYOUT_COROUTINE, // coroutine, generator or async generator of the program
    LAYOUT_NATIVE_COROUTINE,
    LAYOUT_ASYNC_SEND, // the awaitables of an async generator
    LAYOUT_PROPERTY,
    LAYOUT_STATIC_METHOD,
    LAYOUT_CLASS_METHOD,
    LAYOUT_ITERATOR, // any native iterator
    LAYOUT_FUTURE,   // asyncio's Future and Task
    LAYOUT_OTHER,    // any other native object; ask for its type
} Layout;

// What a call passes: positional values, then those of the keywords.
typedef struct Arguments {
    const Value *values; // [count] positional ones, then one for each of [names]
    int count;
    const Tuple *names; // of strs; NULL without keywords
    Tuple *whole;       // a tuple of just [values] that *args can be, or NULL
} Arguments;

// What sending to a coroutine, generator or other awaited iterator led to.
typedef enum Stop {
    STOP_YIELDS,  // result is what it yielded: for a task, the future it waits for
    STOP_RETURNS, // result is its return value
    STOP_RAISES,  // the exception is set in the vm; result is untouched
    STOP_PAUSES,  // stopped in the middle of a step: only from a strand (strand.h)
} Stop;

typedef struct Slots {
    // type(...): makes the instance (__new__). NULL: cannot be called.
    bool (*create)(Vm *, Type *type, const Arguments *, Value *result);
    // then initialises it (__init__). NULL: nothing to do (create took the arguments).
    bool (*init)(Vm *, Value self, const Arguments *);
    // Drops every value the object holds and frees its buffers, not the object itself.
    void (*release)(Vm *, Object *self);
    // Bytes of an object of variable size (str, tuple), exactly as given to
    // object_new_sized(). NULL: the type's size.
    size_t (*size)(const Object *self);
    // A process forks: [copy] is still the same as the original, byte by byte. Replaces what
    // it holds, beyond what its layout says and its attributes, by copies (copying.h). NULL
    // for an object of LAYOUT_OTHER: the processes share it.
    void (*copy)(Copying *, Object *copy);
    // Runs before release, may revive the object (__del__). Keeps no exception.
    void (*finalize)(Vm *, Object *self);
    bool (*repr)(Vm *, Value self, Value *result);
    bool (*str)(Vm *, Value self, Value *result);
    bool (*format)(Vm *, Value self, Str *spec, Value *result);
    bool (*hash)(Vm *, Value self, int64_t *hash); // NULL: unhashable
    // LT LE EQ NE GT GE; NotImplemented when it does not know [right].
    bool (*compare)(Vm *, CompareOp, Value left, Value right, Value *result);
    bool (*truth)(Vm *, Value self, bool *truth);
    bool (*len)(Vm *, Value self, int64_t *len);
    // Called for either operand's type; NotImplemented when it cannot. With [inplace]
    // it may change and return [left] itself; NotImplemented leads to the plain one.
    bool (*binary)(Vm *, BinaryOp, bool inplace, Value left, Value right, Value *result);
    bool (*unary)(Vm *, UnaryOp, Value self, Value *result); // not for NOT
    bool (*get_item)(Vm *, Value self, Value key, Value *result);
    bool (*set_item)(Vm *, Value self, Value key, Value value); // UNSET deletes
    bool (*contains)(Vm *, Value self, Value item, bool *result);
    bool (*iter)(Vm *, Value self, Value *result);
    // The end of the iteration is true with [*result] UNSET, not an exception.
    bool (*next)(Vm *, Value self, Value *result);
    bool (*call)(Vm *, Value self, const Arguments *, Value *result);
    // NULL: object's own way (descriptors of the type, then the instance's attributes).
    bool (*get_attribute)(Vm *, Value self, Str *name, Value *result);
    bool (*set_attribute)(Vm *, Value self, Str *name, Value value); // UNSET deletes
    // The attributes that the program gave an object without a __dict__; NULL as long as
    // there are none, unless it [makes] them (NULL: it takes none). The object drops them.
    Dict *(*hidden)(Vm *, Object *self, bool makes);
    // As a descriptor found in a class. [instance] is UNSET when asked of the class.
    bool (*bind)(Vm *, Value self, Value instance, Type *owner, Value *result);
    bool (*bind_set)(Vm *, Value self, Value instance, Value value); // UNSET deletes
    // What "await" sends to (__await__), and the two sides of "async for".
    bool (*await)(Vm *, Value self, Value *iterator);
    bool (*aiter)(Vm *, Value self, Value *result);
    bool (*anext)(Vm *, Value self, Value *awaitable);
    // Drives an iterator that await or yield from delegates to: sends [value] (None
    // first), or throws. NULL: next() and the method throw are used.
    Stop (*send)(Vm *, Value self, Value value, Value *result);
    Stop (*throw)(Vm *, Value self, Value exception, Value *result);
} Slots;

// Flags of a type.
enum {
    TYPE_NATIVE = 1,    // ours: its attributes cannot be set by the program
    TYPE_FINAL = 2,     // cannot be a base ("type 'bool' is not an acceptable base type")
    TYPE_EXCEPTION = 4, // derives from BaseException
    TYPE_HAS_GETATTR = 8, // the program's class defines __getattr__
    TYPE_LIBRARY = 16,    // of a module of ours that is written in Python
    TYPE_ABSTRACT = 64,   // its __abstractmethods__ are not empty: has no instances
    TYPE_DOTTED = 32,     // error messages name it with its module: 'collections.deque'
};

// A native function. [args] holds the arguments bound to the parameters of its
// signature, in order, borrowed; what was not given is its default or UNSET.
typedef bool NativeFn(Vm *vm, Value *args, Value *result);

// One native function or method, in a table.
//
// The signature lists the parameters as Python would: "self, delay, result=None",
// "x, /", "*, key=", "*args, **kwargs" (a tuple and a dict). A default is None, True,
// False, an int, a 'text' or nothing after "=": UNSET. In tables of methods the first
// parameter is self. [flags] are the NATIVE_ ones.
// What `await native(...)` comes to, when it stands so in the program and nobody can see the
// coroutine that the call would have made.
typedef enum Awaited {
    AWAITED_ORDINARY, // nothing has happened: the call is made, and then awaited
    AWAITED_RETURNS,  // the await is over: [*result] is its value, owned by the caller
    AWAITED_YIELDS, // [*result] is yielded; [*waiting] is what gets the next send, NONE if
                    // that just ends the await; both owned by the caller
} Awaited;
typedef Awaited AwaitedFn(Vm *vm, Value *args, Value *waiting, Value *result);

typedef struct NativeSpec {
    const char *name;
    const char *signature;
    NativeFn *function;
    unsigned flags;
    AwaitedFn *awaited; // a short cut, or NULL
} NativeSpec;

enum {
    // Wrong arguments give the messages of a function written in Python, as most of
    // asyncio is; otherwise those of CPython's C functions.
    NATIVE_PYTHON = 1,
    NATIVE_STATIC = 2,   // a static method of its type
    NATIVE_CLASS = 4,    // a class method: args[0] is the class
    NATIVE_PROPERTY = 8, // a read-only attribute: called with self alone
    NATIVE_SETTER = 16,  // the setter of the property of the same name: self, value or
                         // UNSET (delete); stands behind the property in the table
    NATIVE_COROUTINE = 32, // an async def: what it makes is a coroutine
};

// A native type, in a table. [methods] ends with a zeroed NativeSpec; may be NULL.
typedef struct TypeSpec {
    const char *name;
    const char *module; // "builtins", "asyncio.locks", ...; for reprs
    Layout layout;
    uint32_t size; // of an instance
    unsigned flags;
    Slots slots;
    const NativeSpec *methods;
    bool has_attributes; // instances have a dict for further attributes
} TypeSpec;

struct Type {
    Object object;
    Str *name;
    Str *qualified_name;
    const char *module;
    const char *dotted; // of a TYPE_DOTTED one: module.name
    Layout layout;
    unsigned flags;
    uint32_t size;          // of an instance, its attributes' pointer included
    uint32_t attributes_at; // offset of the instance's Dict *; 0: it has none;
                            // ATTRIBUTES_BEHIND: the last thing in it
    uint32_t version;       // changes whenever an attribute of it or a base does
    int mro_count;
    Type **mro; // itself first, object last; references counted
    Tuple *bases;
    Dict *attributes;
    Slots slots;
    Tuple *slot_names; // __slots__ of the program's class, or NULL
    Type *next_class;  // of the program's classes, not counted
};

// Where an instance of variable size (a str, a tuple) has its attributes.
#define ATTRIBUTES_BEHIND UINT32_MAX

// The bytes of an instance of variable size whose own take [size]: with room for its
// attributes if its type has any. What slots.size tells.
static inline size_t object_size_with_attributes(const Type *type, size_t size)
{
    if (type->attributes_at != ATTRIBUTES_BEHIND) return size;
    return ((size + 7) & ~(size_t)7) + sizeof(Dict *);
}

// An instance of a class of the program (without a native base).
typedef struct Instance {
    Object object;
    Dict *attributes; // NULL until the first one is set
} Instance;

// Makes a native type deriving from [base] (NULL: object), with methods made from the
// spec and its slots; what the spec leaves out is inherited. It lives as long as the run
// and is not yet known by any name.
Type *type_new(Vm *vm, const TypeSpec *spec, Type *base);

// class name(bases): a class of the program, as type(name, bases, namespace) makes it:
// mro, slots, __set_name__, __init_subclass__. [namespace] is copied.
bool type_new_class(Vm *vm, Str *name, Tuple *bases, Dict *namespace,
                    const Arguments *keywords, Value *result);

// The most derived of [meta] and the types of the bases: CPython's
// _PyType_CalculateMetaclass(). Borrowed; NULL with TypeError set if there is none.
Type *type_metaclass(Vm *vm, Type *meta, const Tuple *bases);

// The same by a metaclass, or one of the bases' that derives from it.
bool type_new_class_of(Vm *vm, Type *meta, Str *name, Tuple *bases, Dict *namespace,
                       const Arguments *keywords, Value *result);

// The type of a value that is no object.
Type *value_type_of_kind(const Vm *vm, Value v);

// The type of any value.
static inline Type *value_type(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT ? v.object->type : value_type_of_kind(vm, v);
}

// True if [type] is [of] or derives from it.
bool type_is_subtype(const Type *type, const Type *of);

// True if [v] is an instance of [type] or of one that derives from it (no hooks).
bool value_is_instance(const Vm *vm, Value v, const Type *type);

// The name of the value's type, as error messages want it. Borrowed.
const char *value_type_name(const Vm *vm, Value v);
const char *type_name(const Type *type);

// The name without the module, as reprs have it (TYPE_DOTTED).
const char *type_short_name(const Type *type);
const char *value_short_type_name(const Vm *vm, Value v);

// "module.qualname" as CPython's reprs have it ("__main__.C", plain for builtins). Added
// to nothing: borrowed until the next call on this vm.
Value type_full_name(Vm *vm, const Type *type);

// Looks [name] up along the mro: borrowed, UNSET if nobody has it.
Value type_lookup(Vm *vm, Type *type, Str *name);

// Sets an attribute of the class itself, renewing slots and versions of its subclasses.
bool type_set(Vm *vm, Type *type, Str *name, Value value);

// A new instance of [type] (its size), all fields behind the header zeroed, with one
// reference. Never NULL. Counts against the memory limit.
void *object_new(Vm *vm, Type *type);

// The same for an object of [size] bytes; the header alone is filled in, the rest is not
// zeroed. Its type has the slot [size].
void *object_new_sized(Vm *vm, Type *type, size_t size);

// value.name, with CPython's AttributeError.
bool value_get_attribute(Vm *vm, Value v, Str *name, Value *result);

// As above, but a missing attribute is true with [*result] UNSET.
bool value_find_attribute(Vm *vm, Value v, Str *name, Value *result);

// value.name = new; UNSET deletes.
bool value_set_attribute(Vm *vm, Value v, Str *name, Value new_value);

// object.__getattribute__ and object.__setattr__, for slots that fall back on them.
bool object_get_attribute(Vm *vm, Value v, Str *name, Value *result);
bool object_set_attribute(Vm *vm, Value v, Str *name, Value new_value);

// The instance's dict: NULL if it has none yet, or can have none.
Dict *object_attributes(Object *object);

// The same, with those that __dict__ does not show: where an attribute is looked up.
Dict *object_lookup_attributes(Vm *vm, Object *object);

// A special method of [v]'s type (never of the instance): true with [*result] UNSET if
// there is none; bound to [v] otherwise.
bool value_special(Vm *vm, Value v, Str *name, Value *result);

// id(v): 0x7f0000000000 + 16 x the object's number in the run.
int64_t value_id(Vm *vm, Value v);

// The layout of an object, or LAYOUT_OTHER for what is none.
static inline bool value_has_layout(Value v, Layout layout)
{
    return v.kind == VALUE_OBJECT && v.object->type->layout == layout;
}

#endif
