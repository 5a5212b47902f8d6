// late_names.c -- names of modules that are made late, or not at all.
//
// Both are tables of words: a course meets few of these names, and no program pays for
// those that it does not name.

#include "vm/late_names.h"

#include "vm/library.h"

#include <string.h>

typedef struct NameRow {
    const char *module;
    const char *about; // the part of the library that has them, or why there are none
    const char *names; // with blanks between
} NameRow;

static const NameRow late[] = {
#define LATE(module, part, names) {module, part, names},
#include "vm/late_names.def"
#undef LATE
};

static const NameRow refused[] = {
#define REFUSED(module, reason, names) {module, reason, names},
#include "vm/refused_names.def"
#undef REFUSED
};

static bool has_word(const char *words, const Str *word)
{
    for (const char *at = words; (at = strstr(at, word->bytes)); at += word->size) {
        bool begins = at == words || at[-1] == ' ';
        if (begins && (at[word->size] == ' ' || at[word->size] == 0)) return true;
    }
    return false;
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

const char *late_name_refusal(const Str *module, const Str *name)
{
    return about(refused, sizeof refused / sizeof *refused, module, name);
}
