// suggestions.h -- "Did you mean": the hints that CPython adds to a report.

#ifndef VM_SUGGESTIONS_H
#define VM_SUGGESTIONS_H

#include "vm/exception.h"

// Adds ". Did you mean: 'x'?" and ". Did you forget to import 'x'?" to [text] where
// CPython's report of this NameError, AttributeError or ImportError would. Nothing for any
// other exception. Never raises.
void suggestion_add(Vm *vm, Value exception, Text *text);

// The one of [candidates] that CPython takes [wanted] for, NULL if none is near. Borrowed.
const char *suggestion_nearest(const char *wanted, Str *const *candidates, int count);

#endif
