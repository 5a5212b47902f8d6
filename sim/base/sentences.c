// sentences.c -- fills words into sentences, and picks Korean particles by sound.

#include "base/sentences.h"

#include "base/assert.h"
#include "base/utf8.h"

#include <string.h>

#define SENTENCE(name, text) [SENTENCE_##name] = text,
#define MESSAGE(english, text)
#include "language_tables.inc"
#undef MESSAGE
#undef SENTENCE

static const char *const *const tables[] = {
#define LANGUAGE(code) sentences_##code,
#include "language_rows.inc"
#undef LANGUAGE
};

const char *sentence_pattern(Language language, Sentence sentence)
{
    const char *pattern = tables[language][sentence];
    return pattern ? pattern : sentences_en[sentence];
}

const char *sentence_name(Sentence sentence)
{
    static const char *const names[] = {
#define SENTENCE(name, text) #name,
#include "../assets/languages/en.def"
#undef SENTENCE
    };
    return names[sentence];
}

// How a text ends when it is read aloud in Korean.
typedef enum Sound { SOUND_UNKNOWN, SOUND_VOWEL, SOUND_RIEUL, SOUND_CONSONANT } Sound;

enum { HANGUL_FIRST = 0xac00, HANGUL_LAST = 0xd7a3, FINALS = 28, FINAL_RIEUL = 8 };

static Sound sound_of(uint32_t codepoint)
{
    if (codepoint >= HANGUL_FIRST && codepoint <= HANGUL_LAST) {
        uint32_t final = (codepoint - HANGUL_FIRST) % FINALS;
        if (!final) return SOUND_VOWEL;
        return final == FINAL_RIEUL ? SOUND_RIEUL : SOUND_CONSONANT;
    }
    // 영 일 이 삼 사 오 육 칠 팔 구
    static const Sound digits[] = {
        SOUND_CONSONANT, SOUND_RIEUL,     SOUND_VOWEL, SOUND_CONSONANT, SOUND_VOWEL,
        SOUND_VOWEL,     SOUND_CONSONANT, SOUND_RIEUL, SOUND_RIEUL,     SOUND_VOWEL};
    if (codepoint >= '0' && codepoint <= '9') return digits[codepoint - '0'];
    return SOUND_UNKNOWN;
}

// "1.250 s" is read with 초, "50 %" with 퍼센트.
static bool is_seconds_or_percent(const char *text)
{
    size_t size = strlen(text);
    return size > 2 && text[size - 3] >= '0' && text[size - 3] <= '9' &&
           (strcmp(text + size - 2, " s") == 0 || strcmp(text + size - 2, " %") == 0);
}

// The last letter, with quotes and brackets behind it left out.
static Sound last_sound(const char *text)
{
    if (is_seconds_or_percent(text)) return SOUND_VOWEL;
    Sound sound = SOUND_UNKNOWN;
    for (size_t size; *text; text += size) {
        uint32_t codepoint = utf8_decode(text, &size);
        if (!strchr("'\")]}", (int)(codepoint < 128 ? codepoint : 1)))
            sound = sound_of(codepoint);
    }
    return sound;
}

// A particle after a consonant, after a vowel, and when the sound is not known.
typedef struct Particle {
    const char *name, *consonant, *vowel, *unknown;
} Particle;

static const Particle particles[] = {
    {"이", "이", "가", "이(가)"},     {"을", "을", "를", "을(를)"},
    {"은", "은", "는", "은(는)"},     {"과", "과", "와", "과(와)"},
    {"으로", "으로", "로", "(으)로"},
};

static void add_particle(Text *out, const char *name, size_t size, const char *after)
{
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        const Particle *p = &particles[i];
        if (strlen(p->name) != size || memcmp(p->name, name, size) != 0) continue;
        Sound sound = last_sound(after);
        // 으로 is 로 after ㄹ as well.
        if (sound == SOUND_RIEUL)
            sound = size > strlen("이") ? SOUND_VOWEL : SOUND_CONSONANT;
        text_add(out, sound == SOUND_VOWEL       ? p->vowel
                      : sound == SOUND_CONSONANT ? p->consonant
                                                 : p->unknown);
        return;
    }
    ASSERT(false, "the particles of our sentences are in the table");
}

// Adds what stands for the place at [open] ("{word}" or "{word:이}") and returns the byte
// behind it.
static const char *add_word(Text *out, const char *open, const SentenceWord *words,
                            int count)
{
    const char *key = open + 1, *close = strchr(open, '}');
    const char *colon = memchr(key, ':', (size_t)(close - key));
    size_t size = (size_t)((colon ? colon : close) - key);
    for (int i = 0; i < count; i++) {
        if (words[i].key_size != size || memcmp(words[i].key, key, size) != 0) continue;
        text_add(out, words[i].text);
        if (colon)
            add_particle(out, colon + 1, (size_t)(close - colon - 1), words[i].text);
        return close + 1;
    }
    ASSERT(false, "every place of a sentence is given its word");
    return close + 1;
}

void sentence_add(Text *out, Language language, Sentence sentence,
                  const SentenceWord *words, int count)
{
    const char *at = sentence_pattern(language, sentence);
    while (*at) {
        size_t plain = strcspn(at, "{");
        text_add_bytes(out, at, plain);
        at += plain;
        if (*at == '{') at = add_word(out, at, words, count);
    }
}
