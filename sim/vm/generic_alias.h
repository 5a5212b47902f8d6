// generic_alias.h -- list[int] and int | str: types as annotations write them.
//
// They say nothing at run time, but they can be printed, called (an alias), used as a
// base (an alias) and asked about an instance (a union).

#ifndef VM_GENERIC_ALIAS_H
#define VM_GENERIC_ALIAS_H

#include "vm/object.h"

typedef struct GenericAlias {
    Object object;
    Value origin;
    Tuple *arguments;
    bool starred; // what *list[int] unpacks to
} GenericAlias;

// origin[arguments]; several arguments come as a tuple.
bool alias_new(Vm *vm, Value origin, Value arguments, Value *result);

// left | right for types, aliases, unions and None; NotImplemented for anything else.
bool union_new(Vm *vm, Value left, Value right, Value *result);

// The members of a union. Borrowed.
Tuple *union_members(Value v);

#endif
