// patterns.c -- match, its cases and their patterns.
//
// "match" and "case" are names elsewhere: a line is the statement if it ends with a colon
// and a block that begins with case follows.

#include "source/parser.h"

#include <string.h>

static CasePattern *parse_pattern(Parser *p);

static CasePattern *pattern_new(Parser *p, PatternKind kind, uint32_t start)
{
    CasePattern *pattern = ARENA_NEW(p->arena, CasePattern);
    pattern->kind = kind;
    pattern->place = place_from(p, start);
    return pattern;
}

static CasePattern **take_patterns(Parser *p, uint32_t mark, int *count)
{
    *count = parser_pushed(p, mark);
    CasePattern **items = ARENA_ARRAY(p->arena, CasePattern *, *count);
    for (int i = 0; i < *count; i++)
        items[i] = p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    return items;
}

// NAME, which a success binds; "_" binds nothing.
static bool parse_target_name(Parser *p, AstText *name)
{
    if (parser_is_word(p, "_")) {
        p->at++;
        return true;
    }
    *name = parser_name(p, NULL);
    return name->bytes != NULL;
}

// -- Literals and values -------------------------------------------------------------

// '-'? NUMBER
static Expr *parse_signed_number(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_MINUS)) return parse_number(p);
    if (!parser_is(p, TOKEN_NUMBER)) return parser_unexpected(p);
    Expr *operand = parse_number(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_UNARY, place_from(p, start));
    e->operand = operand;
    e->unary = UNARY_MINUS;
    return expr_done(p, e);
}

static CasePattern *pattern_of_value(Parser *p, Expr *value, uint32_t start)
{
    if (!value) return NULL;
    if (value->kind == EXPR_FSTRING)
        return parser_error(p, value->place,
                            "patterns may only match literals and attribute lookups");
    CasePattern *pattern = pattern_new(p, PATTERN_VALUE, start);
    pattern->value = value;
    return pattern;
}

// 'None' | 'True' | 'False'
static CasePattern *parse_singleton(Parser *p, ExprKind kind)
{
    uint32_t start = parser_token(p)->start;
    Expr *value = expr_new(p, kind, parser_place(p));
    p->at++;
    CasePattern *pattern = pattern_new(p, PATTERN_SINGLETON, start);
    pattern->value = value;
    return pattern;
}

// NAME ('.' NAME)*
static Expr *parse_dotted_name(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Place place;
    AstText name = parser_name(p, &place);
    if (!name.bytes) return NULL;
    Expr *e = expr_new(p, EXPR_NAME, place);
    e->name = name;
    while (parser_take(p, TOKEN_DOT)) {
        Expr *attribute = expr_new(p, EXPR_ATTRIBUTE, (Place){0, 0});
        attribute->operand = e;
        attribute->name = parser_name(p, &attribute->name_place);
        if (!attribute->name.bytes) return NULL;
        attribute->place = place_from(p, start);
        e = expr_done(p, attribute);
        if (!e) return NULL;
    }
    return e;
}

// -- Classes -------------------------------------------------------------------------

// NAME '=' pattern, behind which only such may follow.
static bool parse_class_keyword(Parser *p, CasePattern *class_, uint32_t names_mark)
{
    AstText *name = ARENA_NEW(p->arena, AstText);
    *name = parser_name(p, NULL);
    for (uint32_t i = names_mark; i < p->pending_count; i++)
        if (((AstText *)p->pending[i])->bytes == name->bytes) {
            parser_error(p, class_->place, "attribute name repeated in class pattern: %s",
                         name->bytes);
            return false;
        }
    p->at++; // the "="
    parser_push(p, name);
    return true;
}

