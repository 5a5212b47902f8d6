// native.c -- functions written in C: signatures, calling, and how they show.

#include "base/assert.h"
#include "vm/binding.h"
#include "vm/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NATIVE(value) ((Native *)(value).object)

// -- Signatures --------------------------------------------------------------------

static const char *skip_spaces(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static Value parse_default(Vm *vm, const char *text, size_t size)
{
    if (size == 0) return UNSET;
    if (size == 4 && memcmp(text, "None", 4) == 0) return NONE;
    if (size == 4 && memcmp(text, "True", 4) == 0) return TRUE;
    if (size == 5 && memcmp(text, "False", 5) == 0) return FALSE;
    if (text[0] == '\'')
        return value_object(str_intern_bytes(vm, text + 1, size - 2));
    return value_int(strtoll(text, NULL, 10));
}

// One parameter of a signature's text, e.g. "delay" or "result=None". A quoted default
// may hold a comma.
static const char *parameter_end(const char *at)
{
    bool quoted = false;
    for (; *at && (quoted || *at != ','); at++)
        if (*at == '\'') quoted = !quoted;
    return at;
}

static Signature *signature_parse(Vm *vm, const NativeSpec *spec)
{
    Signature *s = arena_alloc(vm->private->arena,
                               sizeof(Signature) +
                                   sizeof(SignatureParameter) * SIGNATURE_MOST,
                               _Alignof(Signature));
    s->spec = spec;
    s->args = s->kwargs = -1;
    bool keyword_only = false, wants_keyword = false;
    for (const char *at = skip_spaces(spec->signature); *at;) {
        const char *end = parameter_end(at);
        size_t size = (size_t)(end - at);
        if (size == 1 && *at == '/') {
            s->positional_only = s->positional;
        } else if (size == 1 && *at == '*') {
            keyword_only = true;
        } else {
            ASSERT(s->count < SIGNATURE_MOST, "a native has few parameters");
            size_t stars = 0;
            while (at[stars] == '*')
                stars++;
            const char *equals = memchr(at, '=', size);
            size_t name_size = (equals ? (size_t)(equals - at) : size) - stars;
            SignatureParameter *parameter = &s->parameters[s->count];
            parameter->name = str_intern_bytes(vm, at + stars, name_size);
            parameter->required = !equals && !stars;
            parameter->default_value =
                equals ? parse_default(vm, equals + 1, (size_t)(end - equals - 1)) : UNSET;
            if (stars == 1) {
                s->args = s->count;
                keyword_only = true;
            } else if (stars == 2) {
                s->kwargs = s->count;
            } else if (!keyword_only) {
                s->positional++;
                s->required += parameter->required;
            } else {
                wants_keyword |= parameter->required;
            }
            s->count++;
        }
        at = *end ? skip_spaces(end + 1) : end;
    }
    s->simple = s->args < 0 && s->kwargs < 0 && !wants_keyword;
    int least = s->count - QUICK_DEFAULTS;
    s->quick_least = least > s->required ? least : s->required;
    s->quick_most = s->simple ? s->positional : -1;
    return s;
}

// -- Binding -----------------------------------------------------------------------

static Value signature_default(const void *owner, int slot)
{
    return ((const Signature *)owner)->parameters[slot].default_value;
}

static bool signature_may_be_unset(const void *owner, int slot)
{
    return !((const Signature *)owner)->parameters[slot].required;
}

// "list.append", "math.sqrt", or "len".
static const char *full_name(const Native *native, char *buffer, size_t size)
{
    bool plain = !native->module || strcmp(native->module, "builtins") == 0 ||
                 native->spec->flags & NATIVE_PYTHON;
    if (!native->owner && plain) return native->spec->name;
    if (!native->owner) {
        snprintf(buffer, size, "%s.%s", native->module, native->spec->name);
        return buffer;
    }
    const Type *owner = native->owner;
    if (native->spec->flags & NATIVE_CLASS && value_has_layout(native->self, LAYOUT_TYPE))
        owner = (const Type *)native->self.object;
    snprintf(buffer, size, "%s.%s", type_short_name(owner), native->spec->name);
    return buffer;
}

static bool bind_as_python(Vm *vm, const Native *native, const Signature *s,
                           const Arguments *arguments, Value *slots)
{
    char buffer[128];
    Str *names[SIGNATURE_MOST];
    for (int i = 0; i < s->count; i++)
        names[i] = s->parameters[i].name;
    int keyword_only_at = s->args >= 0 ? s->args + 1 : s->positional;
    Parameters parameters = {
        .function = native ? full_name(native, buffer, sizeof buffer) : s->spec->name,
        .keyword_function =
            s->spec->flags & NATIVE_PYTHON ? NULL : s->spec->name,
        .names = names,
        .positional = s->positional,
        .positional_only = s->positional_only,
        .required = s->required,
        .keyword_only_at = keyword_only_at,
        .keyword_only = (s->kwargs >= 0 ? s->kwargs : s->count) - keyword_only_at,
        .args_at = s->args,
        .kwargs_at = s->kwargs,
        .default_of = signature_default,
        .may_be_unset = signature_may_be_unset,
        .owner = s,
    };
    return parameters_bind(vm, &parameters, arguments, slots);
}

// How CPython's C functions count: by position, self apart.
static bool wrong_count(Vm *vm, const Native *native, const Signature *s, int given)
{
    int self = native && native->owner && !(native->spec->flags & NATIVE_STATIC);
    int least = s->required - self, most = s->positional - self;
    given -= self;
    char buffer[128];
    const char *name = s->spec->name;
    const char *full = native ? full_name(native, buffer, sizeof buffer) : name;
    if (given < 0)
        return raise_error(vm, TYPE_ERROR, "unbound method %s() needs an argument", full);
    if (most == 0 && s->count == s->positional)
        return raise_error(vm, TYPE_ERROR, "%s() takes no arguments (%d given)", full, given);
    if (native && most == 1 && least == 1 && s->count == s->positional)
        return raise_error(vm, TYPE_ERROR, "%s() takes exactly one argument (%d given)", full,
                           given);
    int bound = given < least ? least : most;
    return raise_error(vm, TYPE_ERROR, "%s expected %s%d argument%s, got %d", name,
                       least == most   ? ""
                       : given < least ? "at least "
                                       : "at most ",
                       bound, bound == 1 ? "" : "s", given);
}

// True if a parameter can be given by its name.
static bool has_keywords(const Signature *s)
{
    return s->kwargs >= 0 || s->count - (s->args >= 0) > s->positional_only;
}

// The place of the parameter among the names of the call, -1 if it is not there.
static int named_at(const Arguments *arguments, const Str *name)
{
    int named = arguments->names ? (int)arguments->names->count : 0;
    for (int i = 0; i < named; i++)
        if (STR(arguments->names->items[i]) == name) return i;
    return -1;
}

// How CPython's C functions with keywords check a call (_PyArg_UnpackKeywords).
static bool check_keywords(Vm *vm, const Native *native, const Signature *s,
                           const Arguments *arguments)
{
    int self = native && native->owner && !(native->spec->flags & NATIVE_STATIC);
    int named = arguments->names ? (int)arguments->names->count : 0;
    int given = arguments->count - self, total = s->count - self, most = s->positional - self;
    const char *name = s->spec->name;
    if (given + named > total)
        return raise_error(vm, TYPE_ERROR, "%s() takes at most %d %sargument%s (%d given)",
                           name, total, given == 0 ? "keyword " : "", total == 1 ? "" : "s",
                           given + named);
    if (given > most && most == 0)
        return raise_error(vm, TYPE_ERROR, "%s() takes no positional arguments", name);
    if (given > most)
        return raise_error(vm, TYPE_ERROR,
                           "%s() takes %s %d positional argument%s (%d given)", name,
                           s->required < s->positional ? "at most" : "exactly", most,
                           most == 1 ? "" : "s", given);
    int least = s->required < s->positional_only ? s->required : s->positional_only;
    least -= self;
    if (given < least)
        return raise_error(vm, TYPE_ERROR,
                           "%s() takes %s %d positional argument%s (%d given)", name,
                           least < most ? "at least" : "exactly", least,
                           least == 1 ? "" : "s", given);
    for (int i = s->positional_only; i < s->positional; i++) {
        const Str *parameter = s->parameters[i].name;
        bool by_name = named_at(arguments, parameter) >= 0;
        if (i < arguments->count && by_name)
            return raise_error(vm, TYPE_ERROR,
                               "argument for %s() given by name ('%s') and position (%d)",
                               name, parameter->bytes, i + 1 - self);
        if (i >= arguments->count && i < s->required && !by_name)
            return raise_error(vm, TYPE_ERROR, "%s() missing required argument '%s' (pos %d)",
                               name, parameter->bytes, i + 1 - self);
    }
    return true;
}

static bool bind_as_c(Vm *vm, const Native *native, const Signature *s,
                      const Arguments *arguments, Value *slots)
{
    int named = arguments->names ? (int)arguments->names->count : 0;
    char buffer[128];
    if (named && !has_keywords(s))
        return raise_error(vm, TYPE_ERROR, "%s() takes no keyword arguments",
                           native ? full_name(native, buffer, sizeof buffer) : s->spec->name);
    if (has_keywords(s) && s->args < 0 && s->kwargs < 0) {
        if (!check_keywords(vm, native, s, arguments)) return false;
    } else if ((arguments->count > s->positional && s->args < 0) ||
               (arguments->count + named < s->required)) {
        return wrong_count(vm, native, s, arguments->count);
    }
    return bind_as_python(vm, native, s, arguments, slots);
}

static bool bind(Vm *vm, const Native *native, const Signature *s, const Arguments *arguments,
                 Value *slots)
{
    for (int i = 0; i < s->count; i++)
        slots[i] = UNSET;
    if (s->spec->flags & NATIVE_PYTHON)
        return bind_as_python(vm, native, s, arguments, slots);
    return bind_as_c(vm, native, s, arguments, slots);
}

static const Signature *signature_of(Vm *vm, const NativeSpec *spec)
{
    struct VmPrivate *private = vm->private;
    size_t at = ((uintptr_t)spec >> 4) % SIGNATURE_CACHE_SIZE;
    if (!private->signatures[at] || private->signatures[at]->spec != spec)
        private->signatures[at] = signature_parse(vm, spec);
    return private->signatures[at];
}

bool arguments_bind(Vm *vm, const NativeSpec *spec, const Arguments *arguments, Value *args)
{
    const Signature *s = signature_of(vm, spec);
    if (bind(vm, NULL, s, arguments, args)) return true;
    for (int i = 0; i < s->count; i++)
        value_clear(vm, &args[i]);
    return false;
}

void arguments_unbind(Vm *vm, const NativeSpec *spec, Value *args)
{
    const Signature *s = signature_of(vm, spec);
    for (int i = 0; i < s->count; i++)
        value_clear(vm, &args[i]);
}

// -- Calling -----------------------------------------------------------------------

// A method taken from its class must still get an instance of it.
static bool check_self(Vm *vm, const Native *native, const Arguments *arguments)
{
    if (!native->owner || native->spec->flags & (NATIVE_STATIC | NATIVE_CLASS)) return true;
    if (arguments->count == 0) return true; // the binding says what is missing
    if (value_is_instance(vm, arguments->values[0], native->owner)) return true;
    return raise_error(vm, TYPE_ERROR,
                       "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                       native->spec->name, type_name(native->owner),
                       value_type_name(vm, arguments->values[0]));
}

static bool call_slowly(Vm *vm, Native *native, const Arguments *arguments, Value *result)
{
    Value slots[SIGNATURE_MOST];
    const Signature *s = native->signature;
    bool ok = bind(vm, native, s, arguments, slots);
    if (ok) {
        vm->private->callee = native;
        ok = native->spec->function(vm, slots, result);
    }
    for (int i = 0; i < s->count; i++)
        value_drop(vm, slots[i]);
    return ok;
}

static bool call_quickly(Vm *vm, Native *native, const Value *values, int count, Value *result)
{
    const Signature *s = native->signature;
    Value args[SIGNATURE_MOST];
    if (count) memcpy(args, values, sizeof(Value) * (size_t)count);
    for (int i = count; i < s->count; i++)
        args[i] = s->parameters[i].default_value;
    vm->private->callee = native;
    return native->spec->function(vm, args, result);
}

bool native_call(Vm *vm, Native *native, Value self, const Arguments *arguments,
                 Value *result)
{
    if (!value_is_unset(native->self)) self = native->self;
    const Signature *s = native->signature;
    int count = arguments->count, named = arguments->names ? (int)arguments->names->count : 0;
    bool has_self = !value_is_unset(self);
    Value with_self[SIGNATURE_MOST];
    Value *values = (Value *)(uintptr_t)arguments->values;
    Arguments all = *arguments;
    Value *copied = NULL;
    if (has_self) {
        int total = count + named + 1;
        values = total <= SIGNATURE_MOST ? with_self
                                         : (copied = memory_new(sizeof(Value) * (size_t)total));
        values[0] = self;
        if (total > 1)
            memcpy(values + 1, arguments->values, sizeof(Value) * (size_t)(total - 1));
        all = (Arguments){values, count + 1, arguments->names};
    }
    bool quick = !named && s->simple && all.count >= s->required &&
                 all.count <= s->positional;
    bool ok = check_self(vm, native, &all) &&
              (quick ? call_quickly(vm, native, values, all.count, result)
                     : call_slowly(vm, native, &all, result));
    free(copied);
    return ok;
}

// -- The type ----------------------------------------------------------------------

Value native_new(Vm *vm, const NativeSpec *spec, Type *owner, const char *module)
{
    bool property = spec->flags & NATIVE_PROPERTY;
    Native *native =
        object_new_sized(vm, property ? vm->private->native_property : vm->types.native,
                         sizeof(Native));
    native->spec = spec;
    native->signature = signature_parse(vm, spec);
    native->setter = NULL;
    native->owner = owner;
    native->module = module;
    native->self = UNSET;
    native->attributes = NULL;
    return value_object(native);
}

const NativeSpec *native_spec(Value native)
{
    return NATIVE(native)->spec;
}

static Value native_bind_self(Vm *vm, const Native *native, Value self)
{
    Native *bound = object_new_sized(vm, vm->types.native, sizeof(Native));
    Object header = bound->object;
    *bound = *native;
    bound->object = header;
    bound->self = value_keep(self);
    if (bound->attributes) object_keep(bound->attributes);
    return value_object(bound);
}

static bool native_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    const Native *native = NATIVE(self);
    unsigned flags = native->spec->flags;
    if (!native->owner || flags & NATIVE_STATIC || !value_is_unset(native->self))
        *result = value_keep(self);
    else if (flags & NATIVE_CLASS)
        *result = native_bind_self(vm, native, value_object(owner));
    else if (value_is_unset(instance))
        *result = value_keep(self);
    else
        *result = native_bind_self(vm, native, instance);
    return true;
}

