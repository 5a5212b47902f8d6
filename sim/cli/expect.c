// expect.c -- line by line, so that a difference is known while the program still runs.

#include "cli/expect.h"

#include "cli/complain.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool expect_open(Expect *expect, const char *path, Language language)
{
    *expect = (Expect){.name = path};
    FILE *file = fopen(path, "rb");
    if (!file) {
        complain_why(language, SENTENCE_CANNOT_READ, path, reason_in(language, errno));
        return false;
    }
    enum { PIECE = 65536 };
    size_t got;
    while ((got = fread(text_room(&expect->content, PIECE), 1, PIECE, file)) > 0)
        expect->content.size += got;
    bool well = !ferror(file);
    if (!well)
        complain_why(language, SENTENCE_CANNOT_READ, path, reason_in(language, errno));
    fclose(file);
    return well;
}

void expect_close(Expect *expect)
{
    text_free(&expect->content);
    text_free(&expect->expected);
    text_free(&expect->got);
}

// Takes the next expected line; false if there are no more.
static bool next_line(Expect *expect, const char **line, size_t *size)
{
    const Text *content = &expect->content;
    if (expect->at >= content->size) return false;
    *line = content->bytes + expect->at;
    const char *newline = memchr(*line, '\n', content->size - expect->at);
    *size = newline ? (size_t)(newline - *line) : content->size - expect->at;
    expect->at += *size + (newline != NULL);
    if (*size && (*line)[*size - 1] == '\r') --*size;
    return true;
}

static void keep_difference(Expect *expect, const char *expected, size_t expected_size,
                            const char *got, size_t got_size)
{
    expect->differs = true;
    expect->has_expected = expected != NULL;
    expect->has_got = got != NULL;
    if (expected) text_add_bytes(&expect->expected, expected, expected_size);
    if (got) text_add_bytes(&expect->got, got, got_size);
}

void expect_line(Expect *expect, const char *line, size_t size)
{
    if (expect->differs) return;
    const char *expected = NULL;
    size_t expected_size = 0;
    expect->line++;
    bool more = next_line(expect, &expected, &expected_size);
    if (size && line[size - 1] == '\r') size--;
    if (more && expected_size == size && memcmp(expected, line, size) == 0) return;
    keep_difference(expect, expected, expected_size, line, size);
}

static void add_side(Language language, Sentence side, bool there, const Text *text,
                     Text *out)
{
    text_add(out, "  ");
    sentence_add(out, language, side, NULL, 0);
    text_add(out, there ? "\"" : "");
    text_add(out, there ? text_string(text)
                        : sentence_pattern(language, SENTENCE_EXPECT_NOTHING));
    text_add(out, there ? "\"\n" : "\n");
}

bool expect_end(Expect *expect, Language language, Text *out)
{
    const char *expected;
    size_t size;
    if (!expect->differs && next_line(expect, &expected, &size)) {
        expect->line++;
        keep_difference(expect, expected, size, NULL, 0);
    }
    if (!expect->differs) return true;

    Text number = {0};
    text_add_int(&number, expect->line);
    const SentenceWord words[] = {SENTENCE_WORD("line", text_string(&number)),
                                  SENTENCE_WORD("file", expect->name)};
    sentence_add(out, language, SENTENCE_EXPECT_DIFFERS, words, 2);
    text_add_char(out, '\n');
    add_side(language, SENTENCE_EXPECT_EXPECTED, expect->has_expected, &expect->expected,
             out);
    add_side(language, SENTENCE_EXPECT_GOT, expect->has_got, &expect->got, out);
    text_free(&number);
    return false;
}
