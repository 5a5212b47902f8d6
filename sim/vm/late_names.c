// late_names.c -- names of modules and types that are made late, or not at all.
//
// All are tables of words: a course meets few of these names, and no program pays for
// those that it does not name.

#include "vm/late_names.h"

#include "vm/library.h"
#include "vm/vm.h"

#include <stdio.h>
#include <string.h>

typedef struct NameRow {
    const char *module; // or types, with blanks between
    const char *about;  // the part of the library that has them, or why there are none
    const char *names;  // with blanks between
} NameRow;

static const NameRow late[] = {
#define LATE(module, part, names) {module, part, names},
#include "vm/late_names.def"
#undef LATE
};

static const NameRow members[] = {
#define MEMBERS(types, reason, names) {types, reason, names},
#include "vm/refused_members.def"
#undef MEMBERS
};

static const NameRow refused[] = {
#define REFUSED(module, reason, names) {module, reason, names},
#include "vm/refused_names.def"
#undef REFUSED
};

// Where [word] stands in [words], between blanks; NULL if nowhere.
static const char *find_word(const char *words, const char *word, size_t size)
{
    for (const char *at = words; (at = strstr(at, word)); at += size) {
        bool begins = at == words || at[-1] == ' ';
        if (begins && (at[size] == ' ' || at[size] == 0)) return at;
    }
    return NULL;
}

static bool has_word(const char *words, const Str *word)
{
    return find_word(words, word->bytes, word->size);
}

static const char *about(const NameRow *rows, size_t count, const Str *module,
                         const Str *name)
{
    if (!name->size || memchr(name->bytes, ' ', name->size)) return NULL;
    for (size_t i = 0; i < count; i++)
        if (str_is(module, rows[i].module) && has_word(rows[i].names, name))
            return rows[i].about;
    return NULL;
}

bool late_name_find(Vm *vm, Module *module, Str *name, Value *result)
{
    *result = UNSET;
    const char *part = about(late, sizeof late / sizeof *late, module->name, name);
    if (!part) return true;
    Module *from = module_import(vm, part);
    if (!from) return false;
    Value found = dict_get_str(from->attributes, name);
    if (value_is_unset(found)) return true;
    dict_set_str(vm, module->attributes, name, found);
    *result = value_keep(found);
    return true;
}

bool late_names_make(Vm *vm, Module *module)
{
    for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
        if (!str_is(module->name, late[i].module)) continue;
        for (const char *at = late[i].names; *at;) {
            size_t size = strcspn(at, " ");
            Value made;
            if (!late_name_find(vm, module, str_intern_bytes(vm, at, size), &made))
                return false;
            value_drop(vm, made);
            at += size + (at[size] == ' ');
        }
    }
    return true;
}

const char *late_name_refusal(Vm *vm, const Str *module, const Str *name)
{
    const size_t count = sizeof refused / sizeof *refused;
    const char *reason = about(refused, count, module, name);
    if (reason || str_is(module, "__main__")) return reason;
    Str *any = str_intern(vm, "*");
    return about(refused, count, any, name);
}

// What a class that is written in Python has among its attributes goes first.
static const char *module_of(Vm *vm, const Type *type)
{
    Value module = dict_get_str(type->attributes, vm->names.module);
    if (value_is_str(module)) return STR(module)->bytes;
    return type->module ? type->module : "builtins";
}

// Of one type, without its bases.
static const char *own_refusal(Vm *vm, const Type *type, const Str *name)
{
    char full[128];
    int size =
        snprintf(full, sizeof full, "%s.%s", module_of(vm, type), type_short_name(type));
    if (size <= 0 || (size_t)size >= sizeof full) return NULL;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (has_word(members[i].names, name) &&
            find_word(members[i].module, full, (size_t)size))
            return members[i].about;
    return NULL;
}

const char *member_refusal(Vm *vm, const Type *type, const Str *name, const Type **owner)
{
    if (!name->size || memchr(name->bytes, ' ', name->size)) return NULL;
    for (int i = 0; i < type->mro_count; i++) {
        *owner = type->mro[i];
        const char *reason = own_refusal(vm, *owner, name);
        if (reason) return reason;
    }
    return NULL;
}
