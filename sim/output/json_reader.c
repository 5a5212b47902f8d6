// json_reader.c -- a buffer, one byte of look-ahead, and a sticky first error.

#include "output/json_reader.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { END_OF_FILE = -1 };

void json_reader_open(JsonReader *reader, int fd, const char *head, size_t size,
                      const char *name, Language language, Text *message)
{
    *reader = (JsonReader){.fd = fd,
                           .name = name,
                           .language = language,
                           .message = message,
                           .line = 1,
                           .end = size};
    reader->buffer = memory_new(size > JSON_READER_BUFFER ? size : JSON_READER_BUFFER);
    if (size) memcpy(reader->buffer, head, size);
}

void json_reader_close(JsonReader *reader)
{
    text_free(&reader->string);
    free(reader->buffer);
}

void json_reader_fail(JsonReader *reader, Sentence sentence, const SentenceWord *words,
                      int count)
{
    if (reader->failed) return;
    reader->failed = true;
    text_addf(reader->message, "%s:%lld: ", reader->name, (long long)reader->line);
    sentence_add(reader->message, reader->language, sentence, words, count);
}

// ---- Bytes ----

static bool fill(JsonReader *reader)
{
    if (reader->fd < 0 || reader->failed) return false;
    if (reader->stop && *reader->stop) {
        reader->failed = true;
        return false;
    }
    ssize_t got;
    do
        got = read(reader->fd, reader->buffer, JSON_READER_BUFFER);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        const SentenceWord words[] = {
            SENTENCE_WORD("why", reason_in(reader->language, errno))};
        json_reader_fail(reader, SENTENCE_READ_FAILED, words, 1);
    }
    reader->at = 0;
    reader->end = got > 0 ? (size_t)got : 0;
    if (got <= 0) reader->fd = -1;
    return got > 0;
}

static int peek_behind(JsonReader *reader)
{
    return fill(reader) ? (unsigned char)reader->buffer[reader->at] : END_OF_FILE;
}

static inline int peek(JsonReader *reader)
{
    if (reader->failed) return END_OF_FILE;
    if (reader->at == reader->end) return peek_behind(reader);
    return (unsigned char)reader->buffer[reader->at];
}

static int peek_token(JsonReader *reader)
{
    for (;;) {
        int c = peek(reader);
        if (c == '\n') reader->line++;
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return c;
        reader->at++;
    }
}

void json_reader_expected(JsonReader *reader, const char *what)
{
    if (peek(reader) == END_OF_FILE) {
        json_reader_fail(reader, SENTENCE_READ_CUT, NULL, 0);
        return;
    }
    const SentenceWord words[] = {SENTENCE_WORD("what", what)};
    json_reader_fail(reader, SENTENCE_READ_EXPECTED, words, 1);
}

// ---- Structure ----

bool json_next_is(JsonReader *reader, char mark)
{
    return peek_token(reader) == mark;
}

bool json_read_mark_if(JsonReader *reader, char mark)
{
    if (!json_next_is(reader, mark)) return false;
    reader->at++;
    return true;
}

bool json_take_if(JsonReader *reader, const char *bytes, size_t size)
{
    if (reader->failed || reader->end - reader->at < size) return false;
    if (memcmp(reader->buffer + reader->at, bytes, size) != 0) return false;
    reader->at += size;
    return true;
}

void json_read_mark(JsonReader *reader, char mark)
{
    if (json_read_mark_if(reader, mark)) return;
    char what[] = {'\'', mark, '\'', 0};
    json_reader_expected(reader, what);
}

bool json_read_entry(JsonReader *reader, bool *first)
{
    if (reader->failed || json_read_mark_if(reader, ']')) return false;
    if (!*first) json_read_mark(reader, ',');
    *first = false;
    return !reader->failed;
}

void json_read_any_key(JsonReader *reader)
{
    json_read_string(reader);
    json_read_mark(reader, ':');
}

void json_read_key(JsonReader *reader, const char *key)
{
    if (json_next_is(reader, '"') && strcmp(json_read_string(reader), key) == 0) {
        json_read_mark(reader, ':');
        return;
    }
    Text what = {0};
    text_addf(&what, "\"%s\"", key);
    json_reader_expected(reader, text_string(&what));
    text_free(&what);
}

void json_read_next_key(JsonReader *reader, const char *key)
{
    json_read_mark(reader, ',');
    json_read_key(reader, key);
}

// ---- Strings ----

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static void bad_string(JsonReader *reader)
{
    json_reader_expected(reader, "a well-formed string");
}

static uint32_t read_hex(JsonReader *reader)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(peek(reader));
        if (digit < 0) {
            bad_string(reader);
            return 0;
        }
        reader->at++;
        value = value << 4 | (uint32_t)digit;
    }
    return value;
}