// name_or_attr '(' [pattern ','...] [NAME '=' pattern ','...] ')'
static CasePattern *parse_class_pattern(Parser *p, Expr *cls, uint32_t start)
{
    CasePattern *class_ = pattern_new(p, PATTERN_CLASS, start);
    class_->value = cls;
    enum { MOST_ITEMS = 255 };
    CasePattern *items[MOST_ITEMS];
    int count = 0;
    uint32_t mark = parser_mark(p);
    while (!parser_is(p, TOKEN_PAREN_CLOSE)) {
        if (count == MOST_ITEMS)
            return parser_error(p, parser_place(p), "too many patterns in a row");
        bool is_keyword = parser_is(p, TOKEN_NAME) && parser_next_is(p, TOKEN_ASSIGN);
        if (is_keyword && !parse_class_keyword(p, class_, mark)) return NULL;
        if (!is_keyword && parser_pushed(p, mark))
            return parser_error(p, parser_place(p),
                                "positional patterns follow keyword patterns");
        items[count] = parse_pattern(p);
        if (!items[count++]) return NULL;
        if (!parser_take(p, TOKEN_COMMA)) break;
    }
    if (!parser_expect(p, TOKEN_PAREN_CLOSE)) return NULL;
    int named = parser_pushed(p, mark);
    class_->names = ARENA_ARRAY(p->arena, AstText, named);
    for (int i = 0; i < named; i++)
        class_->names[i] = *(AstText *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    class_->positional_count = count - named;
    class_->count = count;
    class_->items = ARENA_ARRAY(p->arena, CasePattern *, count);
    if (count) memcpy(class_->items, items, sizeof *items * (size_t)count);
    class_->place = place_from(p, start);
    return class_;
}

// capture | wildcard | value | class, all of which begin with a name
static CasePattern *parse_named_pattern(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (parser_is_word(p, "_") && !parser_next_is(p, TOKEN_DOT) &&
        !parser_next_is(p, TOKEN_PAREN_OPEN)) {
        p->at++;
        return pattern_new(p, PATTERN_CAPTURE, start);
    }
    Expr *e = parse_dotted_name(p);
    if (!e) return NULL;
    if (parser_take(p, TOKEN_PAREN_OPEN)) return parse_class_pattern(p, e, start);
    if (e->kind != EXPR_NAME) return pattern_of_value(p, e, start);
    CasePattern *capture = pattern_new(p, PATTERN_CAPTURE, start);
    capture->name = e->name;
    return capture;
}

// -- Sequences and mappings ----------------------------------------------------------

// '*' NAME | pattern
static CasePattern *parse_maybe_star(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_STAR)) return parse_pattern(p);
    AstText name = {0};
    if (!parse_target_name(p, &name)) return NULL;
    CasePattern *star = pattern_new(p, PATTERN_STAR, start);
    star->name = name;
    return star;
}

static CasePattern *sequence_of(Parser *p, uint32_t mark, uint32_t start)
{
    CasePattern *sequence = pattern_new(p, PATTERN_SEQUENCE, start);
    sequence->items = take_patterns(p, mark, &sequence->count);
    int stars = 0;
    for (int i = 0; i < sequence->count; i++)
        stars += sequence->items[i]->kind == PATTERN_STAR;
    if (stars > 1)
        return parser_error(p, sequence->place,
                            "multiple starred expressions in sequence pattern");
    return sequence;
}

// '(' ... ')' or '[' ... ']': a group if it is one pattern in parentheses without a comma
static CasePattern *parse_bracketed_pattern(Parser *p, TokenKind closer)
{
    uint32_t start = parser_token(p)->start, mark = parser_mark(p);
    p->at++;
    bool has_comma = false;
    while (!parser_is(p, closer)) {
        CasePattern *item = parse_maybe_star(p);
        if (!item) return NULL;
        parser_push(p, item);
        if (!parser_take(p, TOKEN_COMMA)) break;
        has_comma = true;
    }
    if (!parser_expect(p, closer)) return NULL;
    bool is_group = closer == TOKEN_PAREN_CLOSE && !has_comma &&
                    parser_pushed(p, mark) == 1 &&
                    ((CasePattern *)p->pending[mark])->kind != PATTERN_STAR;
    if (!is_group) return sequence_of(p, mark, start);
    CasePattern *inner = p->pending[mark];
    parser_drop(p, mark);
    return inner;
}

