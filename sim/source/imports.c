// imports.c -- import and from.

#include "source/parser.h"

#include "base/text.h"

#include <string.h>

// dotted_name: NAME ('.' NAME)*
static AstText parse_dotted(Parser *p, Place *place)
{
    uint32_t start = parser_token(p)->start;
    Text dotted = {0};
    do {
        const Token *token = parser_token(p);
        if (token->kind != TOKEN_NAME) {
            parser_unexpected(p);
            text_free(&dotted);
            return (AstText){0};
        }
        p->at++;
        if (dotted.size) text_add_char(&dotted, '.');
        text_add_bytes(&dotted, p->text + token->start, token->end - token->start);
    } while (parser_take(p, TOKEN_DOT));
    *place = place_from(p, start);
    AstText name = parser_intern(p, text_string(&dotted), (uint32_t)dotted.size);
    text_free(&dotted);
    return name;
}

static bool parse_alias(Parser *p, Import *import)
{
    if (!parser_take(p, TOKEN_AS)) return true;
    import->alias = parser_name(p, NULL);
    import->place.end = parser_last_end(p);
    return import->alias.bytes != NULL;
}

static void take_imports(Parser *p, uint32_t mark, Stmt *s)
{
    s->import_count = parser_pushed(p, mark);
    s->imports = ARENA_ARRAY(p->arena, Import, s->import_count);
    for (int i = 0; i < s->import_count; i++)
        s->imports[i] = *(Import *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
}

static bool check_some_name(Parser *p)
{
    if (!parser_is(p, TOKEN_NEWLINE)) return true;
    parser_error(p, parser_place(p), "Expected one or more names after 'import'");
    return false;
}

// 'import' ','.(dotted_name ['as' NAME])+
Stmt *parse_import(Parser *p)
{
    Stmt *s = stmt_new(p, STMT_IMPORT, parser_place(p));
    p->at++;
    if (!check_some_name(p)) return NULL;
    uint32_t mark = parser_mark(p);
    do {
        Import *import = ARENA_NEW(p->arena, Import);
        import->name = parse_dotted(p, &import->place);
        if (!import->name.bytes || !parse_alias(p, import)) return NULL;
        parser_push(p, import);
    } while (parser_take(p, TOKEN_COMMA));
    take_imports(p, mark, s);
    return s;
}

static bool parse_imported_names(Parser *p, Stmt *s)
{
    bool has_parentheses = parser_take(p, TOKEN_PAREN_OPEN);
    uint32_t mark = parser_mark(p);
    do {
        if (has_parentheses && parser_pushed(p, mark) && parser_is(p, TOKEN_PAREN_CLOSE))
            break;
        if (parser_pushed(p, mark) && parser_is(p, TOKEN_NEWLINE)) {
            parser_error(p, parser_place(p),
                         "trailing comma not allowed without surrounding parentheses");
            return false;
        }
        Import *import = ARENA_NEW(p->arena, Import);
        import->name = parser_name(p, &import->place);
        if (!import->name.bytes || !parse_alias(p, import)) return false;
        parser_push(p, import);
    } while (parser_take(p, TOKEN_COMMA));
    take_imports(p, mark, s);
    return !has_parentheses || parser_expect(p, TOKEN_PAREN_CLOSE);
}

// 'from' ('.' | '...')* dotted_name? 'import' ('*' | '(' names ')' | names)
Stmt *parse_from(Parser *p)
{
    Stmt *s = stmt_new(p, STMT_FROM, parser_place(p));
    p->at++;
    s->module_place = parser_place(p);
    for (;;) {
        if (parser_take(p, TOKEN_DOT))
            s->level++;
        else if (parser_take(p, TOKEN_ELLIPSIS))
            s->level += 3;
        else
            break;
    }
    if (!s->level || !parser_is(p, TOKEN_IMPORT)) {
        uint32_t start = s->module_place.start;
        s->module = parse_dotted(p, &s->module_place);
        s->module_place.start = start;
        if (!s->module.bytes) return NULL;
    }
    if (!parser_expect(p, TOKEN_IMPORT) || !check_some_name(p)) return NULL;
    if (!parser_is(p, TOKEN_STAR)) return parse_imported_names(p, s) ? s : NULL;
    s->imports = ARENA_NEW(p->arena, Import);
    s->imports->name = parser_intern(p, "*", 1);
    s->imports->place = parser_place(p);
    s->import_count = 1;
    p->at++;
    return s;
}
