// contextvars.c -- the module contextvars: ContextVar, Token, Context, copy_context.
//
// A variable is a key; its values stand in contexts (vm/context.h).

#include "vm/context.h"
#include "vm/iterators.h"
#include "vm/modules/modules.h"

typedef struct ContextVar {
    Object object;
    Str *name;
    Value default_; // UNSET without one
} ContextVar;

// What set() returns.
typedef struct Token {
    Object object;
    ContextVar *variable;
    VarContext *context; // in which it was set
    Value old;           // UNSET: it had no value
    bool is_used;
} Token;

static ContextVar *variable_of(Value v)
{
    return (ContextVar *)v.object;
}

static Token *token_of(Value v)
{
    return (Token *)v.object;
}

// False with an error of [kind] set: "<repr of [who]> [what]".
static bool complain(Vm *vm, ExceptionKind kind, Value who, const char *what)
{
    Text text = {0};
    if (text_add_repr(vm, &text, who))
        raise_error(vm, kind, "%s %s", text_string(&text), what);
    text_free(&text);
    return false;
}

// ---- Token ----

static void token_release(Vm *vm, Object *self)
{
    Token *token = (Token *)self;
    ContextVar *variable = token->variable;
    VarContext *context = token->context;
    token->variable = NULL;
    token->context = NULL;
    value_clear(vm, &token->old);
    object_drop(vm, context);
    object_drop(vm, variable);
}

static bool token_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type, (void)arguments, (void)result;
    return raise_error(vm, RUNTIME_ERROR, "Tokens can only be created by ContextVars");
}

static bool token_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_addf(&text, "<Token%s var=", token_of(self)->is_used ? " used" : "");
    bool ok = text_add_repr(vm, &text, value_object(token_of(self)->variable));
    text_addf(&text, " at 0x%llx>", (unsigned long long)value_id(vm, self));
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool token_var(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(token_of(args[0])->variable));
    return true;
}

static bool token_old_value(Vm *vm, Value *args, Value *result)
{
    Value old = token_of(args[0])->old;
    if (value_is_unset(old))
        old = type_lookup(vm, args[0].object->type, str_intern(vm, "MISSING"));
    *result = value_keep(old);
    return true;
}

static const NativeSpec token_methods[] = {
    {"var", "self", token_var, NATIVE_PROPERTY},
    {"old_value", "self", token_old_value, NATIVE_PROPERTY},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec token_spec = {
    .name = "Token",
    .module = "_contextvars",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Token),
    .flags = TYPE_NATIVE | TYPE_FINAL | TYPE_DOTTED,
    .slots = {.create = token_create, .release = token_release, .repr = token_repr},
    .methods = token_methods,
};

// Token.MISSING, the only one of its type.
static bool missing_repr(Vm *vm, Value self, Value *result)
{
    (void)self;
    *result = str_from(vm, "<Token.MISSING>");
    return true;
}

static const TypeSpec missing_spec = {
    .name = "Token.MISSING",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Object),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.create = create_refused, .repr = missing_repr},
};

static Type *token_type(Vm *vm)
{
    if (vm->types.context_token) return vm->types.context_token;
    Type *type = type_new(vm, &token_spec, NULL);
    Value missing = value_object(object_new(vm, type_new(vm, &missing_spec, NULL)));
    dict_set_str(vm, type->attributes, str_intern(vm, "MISSING"), missing);
    value_drop(vm, missing);
    return vm->types.context_token = type;
}

// ---- ContextVar ----

static const NativeSpec constructor = {"ContextVar", "name, /, *, default=", NULL, 0};

static bool variable_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &constructor, arguments, args)) return false;
    bool ok = value_is_str(args[0]);
    if (ok) {
        ContextVar *variable = object_new(vm, type);
        variable->name = object_keep(args[0].object);
        variable->default_ = value_keep(args[1]);
        *result = value_object(variable);
    }
    arguments_unbind(vm, &constructor, args);
    return ok || raise_error(vm, TYPE_ERROR, "context variable name must be a str");
}

static void variable_release(Vm *vm, Object *self)
{
    ContextVar *variable = (ContextVar *)self;
    Str *name = variable->name;
    variable->name = NULL;
    object_drop(vm, name);
    value_clear(vm, &variable->default_);
}

static bool variable_repr(Vm *vm, Value self, Value *result)
{
    const ContextVar *variable = variable_of(self);
    Text text = {0};
    text_add(&text, "<ContextVar name=");
    str_add_repr(&text, variable->name);
    bool ok = true;
    if (!value_is_unset(variable->default_)) {
        text_add(&text, " default=");
        ok = text_add_repr(vm, &text, variable->default_);
    }
    text_addf(&text, " at 0x%llx>", (unsigned long long)value_id(vm, self));
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool method_get(Vm *vm, Value *args, Value *result)
{
    Value found = context_get(vm, args[0]);
    if (value_is_unset(found)) found = args[1];
    if (value_is_unset(found)) found = variable_of(args[0])->default_;
    if (value_is_unset(found)) return raise_with(vm, LOOKUP_ERROR, args[0]);
    *result = value_keep(found);
    return true;
}

static bool method_set(Vm *vm, Value *args, Value *result)
{
    Token *token = object_new(vm, token_type(vm));
    token->variable = object_keep(args[0].object);
    token->context = object_keep(context_now(vm));
    token->old = value_keep(context_get(vm, args[0]));
    *result = value_object(token);
    if (context_set(vm, args[0], args[1])) return true;
    object_drop(vm, token);
    return false;
}

static bool method_reset(Vm *vm, Value *args, Value *result)
{
    Value given = args[1];
    if (!value_is_instance(vm, given, token_type(vm))) {
        Text text = {0};
        if (text_add_repr(vm, &text, given))
            raise_error(vm, TYPE_ERROR, "expected an instance of Token, got %s",
                        text_string(&text));
        text_free(&text);
        return false;
    }
    Token *token = token_of(given);
    if (token->is_used)
        return complain(vm, RUNTIME_ERROR, given, "has already been used once");
    if (token->variable != variable_of(args[0]))
        return complain(vm, VALUE_ERROR, given, "was created by a different ContextVar");
    if (token->context != context_now(vm))
        return complain(vm, VALUE_ERROR, given, "was created in a different Context");
    token->is_used = true;
    *result = NONE;
    return context_set(vm, args[0], token->old);
}

static bool variable_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(variable_of(args[0])->name));
    return true;
}

static const NativeSpec variable_methods[] = {
    {"get", "self, default=, /", method_get, 0},
    {"set", "self, value, /", method_set, 0},
    {"reset", "self, token, /", method_reset, 0},
    {"name", "self", variable_name, NATIVE_PROPERTY},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec variable_spec = {
    .name = "ContextVar",
    .module = "_contextvars",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ContextVar),
    .flags = TYPE_NATIVE | TYPE_FINAL | TYPE_DOTTED,
    .slots = {.create = variable_create,
              .release = variable_release,
              .repr = variable_repr},
    .methods = variable_methods,
};

// ---- The module ----

static bool function_copy_context(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_object(context_copy(vm));
    return true;
}

static const NativeSpec functions[] = {
    {"copy_context", "", function_copy_context, 0},
    {0},
};

Module *contextvars_module(Vm *vm)
{
    Module *module = module_new(vm, "contextvars", functions);
    vm->types.context_var = type_new(vm, &variable_spec, NULL);
    Type *const types[] = {vm->types.context_var, token_type(vm), context_type(vm)};
    for (int i = 0; i < 3; i++)
        module_set(vm, module, type_short_name(types[i]),
                   value_keep(value_object(types[i])));
    return module;
}
