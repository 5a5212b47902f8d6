// learner_help.c -- a table of messages; what stands between two quotes goes into the help.

#include "output/learner_help.h"

#include "base/sentences.h"

#include <string.h>

// What does not tell by its message alone tells by the line of the program.
typedef struct Mistake {
    const char *type;  // of the exception
    const char *begin; // of its message, or NULL
    const char *part;  // of its message, or NULL
    const char *line;  // of the line that raised it, or NULL
    Sentence help;
} Mistake;

// The first one that fits is told.
static const Mistake mistakes[] = {
    {"ValueError", "a coroutine was expected, got <function ", NULL, NULL,
     SENTENCE_HELP_CALL_FUNCTION},
    {"ValueError", "a coroutine was expected, got <_GatheringFuture ", NULL, NULL,
     SENTENCE_HELP_RUN_MAIN},
    {"TypeError", "An asyncio.Future, a coroutine or an awaitable is required", NULL,
     NULL, SENTENCE_HELP_PASS_COROUTINES},
    {"TypeError", "a coroutine was expected, got <function ", NULL, NULL,
     SENTENCE_HELP_CALL_FUNCTION},
    {"TypeError", "unhashable type: 'list'", NULL, "gather(", SENTENCE_HELP_STAR},
    {"TypeError", "Passing coroutines is forbidden", NULL, NULL,
     SENTENCE_HELP_MAKE_TASKS},
    {"TypeError", "object list can't be used in 'await' expression", NULL, NULL,
     SENTENCE_HELP_GATHER},
    {"TypeError", "object async_generator can't be used in 'await' expression", NULL,
     NULL, SENTENCE_HELP_ASYNC_FOR},
    {"TypeError", "object function can't be used in 'await' expression", NULL, NULL,
     SENTENCE_HELP_CALL_IT},
    {"TypeError", "object method can't be used in 'await' expression", NULL, NULL,
     SENTENCE_HELP_CALL_IT},
    {"TypeError", "object NoneType can't be used in 'await' expression", NULL,
     "time.sleep(", SENTENCE_HELP_TIME_SLEEP},
    {"TypeError", "object ", "can't be used in 'await' expression", NULL,
     SENTENCE_HELP_NOT_AWAITABLE},
    {"TypeError", "'coroutine' object is not callable", NULL, NULL,
     SENTENCE_HELP_PASS_FUNCTION},
    {"TypeError", NULL, "'coroutine'", NULL, SENTENCE_HELP_FORGOTTEN_AWAIT},
    {"TypeError", NULL, "coroutine object", NULL, SENTENCE_HELP_FORGOTTEN_AWAIT},
    {"AttributeError", "'coroutine' object has no attribute", NULL, NULL,
     SENTENCE_HELP_FORGOTTEN_AWAIT},
    {"TypeError", NULL, "'_asyncio.Task'", NULL, SENTENCE_HELP_TASK_RESULT},
    {"AttributeError", "'_asyncio.Task' object has no attribute", NULL, NULL,
     SENTENCE_HELP_TASK_RESULT},
    {"TypeError", "'async_generator' object is not an iterator", NULL, NULL,
     SENTENCE_HELP_ASYNC_FOR},
    {"TypeError", "'async_generator' object is not iterable", NULL, NULL,
     SENTENCE_HELP_ASYNC_FOR},
    {"TypeError", "'async for' requires an object with __aiter__", NULL, NULL,
     SENTENCE_HELP_PLAIN_FOR},
    {"TypeError", NULL, "does not support the asynchronous context manager protocol",
     NULL, SENTENCE_HELP_PLAIN_WITH},
    {"TypeError", NULL, "does not support the context manager protocol", NULL,
     SENTENCE_HELP_ASYNC_WITH},
    {"RuntimeError", "asyncio.run() cannot be called from a running event loop", NULL,
     NULL, SENTENCE_HELP_RUN_INSIDE},
    {"RuntimeError", "This event loop is already running", NULL, NULL,
     SENTENCE_HELP_LOOP_RUNS},
    {"RuntimeError", "Cannot run the event loop while another loop is running", NULL,
     NULL, SENTENCE_HELP_LOOP_RUNS},
    {"RuntimeError", NULL, "is bound to a different event loop", NULL,
     SENTENCE_HELP_OTHER_LOOP},
    {"RuntimeError", NULL, "attached to a different loop", NULL,
     SENTENCE_HELP_OTHER_LOOP},
    {"RuntimeError", "no running event loop", NULL, NULL, SENTENCE_HELP_NO_LOOP},
    {"RuntimeError", "There is no current event loop", NULL, NULL, SENTENCE_HELP_NO_LOOP},
    {"RuntimeError", "cannot reuse already awaited coroutine", NULL, NULL,
     SENTENCE_HELP_AWAITED_TWICE},
    {"RuntimeError", "Lock is not acquired.", NULL, NULL, SENTENCE_HELP_LOCK},
    {"InvalidStateError", "Result is not set", NULL, NULL,
     SENTENCE_HELP_RESULT_TOO_EARLY},
    {"InvalidStateError", "Exception is not set", NULL, NULL,
     SENTENCE_HELP_RESULT_TOO_EARLY},
};

