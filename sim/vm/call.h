// call.h -- calling things from C, and functions, methods, cells and modules.

#ifndef VM_CALL_H
#define VM_CALL_H

#include "vm/containers.h"
#include "vm/object.h"

// callable(*values). Runs to the end (a coroutine function only makes its coroutine).
bool call(Vm *vm, Value callable, const Value *values, int count, Value *result);

// The general form, with keywords.
bool call_with(Vm *vm, Value callable, const Arguments *arguments, Value *result);

// callable(*arguments, **keywords): [arguments] is a tuple or another iterable or UNSET,
// [keywords] a dict or UNSET.
bool call_packed(Vm *vm, Value callable, Value arguments, Value keywords, Value *result);

// object.name(*values); AttributeError if there is no such method.
bool call_method(Vm *vm, Value object, const char *name, const Value *values, int count,
                 Value *result);

// A special method looked up in the type: true with [*found] false if there is none.
bool call_special(Vm *vm, Value self, Str *name, const Value *values, int count,
                  bool *found, Value *result);

// True if it can be called.
bool value_is_callable(Vm *vm, Value v);

// A function of the program: what "def" and "lambda" make.
typedef struct RunCode RunCode; // a Code with this run's constants and caches: vm.h
typedef struct FunctionObject {
    Object object;
    RunCode *code;
    Dict *globals;
    Tuple *defaults;  // of the last positional parameters; NULL if none
    Dict *kwdefaults; // NULL if none
    Tuple *closure;   // of Cells; NULL if none
    Str *name, *qualified_name;
    Value doc, module;
    Value annotations; // UNSET or a dict
    Dict *attributes;  // NULL until the first
} FunctionObject;

typedef struct Cell {
    Object object;
    Value value; // UNSET while unbound
} Cell;

typedef struct Method {
    Object object;
    Value function, self;
} Method;

typedef struct Module {
    Object object;
    Dict *attributes;
    Str *name;
} Module;

typedef struct Native Native; // a builtin function; made with native_new()

// A builtin function from its spec. [owner] is the type whose method it is, or NULL;
// [module] is the name that its reprs and messages carry, e.g. "asyncio.tasks". The spec
// must live as long as the run.
Value native_new(Vm *vm, const NativeSpec *spec, Type *owner, const char *module);

// The spec of a Native.
const NativeSpec *native_spec(Value native);

// Binds call arguments to the parameters of a signature (as in NativeSpec), for types
// whose create or init slot wants parameters: [args] has room for all of them and gets
// borrowed values (packed *args and **kwargs are owned: drop args[i] of those kinds with
// native_unbind). CPython's TypeErrors, in [function]'s name.
bool arguments_bind(Vm *vm, const NativeSpec *spec, const Arguments *arguments,
                    Value *args);
void arguments_unbind(Vm *vm, const NativeSpec *spec, Value *args);

// The most parameters that a signature may have.
enum { SIGNATURE_MOST = 16 };

// function bound to self.
Value method_new(Vm *vm, Value function, Value self);

// A module with the functions of [specs] (ends with a zeroed one; may be NULL).
Module *module_new(Vm *vm, const char *name, const NativeSpec *specs);
void module_set(Vm *vm, Module *module, const char *name, Value value); // steals

// Makes the module [name] on its first import: what modules/*.c and asyncio register.
typedef Module *ModuleMaker(Vm *vm);
void module_register(Vm *vm, const char *name, ModuleMaker *maker);

// The imported module: borrowed; NULL and ModuleNotFoundError set if nobody makes it.
Module *module_import(Vm *vm, const char *name);

// Adds functions to a dict (of builtins or a module).
void natives_add(Vm *vm, Dict *dict, const NativeSpec *specs, const char *module);

// Takes parameters apart. Each is false with CPython's TypeError set if it does not fit.
bool arg_int(Vm *vm, Value v, int64_t *result);   // int, bool or __index__
bool arg_whole(Vm *vm, Value v, Value *result);   // the same of any size, to be dropped
bool arg_double(Vm *vm, Value v, double *result); // int, float, bool, __float__
bool arg_str(Vm *vm, Value v, const char *what, Str **result);

#endif
