// typos.c -- "asnyc def", "improt", "fro i in": the nearest keyword, where it makes sense.
//
// A mistyped keyword is a name to the parser, which stumbles over what follows or over the
// name itself. A keyword is offered only where it can stand, and only if what it needs is
// on the same line: "for" an "in", "while" a colon. So an ordinary name is rarely taken
// for one.

#include "source/typos.h"

#include "base/names.h"

#include <ctype.h>
#include <string.h>

enum { WORD_MOST = 12 };

// Where a keyword can stand.
enum {
    STARTS = 1,  // a statement
    VALUE = 2,   // where an operand is expected
    BETWEEN = 4, // behind an operand
    LONE = 8,    // is a statement by itself
};

typedef struct KeywordRow {
    const char *word;
    unsigned where;
    TokenKind needs; // later on the line; TOKEN_END: nothing
    TokenKind too;
} KeywordRow;

static const KeywordRow keywords[] = {
    {"and", BETWEEN, TOKEN_END, TOKEN_END},
    {"as", BETWEEN, TOKEN_END, TOKEN_END},
    {"assert", STARTS, TOKEN_END, TOKEN_END},
    {"async", STARTS, TOKEN_COLON, TOKEN_END},
    {"await", STARTS | VALUE, TOKEN_END, TOKEN_END},
    {"break", LONE, TOKEN_END, TOKEN_END},
    {"class", STARTS, TOKEN_COLON, TOKEN_END},
    {"continue", LONE, TOKEN_END, TOKEN_END},
    {"def", STARTS, TOKEN_PAREN_OPEN, TOKEN_END},
    {"del", STARTS, TOKEN_END, TOKEN_END},
    {"elif", STARTS, TOKEN_COLON, TOKEN_END},
    {"else", STARTS, TOKEN_COLON, TOKEN_END},
    {"else", BETWEEN, TOKEN_END, TOKEN_END},
    {"except", STARTS, TOKEN_COLON, TOKEN_END},
    {"finally", STARTS, TOKEN_COLON, TOKEN_END},
    {"for", STARTS, TOKEN_IN, TOKEN_COLON},
    {"for", BETWEEN, TOKEN_IN, TOKEN_END},
    {"from", STARTS, TOKEN_IMPORT, TOKEN_END},
    {"global", STARTS, TOKEN_END, TOKEN_END},
    {"if", STARTS, TOKEN_COLON, TOKEN_END},
    {"if", BETWEEN, TOKEN_END, TOKEN_END},
    {"import", STARTS | BETWEEN, TOKEN_END, TOKEN_END},
    {"in", BETWEEN, TOKEN_END, TOKEN_END},
    {"is", BETWEEN, TOKEN_END, TOKEN_END},
    {"lambda", STARTS | VALUE, TOKEN_COLON, TOKEN_END},
    {"nonlocal", STARTS, TOKEN_END, TOKEN_END},
    {"not", STARTS | VALUE | BETWEEN, TOKEN_END, TOKEN_END},
    {"or", BETWEEN, TOKEN_END, TOKEN_END},
    {"pass", LONE, TOKEN_END, TOKEN_END},
    {"raise", STARTS | LONE, TOKEN_END, TOKEN_END},
    {"return", STARTS | LONE, TOKEN_END, TOKEN_END},
    {"try", STARTS, TOKEN_COLON, TOKEN_END},
    {"while", STARTS, TOKEN_COLON, TOKEN_END},
    {"with", STARTS, TOKEN_COLON, TOKEN_END},
    {"yield", STARTS | VALUE | LONE, TOKEN_END, TOKEN_END},
};

enum { KEYWORD_COUNT = sizeof keywords / sizeof *keywords };