// \uXXXX, in pairs past 0xffff; half a pair is refused.
static void read_unicode_escape(JsonReader *reader)
{
    uint32_t codepoint = read_hex(reader);
    if (codepoint >= 0xd800 && codepoint < 0xdc00 && peek(reader) == '\\') {
        reader->at++;
        if (peek(reader) == 'u') reader->at++;
        uint32_t low = read_hex(reader);
        if (low >= 0xdc00 && low < 0xe000)
            codepoint = 0x10000 + ((codepoint - 0xd800) << 10) + (low - 0xdc00);
    }
    if (codepoint >= 0xd800 && codepoint < 0xe000)
        bad_string(reader);
    else
        text_add_codepoint(&reader->string, codepoint);
}

static void read_escape(JsonReader *reader)
{
    static const char names[] = "\"\"\\\\//n\nr\rt\tb\bf\f";
    int c = peek(reader);
    if (c == END_OF_FILE) {
        bad_string(reader);
        return;
    }
    reader->at++;
    if (c == 'u') {
        read_unicode_escape(reader);
        return;
    }
    for (const char *name = names; *name; name += 2) {
        if (name[0] != c) continue;
        text_add_char(&reader->string, name[1]);
        return;
    }
    bad_string(reader);
}

// The bytes up to the next quote, backslash or control in the buffer, in one go.
static void read_plain(JsonReader *reader)
{
    size_t start = reader->at;
    while (reader->at < reader->end) {
        unsigned char c = (unsigned char)reader->buffer[reader->at];
        if (c == '"' || c == '\\' || c < 0x20) break;
        reader->at++;
    }
    text_add_bytes(&reader->string, reader->buffer + start, reader->at - start);
}

// What stands between the quotes; the first one was taken.
static void read_content(JsonReader *reader)
{
    for (;;) {
        int c = peek(reader);
        if (c == '"') break;
        if (c < 0x20) {
            bad_string(reader);
            return;
        }
        if (c == '\\') {
            reader->at++;
            read_escape(reader);
        } else {
            read_plain(reader);
        }
    }
    reader->at++;
    const Text *string = &reader->string;
    if (utf8_first_error(text_string(string), string->size) != string->size)
        json_reader_fail(reader, SENTENCE_READ_BAD_UTF8, NULL, 0);
}

const char *json_read_string(JsonReader *reader)
{
    text_clear(&reader->string);
    if (json_read_mark_if(reader, '"'))
        read_content(reader);
    else
        json_reader_expected(reader, "a string");
    if (reader->failed) text_clear(&reader->string);
    return text_string(&reader->string);
}

// ---- Numbers and words ----

static void bad_number(JsonReader *reader, int64_t least, int64_t most)
{
    Text what = {0};
    text_addf(&what, "an integer from %lld to %lld", (long long)least, (long long)most);
    json_reader_expected(reader, text_string(&what));
    text_free(&what);
}

int64_t json_read_number(JsonReader *reader, int64_t least, int64_t most)
{
    bool negative = json_read_mark_if(reader, '-');
    int digits = 0;
    uint64_t value = 0;
    bool too_large = false, leading_zero = false;
    for (int c; (c = peek(reader)) >= '0' && c <= '9'; reader->at++) {
        leading_zero |= digits == 1 && value == 0;
        too_large |= __builtin_mul_overflow(value, 10u, &value) ||
                     __builtin_add_overflow(value, (uint64_t)(c - '0'), &value);
        digits++;
    }
    int next = peek(reader);
    too_large |= value > INT64_MAX;
    int64_t number = too_large ? 0 : negative ? -(int64_t)value : (int64_t)value;
    if (!digits || leading_zero || too_large || next == '.' || next == 'e' ||
        next == 'E' || number < least || number > most) {
        bad_number(reader, least, most);
        return least;
    }
    return number;
}

static bool read_word_if(JsonReader *reader, const char *word)
{
    if (peek_token(reader) != word[0]) return false;
    for (; *word; word++) {
        if (peek(reader) != *word) {
            json_reader_expected(reader, "a value");
            return false;
        }
        reader->at++;
    }
    return true;
}

bool json_read_null_if(JsonReader *reader)
{
    return read_word_if(reader, "null");
}

bool json_read_bool(JsonReader *reader)
{
    if (read_word_if(reader, "true")) return true;
    if (!read_word_if(reader, "false")) json_reader_expected(reader, "true or false");
    return false;
}

// Only the brackets are counted: what is skipped is never used.
void json_skip_value(JsonReader *reader)
{
    int64_t depth = 0;
    do {
        int c = peek_token(reader);
        if (c == END_OF_FILE) {
            json_reader_expected(reader, "a value");
            return;
        }
        if (c == '"') {
            json_read_string(reader);
            continue;
        }
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        reader->at++;
        bool in_word = c >= '0' && c <= 'z' && c != '[' && c != ']';
        while (in_word && !depth && (c = peek(reader)) >= '+' && c <= 'z' && c != ',' &&
               c != ']')
            reader->at++;
    } while (depth > 0 && !reader->failed);
}

void json_read_end(JsonReader *reader)
{
    if (peek_token(reader) != END_OF_FILE)
        json_reader_expected(reader, "the end of the file");
}
