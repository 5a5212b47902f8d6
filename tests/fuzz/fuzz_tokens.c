// fuzz_tokens.c -- libFuzzer target: any text cut into tokens, and nothing done with them.
//
// Whatever the text is, the tokens are a row that the grammar can walk: in the order of
// the text, within it, as many dedents as indents, brackets that point at each other, and
// one end. A text that is not UTF-8 or has line ends of other kinds never comes so far:
// the loader has refused or mended it.

#include "base/assert.h"
#include "base/utf8.h"
#include "source/tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool closes(TokenKind open, TokenKind close)
{
    return (open == TOKEN_PAREN_OPEN && close == TOKEN_PAREN_CLOSE) ||
           (open == TOKEN_SQUARE_OPEN && close == TOKEN_SQUARE_CLOSE) ||
           (open == TOKEN_BRACE_OPEN && close == TOKEN_BRACE_CLOSE);
}

static void check_token(const Tokens *tokens, uint32_t at, uint32_t size)
{
    const Token *token = &tokens->items[at];
    ASSERT(token->kind < TOKEN_KIND_COUNT, "every token is of a kind");
    ASSERT(token->start <= token->end && token->end <= size,
           "a token lies within the text");
    if (!token->match) return;
    ASSERT(token->match > at && token->match < tokens->count,
           "a bracket is closed behind itself");
}

// Where nothing was reported. Else a string that is not closed leaves what was cut of it
// behind its TOKEN_BROKEN, and a bracket may have been closed by another one.
static void check_order(const Tokens *tokens)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        // Ends of lines and of blocks stand where the line ends or the next one begins.
        if (tokens->items[i].kind <= TOKEN_DEDENT) continue;
        ASSERT(last <= tokens->items[i].start, "tokens are in the order of the text");
        last = tokens->items[i].end;
        uint32_t match = tokens->items[i].match;
        bool is_bracket = closes(tokens->items[i].kind, tokens->items[match].kind);
        ASSERT(!match || is_bracket, "a bracket is closed by its own kind");
    }
}

static void check_tokens(const Tokens *tokens, uint32_t size)
{
    ASSERT(tokens->count > 0, "there is at least the end");
    int depth = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        check_token(tokens, i, size);
        depth += tokens->items[i].kind == TOKEN_INDENT;
        depth -= tokens->items[i].kind == TOKEN_DEDENT;
        ASSERT(depth >= 0, "no block ends that has not begun");
        ASSERT((tokens->items[i].kind == TOKEN_END) == (i == tokens->count - 1),
               "the end is at the end");
    }
    ASSERT(depth == 0, "every block ends");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (utf8_first_error((const char *)data, size) != size || memchr(data, '\r', size) ||
        memchr(data, 0, size))
        return 0;
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, LANGUAGE_KOREAN);
    char *text = arena_copy(arena, (const char *)data, size);
    const DiagFile *file = diag_file(diag, "fuzz.py", text, size);
    Tokens tokens = tokens_read(text, (uint32_t)size, diag, file);
    check_tokens(&tokens, (uint32_t)size);
    if (diag_error_count(diag) == 0) check_order(&tokens);
    tokens_free(&tokens);
    Text messages = {0};
    diag_print(diag, &messages);
    text_free(&messages);
    arena_close(arena);
    return 0;
}
