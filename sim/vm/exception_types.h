// exception_types.h -- what the files about exceptions share among themselves.

#ifndef VM_EXCEPTION_TYPES_H
#define VM_EXCEPTION_TYPES_H

#include "vm/exception.h"

// Fills in what a class of exceptions is made from, its name and module apart.
void exception_type_spec(ExceptionKind kind, TypeSpec *spec);

// The parts of BaseException that every class builds upon.
bool exception_create(Vm *vm, Type *type, const Arguments *arguments, Value *result);
bool exception_init(Vm *vm, Value self, const Arguments *arguments);
void exception_release(Vm *vm, Object *self);
bool exception_str(Vm *vm, Value self, Value *result);

// Attributes that only some classes have: where a class keeps each one. The negative ones
// are the exception's own two values, the others stand in a tuple in the first of them.
typedef enum ExceptionMember {
    MEMBER_FIRST = -1,
    MEMBER_SECOND = -2,

    OS_ERROR_ERRNO = 0,
    OS_ERROR_STRERROR,
    OS_ERROR_FILENAME,
    OS_ERROR_FILENAME2,
    OS_ERROR_MEMBERS,

    IMPORT_ERROR_MSG = 0,
    IMPORT_ERROR_NAME,
    IMPORT_ERROR_PATH,
    IMPORT_ERROR_NAME_FROM,
    IMPORT_ERROR_MEMBERS,

    SYNTAX_ERROR_MSG = 0,
    SYNTAX_ERROR_FILENAME,
    SYNTAX_ERROR_LINENO,
    SYNTAX_ERROR_OFFSET,
    SYNTAX_ERROR_TEXT,
    SYNTAX_ERROR_END_LINENO,
    SYNTAX_ERROR_END_OFFSET,
    SYNTAX_ERROR_MEMBERS,

    UNICODE_ERROR_ENCODING = 0,
    UNICODE_ERROR_OBJECT,
    UNICODE_ERROR_START,
    UNICODE_ERROR_END,
    UNICODE_ERROR_REASON,
    UNICODE_ERROR_MEMBERS,
} ExceptionMember;

// The member: borrowed, UNSET if it was never given. The setter keeps [value].
Value exception_member(Value exception, ExceptionMember member);
void exception_set_member(Vm *vm, Value exception, ExceptionMember member, Value value);

// True if [exception] is an instance of the class [type] or of one in the tuple.
bool exception_matches_class(const Vm *vm, Value exception, Value type);

// True if [type] may stand behind except; the TypeError otherwise.
bool exception_check_classes(Vm *vm, Value type);

// exception_groups.c
extern const Slots exception_group_slots;
extern const NativeSpec exception_group_methods[];
Type *exception_group_type_new(Vm *vm, const TypeSpec *spec);

#endif