// A key: a literal or a dotted name.
static Expr *parse_key(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (parser_is(p, TOKEN_NAME) && !parser_next_is(p, TOKEN_DOT))
        return parser_error(
            p, parser_place(p),
            "mapping pattern keys may only match literals and attribute lookups");
    CasePattern *key;
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_NAME: return parse_dotted_name(p);
    case TOKEN_NONE: key = parse_singleton(p, EXPR_NONE); break;
    case TOKEN_TRUE: key = parse_singleton(p, EXPR_TRUE); break;
    case TOKEN_FALSE: key = parse_singleton(p, EXPR_FALSE); break;
    case TOKEN_STRING: key = pattern_of_value(p, parse_strings(p), start); break;
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return parse_signed_number(p);
    default: return parser_unexpected(p);
    }
    return key ? key->value : NULL;
}

// '{' [key ':' pattern ','...] ['**' NAME] '}'
static CasePattern *parse_mapping(Parser *p)
{
    uint32_t start = parser_token(p)->start, mark = parser_mark(p);
    CasePattern *mapping = pattern_new(p, PATTERN_MAPPING, start);
    p->at++;
    while (!parser_is(p, TOKEN_BRACE_CLOSE)) {
        if (parser_take(p, TOKEN_STARSTAR)) {
            mapping->name = parser_name(p, NULL);
            if (!mapping->name.bytes) return NULL;
            parser_take(p, TOKEN_COMMA);
            break;
        }
        Expr *key = parse_key(p);
        if (!key || !parser_expect(p, TOKEN_COLON)) return NULL;
        CasePattern *value = parse_pattern(p);
        if (!value) return NULL;
        parser_push(p, key);
        parser_push(p, value);
        if (!parser_take(p, TOKEN_COMMA)) break;
    }
    if (!parser_expect(p, TOKEN_BRACE_CLOSE)) return NULL;
    mapping->count = parser_pushed(p, mark) / 2;
    mapping->keys =
        (ExprList){ARENA_ARRAY(p->arena, Expr *, mapping->count), mapping->count};
    mapping->items = ARENA_ARRAY(p->arena, CasePattern *, mapping->count);
    for (int i = 0; i < mapping->count; i++) {
        mapping->keys.items[i] = p->pending[mark + 2 * (uint32_t)i];
        mapping->items[i] = p->pending[mark + 2 * (uint32_t)i + 1];
    }
    parser_drop(p, mark);
    mapping->place = place_from(p, start);
    return mapping;
}

// -- All patterns --------------------------------------------------------------------

static CasePattern *parse_closed(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_NONE: return parse_singleton(p, EXPR_NONE);
    case TOKEN_TRUE: return parse_singleton(p, EXPR_TRUE);
    case TOKEN_FALSE: return parse_singleton(p, EXPR_FALSE);
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return pattern_of_value(p, parse_signed_number(p), start);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START: return pattern_of_value(p, parse_strings(p), start);
    case TOKEN_NAME: return parse_named_pattern(p);
    case TOKEN_PAREN_OPEN: return parse_bracketed_pattern(p, TOKEN_PAREN_CLOSE);
    case TOKEN_SQUARE_OPEN: return parse_bracketed_pattern(p, TOKEN_SQUARE_CLOSE);
    case TOKEN_BRACE_OPEN: return parse_mapping(p);
    default: return parser_unexpected(p);
    }
}

// '|'.closed_pattern+
static CasePattern *parse_alternatives(Parser *p)
{
    uint32_t start = parser_token(p)->start, mark = parser_mark(p);
    do {
        CasePattern *one = parse_closed(p);
        if (!one) return NULL;
        parser_push(p, one);
    } while (parser_take(p, TOKEN_BAR));
    if (parser_pushed(p, mark) == 1) {
        CasePattern *only = p->pending[mark];
        parser_drop(p, mark);
        return only;
    }
    CasePattern *either = pattern_new(p, PATTERN_OR, start);
    either->items = take_patterns(p, mark, &either->count);
    return either;
}