// How far [word] is from [keyword], upper case apart; -1 if too far for a slip.
static int slip(const char *word, const char *keyword)
{
    char lower[WORD_MOST + 1];
    size_t size = strlen(word);
    if (size < 2 || size > WORD_MOST) return -1;
    for (size_t i = 0; i <= size; i++)
        lower[i] = (char)tolower((unsigned char)word[i]);
    int most = size < 6 ? 1 : 2;
    int distance = names_distance(lower, keyword, most);
    return distance <= most ? distance : -1;
}

static bool line_has(const Parser *p, uint32_t at, TokenKind kind)
{
    if (kind == TOKEN_END) return true;
    for (; p->tokens[at].kind != TOKEN_NEWLINE && p->tokens[at].kind != TOKEN_END; at++)
        if (p->tokens[at].kind == kind) return true;
    return false;
}

static bool starts_statement(const Parser *p, uint32_t at)
{
    if (!at) return true;
    switch (p->tokens[at - 1].kind) {
    case TOKEN_NEWLINE:
    case TOKEN_INDENT:
    case TOKEN_DEDENT:
    case TOKEN_SEMICOLON:
    case TOKEN_ASYNC: return true;
    default: return false;
    }
}

// "for item of items": whatever stands behind the target was meant to be "in".
static bool is_behind_target(const Parser *p, uint32_t at)
{
    uint32_t first = at;
    while (first && p->tokens[first - 1].kind != TOKEN_NEWLINE &&
           p->tokens[first].kind != TOKEN_FOR)
        first--;
    if (p->tokens[first].kind != TOKEN_FOR || at < first + 2) return false;
    for (uint32_t i = first + 1; i < at; i++)
        if (p->tokens[i].kind != TOKEN_NAME && p->tokens[i].kind != TOKEN_COMMA)
            return false;
    return p->tokens[at - 1].kind == TOKEN_NAME;
}

static const char *nearest_keyword(const Parser *p, uint32_t at, const char *word,
                                   unsigned where)
{
    const char *best = NULL;
    int nearest = WORD_MOST;
    for (int i = 0; i < KEYWORD_COUNT; i++) {
        const KeywordRow *row = &keywords[i];
        if (!(row->where & where)) continue;
        int distance = slip(word, row->word);
        if (distance < 0 || distance >= nearest) continue;
        if (!line_has(p, at, row->needs) || !line_has(p, at, row->too)) continue;
        best = row->word;
        nearest = distance;
    }
    return best;
}

// True if the token at [at] is a name that is near a keyword: the help is added.
static bool hint_at(Parser *p, uint32_t at, unsigned where)
{
    const Token *token = &p->tokens[at];
    char word[WORD_MOST + 1];
    size_t size = token->end - token->start;
    if (token->kind != TOKEN_NAME || size > WORD_MOST) return false;
    memcpy(word, p->text + token->start, size);
    word[size] = 0;
    bool is_target = where == BETWEEN && is_behind_target(p, at);
    const char *meant = is_target ? "in" : nearest_keyword(p, at, word, where);
    if (!meant) return false;
    parser_hint(p, "did you mean \"%s\" instead of \"%s\"?", meant, word);
    return true;
}

bool typos_hint(Parser *p)
{
    uint32_t at = p->at;
    // "esle:" reads as the beginning of an annotation, which is missing then.
    bool is_header = at >= 2 && p->tokens[at].kind == TOKEN_NEWLINE &&
                     p->tokens[at - 1].kind == TOKEN_COLON;
    if (is_header && starts_statement(p, at - 2) && hint_at(p, at - 2, STARTS))
        return true;
    if (starts_statement(p, at) && hint_at(p, at, STARTS)) return true;
    if (at && hint_at(p, at - 1, starts_statement(p, at - 1) ? STARTS : VALUE))
        return true;
    return at && hint_at(p, at, BETWEEN);
}

const char *typos_lone_keyword(const char *word)
{
    for (int i = 0; i < KEYWORD_COUNT; i++)
        if (keywords[i].where & LONE && slip(word, keywords[i].word) >= 0)
            return keywords[i].word;
    return NULL;
}