static bool native_call_slot(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return native_call(vm, NATIVE(self), UNSET, arguments, result);
}

static void native_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Native *)self)->attributes);
    value_drop(vm, ((Native *)self)->self);
}

// What is a function written in Python there takes attributes; what is bound, or C, does not.
static Dict *native_attributes(Vm *vm, Object *self, bool makes)
{
    Native *native = (Native *)self;
    bool takes = native->spec->flags & NATIVE_PYTHON && value_is_unset(native->self);
    if (makes && takes && !native->attributes) native->attributes = dict_new(vm);
    return makes && !takes ? NULL : native->attributes;
}

static bool native_repr(Vm *vm, Value self, Value *result)
{
    const Native *native = NATIVE(self);
    const char *name = native->spec->name;
    unsigned long long id = (unsigned long long)value_id(vm, self);
    if (native->spec->flags & NATIVE_PYTHON)
        *result = str_format(vm, "<function %s%s%s at 0x%llx>",
                             native->owner ? type_name(native->owner) : "",
                             native->owner ? "." : "", name, id);
    else if (!value_is_unset(native->self) && strncmp(name, "__", 2) == 0)
        *result = str_format(vm, "<method-wrapper '%s' of %s object at 0x%llx>", name,
                             value_type_name(vm, native->self),
                             (unsigned long long)value_id(vm, native->self));
    else if (!value_is_unset(native->self))
        *result = str_format(vm, "<built-in method %s of %s object at 0x%llx>", name,
                             value_type_name(vm, native->self),
                             (unsigned long long)value_id(vm, native->self));
    else if (!native->owner)
        *result = str_format(vm, "<built-in function %s>", name);
    else
        *result = str_format(vm, "<%s '%s' of '%s' objects>",
                             strncmp(name, "__", 2) == 0 ? "slot wrapper" : "method", name,
                             type_name(native->owner));
    return true;
}

