// reading.c -- strings, numbers and words as they stand in every part of a trace file.

#include "output/reading.h"

#include <string.h>

void reading_wrong(Reading *reading, Sentence sentence)
{
    json_reader_fail(&reading->json, sentence, NULL, 0);
}

char *reading_keep(Reading *reading)
{
    json_read_string(&reading->json);
    const Text *string = &reading->json.string;
    return arena_copy(reading->arena, text_string(string), string->size);
}

char *reading_keep_maybe(Reading *reading)
{
    return json_read_null_if(&reading->json) ? NULL : reading_keep(reading);
}

TraceText reading_text(Reading *reading)
{
    json_read_string(&reading->json);
    const Text *string = &reading->json.string;
    return trace_text(reading->trace, text_string(string), string->size);
}

uint32_t reading_u32(Reading *reading)
{
    return (uint32_t)json_read_number(&reading->json, 0, UINT32_MAX);
}

uint32_t reading_task(Reading *reading)
{
    uint32_t task = (uint32_t)json_read_number(&reading->json, 1, (int64_t)UINT32_MAX);
    if (task > reading->trace->task_count) {
        reading_wrong(reading, SENTENCE_READ_NO_SUCH_TASK);
        return 0;
    }
    return task;
}

// ---- Words ----

#define WORD_READER(function, type, word_of, count)                                      \
    uint8_t function(Reading *reading)                                                   \
    {                                                                                    \
        const char *word = json_read_string(&reading->json);                             \
        for (int i = 0; i < (count); i++)                                                \
            if (word_of((type)i)[0] == word[0] && strcmp(word_of((type)i), word) == 0)   \
                return (uint8_t)i;                                                       \
        const SentenceWord words[] = {SENTENCE_WORD("word", word)};                      \
        json_reader_fail(&reading->json, SENTENCE_READ_UNKNOWN_WORD, words, 1);          \
        return 0;                                                                        \
    }

WORD_READER(reading_wait, TraceWait, trace_wait_word, TRACE_WAIT_COUNT)
WORD_READER(reading_end, TraceEnd, trace_end_word, TRACE_END_COUNT)
WORD_READER(reading_why, TraceWhy, trace_why_word, TRACE_WHY_COUNT)
WORD_READER(reading_code, TraceCode, trace_code_word, TRACE_CODE_COUNT)
WORD_READER(reading_outcome, TraceOutcomeEnd, trace_outcome_word, TRACE_OUTCOME_COUNT)
WORD_READER(reading_model, MachineModel, machine_model_name, MACHINE_MODEL_COUNT)
