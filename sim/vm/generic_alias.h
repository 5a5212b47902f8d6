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
    bool starred;  // what *list[int] unpacks to
    bool is_union; // typing.Union[int, str] and typing.Optional[int]
} GenericAlias;

// origin[arguments]; several arguments come as a tuple.
bool alias_new(Vm *vm, Value origin, Value arguments, Value *result);

// typing.Union[members], of [union_form]: flat, each member once, None as its type. One
// member is itself.
bool typing_union_new(Vm *vm, Value union_form, const Tuple *members, Value *result);

// left | right where one of them is typing's: typing.Union[left, right].
bool typing_join(Vm *vm, Value left, Value right, Value *result);

// left | right for types, aliases, unions and None; NotImplemented for anything else.
bool union_new(Vm *vm, Value left, Value right, Value *result);

// True for int | str and for typing.Union[int, str].
bool value_is_union(const Vm *vm, Value v);

// The members of a union of either kind. Borrowed.
Tuple *union_members(Value v);

#endif
