// tokens.h -- a program's text cut into words, marks, literals and indentation.
//
// All tokens are made before the grammar looks at the first one: an unclosed bracket or
// string is then known wherever the grammar stumbles because of it. What cannot be cut is
// reported here and leaves a TOKEN_BROKEN behind, and the grammar stays silent about a
// line that has one.
//
// An f-string is cut as Python 3.12 and later do it (PEP 701): its start, stretches of
// text, the tokens of each field between braces, its end; nested as deep as one likes.

#ifndef SOURCE_TOKENS_H
#define SOURCE_TOKENS_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

typedef enum TokenKind {
    TOKEN_END,     // of the program
    TOKEN_NEWLINE, // of a logical line
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,        // with its prefix and quotes
    TOKEN_FSTRING_START, // the prefix and the opening quotes
    TOKEN_FSTRING_TEXT,  // between fields, as written; never empty
    TOKEN_FSTRING_END,   // the closing quotes
    TOKEN_BROKEN,        // what is wrong here is already reported
#define MARK(name, written) TOKEN_##name,
#define WORD(name, written) TOKEN_##name,
#include "source/tokens.def"
#undef MARK
#undef WORD
    TOKEN_KIND_COUNT
} TokenKind;

typedef struct Token {
    uint8_t kind; // TokenKind
    uint8_t flags;
    uint32_t start; // byte offsets into the text
    uint32_t end;
    uint32_t match; // of an opening bracket: the index of its closing token, or 0
} Token;

enum {
    TOKEN_FIRST_ON_LINE = 1, // in Token.flags
    TOKENS_BRACKETS_MAX = 200,
    TOKENS_INDENTS_MAX = 100,
    TOKENS_FSTRINGS_MAX = 150,
};

typedef struct Tokens {
    Token *items; // the last one is TOKEN_END
    uint32_t count;
} Tokens;

// Cuts the [size] bytes of UTF-8 at [text], lines joined by "\n", a zero byte behind.
// Mistakes are reported to [diag] at their place in [file]. The caller frees the tokens
// with tokens_free().
Tokens tokens_read(const char *text, uint32_t size, Diag *diag, const DiagFile *file);

void tokens_free(Tokens *tokens);

// How a mark or word is written: "(" for TOKEN_PAREN_OPEN; NULL for other tokens.
const char *token_written(TokenKind kind);

#endif
