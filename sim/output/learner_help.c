// learner_help.c -- a table of messages; what stands between two quotes goes into the help.

#include "output/learner_help.h"

#include "base/sentences.h"

#include <string.h>

typedef struct Mistake {
    const char *type;  // of the exception
    const char *begin; // of its message, or NULL
    const char *part;  // of its message, or NULL
    Sentence help;
} Mistake;

static const Mistake mistakes[] = {
    {"ValueError", "a coroutine was expected, got <function ", NULL,
     SENTENCE_HELP_CALL_FUNCTION},
    {"TypeError", "An asyncio.Future, a coroutine or an awaitable is required", NULL,
     SENTENCE_HELP_PASS_COROUTINES},
    {"TypeError", "a coroutine was expected, got <function ", NULL,
     SENTENCE_HELP_CALL_FUNCTION},
    {"TypeError", "object ", "can't be used in 'await' expression",
     SENTENCE_HELP_NOT_AWAITABLE},
    {"TypeError", NULL, "'coroutine'", SENTENCE_HELP_FORGOTTEN_AWAIT},
    {"AttributeError", "'coroutine' object has no attribute", NULL,
     SENTENCE_HELP_FORGOTTEN_AWAIT},
    {"TypeError", "'async_generator' object is not iterable", NULL,
     SENTENCE_HELP_ASYNC_FOR},
    {"TypeError", "'async for' requires an object with __aiter__", NULL,
     SENTENCE_HELP_PLAIN_FOR},
    {"TypeError", NULL, "does not support the asynchronous context manager protocol",
     SENTENCE_HELP_PLAIN_WITH},
    {"TypeError", NULL, "does not support the context manager protocol",
     SENTENCE_HELP_ASYNC_WITH},
    {"RuntimeError", "asyncio.run() cannot be called from a running event loop", NULL,
     SENTENCE_HELP_RUN_INSIDE},
    {"RuntimeError", "no running event loop", NULL, SENTENCE_HELP_NO_LOOP},
    {"RuntimeError", "cannot reuse already awaited coroutine", NULL,
     SENTENCE_HELP_AWAITED_TWICE},
    {"InvalidStateError", "Result is not set", NULL, SENTENCE_HELP_RESULT_TOO_EARLY},
};

static bool fits(const Mistake *mistake, const TraceOutcome *outcome)
{
    const char *type = outcome->error_type, *dot = strrchr(type, '.');
    const char *message = outcome->error_message;
    if (strcmp(dot ? dot + 1 : type, mistake->type) != 0) return false;
    if (mistake->begin && strncmp(message, mistake->begin, strlen(mistake->begin)) != 0)
        return false;
    return !mistake->part || strstr(message, mistake->part);
}

// "main" of "... <function main at 0x...>".
static void add_function(const char *message, Text *out)
{
    static const char before[] = "<function ";
    const char *at = strstr(message, before);
    if (!at) return;
    at += sizeof before - 1;
    text_add_bytes(out, at, strcspn(at, " >"));
}

void learner_help_add(const TraceOutcome *outcome, Language language, Text *out)
{
    if (outcome->end != OUTCOME_ERROR || !outcome->error_type || !outcome->error_message)
        return;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        if (!fits(&mistakes[i], outcome)) continue;
        Text function = {0};
        add_function(outcome->error_message, &function);
        const SentenceWord words[] = {SENTENCE_WORD("function", text_string(&function))};
        text_addf(out, "  %s: ", in_language(language, "help"));
        sentence_add(out, language, mistakes[i].help, words, 1);
        text_add_char(out, '\n');
        text_free(&function);
        return;
    }
}
