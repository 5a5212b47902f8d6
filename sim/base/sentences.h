// sentences.h -- what we tell the user about a run, in each language.
//
// The sentences stand in assets/languages, a file for each language, under the same names,
// and are compiled in. A sentence has places for words, written {word}; each language puts them
// in its own order. In Korean a particle that depends on the sound before it is written
// {word:이}: it becomes 이 or 가 (을/를, 은/는, 과/와 and 으로/로 likewise).

#ifndef BASE_SENTENCES_H
#define BASE_SENTENCES_H

#include "base/language.h"
#include "base/text.h"

typedef enum Sentence {
#define SENTENCE(name, text) SENTENCE_##name,
#include "../assets/languages/en.def"
#undef SENTENCE
    SENTENCE_COUNT
} Sentence;

// What goes into one place of a sentence.
typedef struct SentenceWord {
    const char *key; // the name of the place; need not end with a zero
    size_t key_size;
    const char *text;
} SentenceWord;

#define SENTENCE_WORD(key, text)                                                         \
    {                                                                                    \
        key, sizeof(key) - 1, text                                                       \
    }

// The sentence with its places open, and the name that it has in the tables.
const char *sentence_pattern(Language language, Sentence sentence);
const char *sentence_name(Sentence sentence);

// Adds a sentence with its words filled in.
void sentence_add(Text *out, Language language, Sentence sentence,
                  const SentenceWord *words, int count);

#endif
