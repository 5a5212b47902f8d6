// cutter.h -- private to the tokens: the state of cutting, shared by tokens.c,
// tokens_fstring.c and tokens_number.c.

#ifndef SOURCE_CUTTER_H
#define SOURCE_CUTTER_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/tokens.h"

#include <stdbool.h>
#include <stdint.h>

// An open bracket.
typedef struct Bracket {
    char mark; // ( [ {
    uint32_t start;
    uint32_t token; // its index
} Bracket;

typedef struct Indent {
    int wide, narrow; // see Columns
} Indent;

// How deep the fields of one f-string's format specs may nest, as in CPython 3.13.
enum { FSTRING_FIELDS_MAX = 2 };

// How often an unclosed bracket may be taken for closed where its statement seems to end.
enum { RESCUES_MAX = 20 };

// A line inside brackets that looks like the next statement: it is indented no deeper
// than the one that the brackets are in.
typedef struct Rescue {
    uint32_t line_start; // 0 if there is none
    uint32_t token_count;
} Rescue;

// An f-string that is not over yet.
typedef struct FString {
    char quote;
    bool is_triple;
    bool is_raw;
    bool is_in_spec; // in the text of the innermost field's format spec
    uint32_t start;
    // For each open field, how many brackets are open inside it when none of its own is.
    uint32_t fields[FSTRING_FIELDS_MAX];
    uint32_t field_count;
} FString;

typedef struct Cutter {
    const char *text;
    uint32_t size;
    uint32_t at; // the next byte
    Diag *diag;
    const DiagFile *file;
    Arena *scratch; // texts of messages, until the cutting is over

    Token *items;
    uint32_t count, capacity;

    bool is_line_begin;  // the next byte is the first of a logical line
    bool at_line_start;  // the next token is the first of its line
    uint32_t line_start; // where that line begins
    bool line_is_broken; // something of this logical line was reported
    bool gave_up;        // the rest of the file is not looked at
    Rescue rescue;       // inside the present brackets
    bool has_bad_string; // an unterminated one, which may have held the closing bracket
    int rescues;         // made so far
    uint32_t forgiven;   // closing brackets to come whose opening ones were given up

    Bracket brackets[TOKENS_BRACKETS_MAX];
    uint32_t bracket_count;
    Indent indents[TOKENS_INDENTS_MAX];
    int indent_count;
    FString fstrings[TOKENS_FSTRINGS_MAX];
    uint32_t fstring_count;
} Cutter;

// Reports [english], which has no arguments, at the bytes [start, end).
void cutter_error(Cutter *c, uint32_t start, uint32_t end, const char *english);

// Adds a token and returns its index. Does not move on.
uint32_t cutter_add(Cutter *c, TokenKind kind, uint32_t start, uint32_t end);

// "line:column" of [offset], for a hint.
const char *cutter_position(Cutter *c, uint32_t offset);

// Both add the bracket at [c->at] and move on.
void cutter_open_bracket(Cutter *c, TokenKind kind, char mark);
void cutter_close_bracket(Cutter *c, TokenKind kind, char mark);

// Reports the string from [start] that is cut off at [end], where cutting goes on.
// [english] takes the line of [end].
void cutter_unterminated(Cutter *c, uint32_t start, uint32_t end, const char *english);

// Begins an f-string whose prefix is at [start] and whose quotes are at [quote_at].
void fstring_begin(Cutter *c, uint32_t start, uint32_t quote_at, bool is_triple);

// True if the next byte belongs to the text of an f-string or of a format spec.
bool fstring_is_in_text(const Cutter *c);

// Cuts that text, up to and with the brace or quotes that end it.
void fstring_cut_text(Cutter *c);

// At a mark inside a field: true if it ended the field's expression (":" or "!"), and is
// cut.
bool fstring_takes_mark(Cutter *c);

// A bracket was closed: the innermost field may be over.
void fstring_after_bracket(Cutter *c);

// Gives up the innermost f-string, whose mistake at [start] is reported, and goes on at
// [at].
void fstring_abandon(Cutter *c, uint32_t start, uint32_t at);

// Cuts the number at [c->at].
void number_cut(Cutter *c);

#endif