// or_pattern ['as' NAME]
static CasePattern *parse_as(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    CasePattern *inner = parse_alternatives(p);
    if (!inner || !parser_take(p, TOKEN_AS)) return inner;
    if (parser_is_word(p, "_"))
        return parser_error(p, parser_place(p), "cannot use '_' as a target");
    AstText name = parser_name(p, NULL);
    if (!name.bytes) return NULL;
    CasePattern *as = pattern_new(p, PATTERN_AS, start);
    as->items = ARENA_NEW(p->arena, CasePattern *);
    as->items[0] = inner;
    as->count = 1;
    as->name = name;
    return as;
}

static CasePattern *parse_pattern(Parser *p)
{
    if (!parser_enter(p)) return NULL;
    CasePattern *pattern = parse_as(p);
    parser_leave(p);
    return pattern;
}

// A pattern, or several with commas between: a sequence without brackets.
static CasePattern *parse_case_patterns(Parser *p)
{
    uint32_t start = parser_token(p)->start, mark = parser_mark(p);
    CasePattern *first = parse_maybe_star(p);
    if (!first) return NULL;
    if (!parser_is(p, TOKEN_COMMA) && first->kind != PATTERN_STAR) return first;
    parser_push(p, first);
    while (parser_take(p, TOKEN_COMMA) && !parser_is(p, TOKEN_COLON) &&
           !parser_is(p, TOKEN_IF)) {
        CasePattern *item = parse_maybe_star(p);
        if (!item) return NULL;
        parser_push(p, item);
    }
    return sequence_of(p, mark, start);
}

// -- The statement -------------------------------------------------------------------

bool starts_match(const Parser *p)
{
    if (!parser_is_word(p, "match")) return false;
    uint32_t i = p->at;
    while (p->tokens[i].kind != TOKEN_NEWLINE && p->tokens[i].kind != TOKEN_END)
        i++;
    if (p->tokens[i].kind == TOKEN_END || p->tokens[i - 1].kind != TOKEN_COLON)
        return false;
    if (p->tokens[i + 1].kind != TOKEN_INDENT) return false;
    const Token *word = &p->tokens[i + 2];
    return word->kind == TOKEN_NAME && word->end - word->start == 4 &&
           memcmp(p->text + word->start, "case", 4) == 0;
}

// 'case' patterns ['if' named_expression] ':' block
static Case *parse_case(Parser *p)
{
    if (!parser_is_word(p, "case")) return parser_unexpected(p);
    Case *one = ARENA_NEW(p->arena, Case);
    uint32_t start = parser_token(p)->start;
    p->at++;
    one->pattern = parse_case_patterns(p);
    if (!one->pattern) return NULL;
    if (parser_take(p, TOKEN_IF) && !(one->guard = parse_named(p))) return NULL;
    one->place = place_from(p, start);
    return parse_block(p, BLOCK_CASE, start, &one->body) ? one : NULL;
}

// 'match' subject ':' NEWLINE INDENT case+ DEDENT
Stmt *parse_match(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Stmt *s = stmt_new(p, STMT_MATCH, parser_place(p));
    p->at++;
    s->test = parse_star_expressions(p);
    if (!s->test) return NULL;
    s->keyword = place_from(p, start);
    if (!parser_expect(p, TOKEN_COLON) || !parser_expect(p, TOKEN_NEWLINE) ||
        !parser_expect(p, TOKEN_INDENT))
        return NULL;
    uint32_t mark = parser_mark(p);
    while (!parser_is(p, TOKEN_DEDENT) && !parser_is(p, TOKEN_END)) {
        Case *one = parse_case(p);
        if (!one) return NULL;
        parser_push(p, one);
    }
    parser_take(p, TOKEN_DEDENT);
    s->case_count = parser_pushed(p, mark);
    s->cases = ARENA_ARRAY(p->arena, Case, s->case_count);
    for (int i = 0; i < s->case_count; i++)
        s->cases[i] = *(Case *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    StmtList last = s->cases[s->case_count - 1].body;
    if (last.count) s->place.end = last.items[last.count - 1]->place.end;
    return s;
}