static bool native_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_has_layout(right, LAYOUT_NATIVE))
        return true;
    (void)vm;
    const Native *a = NATIVE(left), *b = NATIVE(right);
    bool equal = a->spec == b->spec && value_is(a->self, b->self);
    *result = value_bool(equal == (op == COMPARE_EQ));
    return true;
}

static bool native_hash(Vm *vm, Value self, int64_t *hash)
{
    // By name: the same in every run, and of equal bound methods.
    *hash = str_hash(str_intern(vm, NATIVE(self)->spec->name));
    return true;
}

static bool native_name(Vm *vm, Value *args, Value *result)
{
    *result = value_object(object_keep(str_intern(vm, NATIVE(args[0])->spec->name)));
    return true;
}

static bool native_qualified_name(Vm *vm, Value *args, Value *result)
{
    const Native *native = NATIVE(args[0]);
    char buffer[128];
    *result = str_from(vm, native->owner ? full_name(native, buffer, sizeof buffer)
                                         : native->spec->name);
    return true;
}

static bool native_module(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, NATIVE(args[0])->module ? NATIVE(args[0])->module : "builtins");
    return true;
}

static bool native_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value self = NATIVE(args[0])->self;
    *result = value_is_unset(self) ? NONE : value_keep(self);
    return true;
}

