// mp_failures.c -- exceptions on their way from process to process.

#include "base/arena.h"
#include "threads/mp.h"
#include "vm/exception.h"

#include <stdlib.h>
#include <string.h>

static char *report_of(Vm *vm, Value exception)
{
    Text text = {0};
    exception_report(vm, exception, &text);
    char *copy = memory_new(text.size + 1);
    memcpy(copy, text_string(&text), text.size + 1);
    text_free(&text);
    return copy;
}

Failure failure_pack(Vm *vm)
{
    if (vm->halt) return (Failure){0};
    Value exception = exception_take(vm);
    Failure failure = {.traceback = report_of(vm, exception)};
    failure.exception = message_pack(vm, exception);
    if (!failure.exception && !vm->halt) {
        Value reason = exception_take(vm);
        free(failure.traceback);
        failure.traceback = report_of(vm, reason);
        failure.exception = message_pack(vm, reason);
        value_drop(vm, reason);
    }
    value_drop(vm, exception);
    return failure;
}

Failure failure_of(Vm *vm)
{
    if (vm->halt) return (Failure){0};
    Value exception = exception_take(vm);
    Failure failure = {.exception = message_of(vm, exception)};
    value_drop(vm, exception);
    return failure;
}

bool failure_unpack(Vm *vm, const Failure *failure, ExceptionKind kind, Value *exception)
{
    Value made;
    if (!failure->exception || !message_unpack(vm, failure->exception, &made))
        return false;
    *exception = made;
    if (!failure->traceback || !value_is_exception(made)) return true;
    value_set(vm, &EXCEPTION_OF(made)->cause,
              exception_new(vm, kind, "\n\"\"\"\n%s\"\"\"", failure->traceback));
    EXCEPTION_OF(made)->suppress_context = true;
    return true;
}

void failure_free(Vm *vm, Failure *failure)
{
    message_free(vm, failure->exception);
    free(failure->traceback);
    *failure = (Failure){0};
}

bool raise_of_queue(Vm *vm, const char *name)
{
    Module *module = module_import(vm, "queue");
    if (!module) return false;
    Value type = dict_get_str(module->attributes, str_intern(vm, name));
    return raise_statement(vm, type, UNSET);
}