// True if the program's line at which the error was raised has the words.
static bool line_has(const Trace *trace, const char *words)
{
    const TraceOutcome *outcome = &trace->outcome;
    if (!outcome->frame_count || !trace->scenario.program) return false;
    uint32_t line = outcome->frames[outcome->frame_count - 1].line;
    const char *at = trace->scenario.program, *end = at + trace->scenario.program_size;
    for (uint32_t i = 1; at && i < line; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at) at++;
    }
    if (!at) return false;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    Text text = {0};
    text_add_bytes(&text, at, (size_t)((stop ? stop : end) - at));
    bool has = strstr(text_string(&text), words) != NULL;
    text_free(&text);
    return has;
}

static bool fits(const Mistake *mistake, const Trace *trace)
{
    const TraceOutcome *outcome = &trace->outcome;
    const char *type = outcome->error_type, *dot = strrchr(type, '.');
    const char *message = outcome->error_message;
    if (strcmp(dot ? dot + 1 : type, mistake->type) != 0) return false;
    if (mistake->begin && strncmp(message, mistake->begin, strlen(mistake->begin)) != 0)
        return false;
    if (mistake->part && !strstr(message, mistake->part)) return false;
    return !mistake->line || line_has(trace, mistake->line);
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

static void add_help(Sentence help, const char *function, Language language, Text *out)
{
    const SentenceWord words[] = {SENTENCE_WORD("function", function)};
    text_addf(out, "  %s: ", in_language(language, "help"));
    sentence_add(out, language, help, words, 1);
    text_add_char(out, '\n');
}

void learner_help_add(const Trace *trace, Language language, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    if (outcome->end != OUTCOME_ERROR || !outcome->error_type || !outcome->error_message)
        return;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        if (!fits(&mistakes[i], trace)) continue;
        Text function = {0};
        add_function(outcome->error_message, &function);
        add_help(mistakes[i].help, text_string(&function), language, out);
        text_free(&function);
        return;
    }
}

void learner_help_add_diagnostic(TraceCode code, const TraceFact *facts,
                                 Language language, Text *out)
{
    static const Sentence helps[TRACE_CODE_COUNT] = {
        [DIAGNOSTIC_NEVER_AWAITED] = SENTENCE_HELP_NEVER_AWAITED,
        [DIAGNOSTIC_TASK_EXCEPTION_LOST] = SENTENCE_HELP_TASK_LOST,
        [DIAGNOSTIC_FUTURE_EXCEPTION_LOST] = SENTENCE_HELP_FUTURE_LOST,
        [DIAGNOSTIC_CALLBACK_FAILED] = SENTENCE_HELP_CALLBACK,
        [DIAGNOSTIC_TASK_DESTROYED_PENDING] = SENTENCE_HELP_DESTROYED,
        [DIAGNOSTIC_LOOP_BLOCKED] = SENTENCE_HELP_LOOP_BLOCKED,
        [DIAGNOSTIC_CANCELLED_AT_END] = SENTENCE_HELP_CANCELLED_AT_END,
        [DIAGNOSTIC_CANCEL_SWALLOWED] = SENTENCE_HELP_CANCEL_SWALLOWED,
        [DIAGNOSTIC_BUSY_WAIT] = SENTENCE_HELP_BUSY_WAIT,
        [DIAGNOSTIC_LOCK_HELD_AT_END] = SENTENCE_HELP_LOCK_HELD,
        [DIAGNOSTIC_AWAITS_IN_SEQUENCE] = SENTENCE_HELP_IN_SEQUENCE,
    };
    Sentence help = helps[code];
    if (code == DIAGNOSTIC_CALLBACK_FAILED &&
        strstr(facts[1].text, "'coroutine' object is not callable"))
        help = SENTENCE_HELP_PASS_FUNCTION;
    if (help) add_help(help, "", language, out);
}