static bool native_doc(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static const NativeSpec native_methods[] = {
    {"__name__", "self", native_name, NATIVE_PROPERTY},
    {"__qualname__", "self", native_qualified_name, NATIVE_PROPERTY},
    {"__module__", "self", native_module, NATIVE_PROPERTY},
    {"__self__", "self", native_self, NATIVE_PROPERTY},
    {"__doc__", "self", native_doc, NATIVE_PROPERTY},
    {0},
};

const TypeSpec native_type_spec = {
    .name = "builtin_function_or_method",
    .module = "builtins",
    .layout = LAYOUT_NATIVE,
    .size = sizeof(Native),
    .flags = TYPE_FINAL,
    .slots = {.release = native_release,
              .repr = native_repr,
              .compare = native_compare,
              .hash = native_hash,
              .call = native_call_slot,
              .hidden = native_attributes,
              .bind = native_bind},
    .methods = native_methods,
};

// -- Properties of native types ----------------------------------------------------

static bool property_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)owner;
    if (value_is_unset(instance)) {
        *result = value_keep(self);
        return true;
    }
    vm->private->callee = NATIVE(self);
    return NATIVE(self)->spec->function(vm, &instance, result);
}

static bool property_bind_set(Vm *vm, Value self, Value instance, Value value)
{
    const Native *native = NATIVE(self);
    if (!native->setter)
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "attribute '%s' of '%s' objects is not writable",
                           native->spec->name, type_name(native->owner));
    Value args[] = {instance, value}, ignored = UNSET;
    bool ok = native->setter->function(vm, args, &ignored);
    value_drop(vm, ignored);
    return ok;
}

static bool property_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<attribute '%s' of '%s' objects>", NATIVE(self)->spec->name,
                         type_name(NATIVE(self)->owner));
    return true;
}

const TypeSpec native_property_spec = {
    .name = "getset_descriptor",
    .module = "builtins",
    .layout = LAYOUT_NATIVE,
    .size = sizeof(Native),
    .flags = TYPE_FINAL,
    .slots = {.release = native_release,
              .repr = property_repr,
              .bind = property_bind,
              .bind_set = property_bind_set},
};

void natives_add(Vm *vm, Dict *dict, const NativeSpec *specs, const char *module)
{
    for (; specs && specs->name; specs++) {
        Value native = native_new(vm, specs, NULL, module);
        dict_set_str(vm, dict, str_intern(vm, specs->name), native);
        value_drop(vm, native);
    }
}
