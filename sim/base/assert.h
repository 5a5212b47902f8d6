// assert.h -- facts about our own code, each with its reason.
//
// An ASSERT never judges a scenario or a program: those get diagnostics and
// exceptions. It states what the code around it relies on, and stays in every build
// except inside the interpreter loop, where DEBUG_ASSERT vanishes from a release.

#ifndef BASE_ASSERT_H
#define BASE_ASSERT_H

#include <assert.h>

// Prints where and why on standard error and aborts.
_Noreturn void assert_failed(const char *file, int line, const char *fact,
                             const char *reason);

#define ASSERT(fact, reason)                                                             \
    ((fact) ? (void)0 : assert_failed(__FILE__, __LINE__, #fact, reason))

#ifdef NDEBUG
#define DEBUG_ASSERT(fact, reason) ((void)0)
#else
#define DEBUG_ASSERT(fact, reason) ASSERT(fact, reason)
#endif

#endif
