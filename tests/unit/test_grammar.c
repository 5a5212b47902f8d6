// test_grammar.c -- the tree that a text becomes.

#include "loading.h"

// -- A tree as text: (op part part) --------------------------------------------------

static void show(Text *out, const Expr *e);

static void show_list(Text *out, ExprList list)
{
    for (int i = 0; i < list.count; i++) {
        text_add_char(out, ' ');
        show(out, list.items[i]);
    }
}

static void show_operation(Text *out, const char *name, const Expr *a, const Expr *b,
                           const Expr *c)
{
    text_addf(out, "(%s", name);
    const Expr *parts[] = {a, b, c};
    for (int i = 0; i < 3; i++) {
        if (!parts[i]) continue;
        text_add_char(out, ' ');
        show(out, parts[i]);
    }
    text_add_char(out, ')');
}

static void show_call(Text *out, const Expr *e)
{
    text_add(out, "(call ");
    show(out, e->operand);
    show_list(out, e->arguments);
    for (int i = 0; i < e->keyword_count; i++) {
        const char *name = e->keywords[i].name.bytes;
        text_addf(out, " %s=", name ? name : "**");
        show(out, e->keywords[i].value);
    }
    text_add_char(out, ')');
}

static void show_comprehension(Text *out, const char *name, const Comprehension *c)
{
    text_addf(out, "(%s ", name);
    show(out, c->element);
    if (c->value) {
        text_add_char(out, ':');
        show(out, c->value);
    }
    for (int i = 0; i < c->generator_count; i++) {
        text_add(out, c->generators[i].is_async ? " async for " : " for ");
        show(out, c->generators[i].target);
        text_add(out, " in ");
        show(out, c->generators[i].iterable);
        if (c->generators[i].conditions.count) text_add(out, " if");
        show_list(out, c->generators[i].conditions);
    }
    text_add_char(out, ')');
}

static void show_dict(Text *out, const Expr *e)
{
    text_add(out, "(dict");
    for (int i = 0; i < e->list.count; i++) {
        text_add_char(out, ' ');
        if (e->keys.items[i]) show(out, e->keys.items[i]);
        text_add(out, e->keys.items[i] ? ":" : "**");
        show(out, e->list.items[i]);
    }
    text_add_char(out, ')');
}

static void show_compare(Text *out, const Expr *e)
{
    static const char *const ops[] = {"<",  "<=", "==",     "!=", ">",
                                      ">=", "in", "not-in", "is", "is-not"};
    text_add(out, "(");
    show(out, e->list.items[0]);
    for (int i = 1; i < e->list.count; i++) {
        text_addf(out, " %s ", ops[e->ops[i - 1]]);
        show(out, e->list.items[i]);
    }
    text_add_char(out, ')');
}

static void show_named_list(Text *out, const char *name, ExprList list)
{
    text_addf(out, "(%s", name);
    show_list(out, list);
    text_add_char(out, ')');
}

static void show(Text *out, const Expr *e)
{
    static const char *const binary[] = {"+",  "-",  "*", "/", "//", "%", "**",
                                         "<<", ">>", "&", "|", "^",  "@"};
    static const char *const unary[] = {"not", "neg", "pos", "~"};
    switch (e->kind) {
    case EXPR_NONE: text_add(out, "None"); break;
    case EXPR_TRUE: text_add(out, "True"); break;
    case EXPR_FALSE: text_add(out, "False"); break;
    case EXPR_ELLIPSIS: text_add(out, "..."); break;
    case EXPR_INT: text_add_int(out, e->integer); break;
    case EXPR_BIG: text_add(out, e->text.bytes + 1); break;
    case EXPR_FLOAT: text_addf(out, "%g", e->number); break;
    case EXPR_BYTES: text_addf(out, "b'%s'", e->text.bytes); break;
    case EXPR_STR: text_addf(out, "'%s'", e->text.bytes); break;
    case EXPR_FSTRING: show_named_list(out, "f", e->list); break;
    case EXPR_FORMAT:
        text_add_char(out, '{');
        show(out, e->operand);
        if (e->conversion) text_addf(out, "!%c", e->conversion);
        if (e->spec) {
            text_add_char(out, ':');
            show(out, e->spec);
        }
        text_add_char(out, '}');
        break;
    case EXPR_NAME: text_add(out, e->name.bytes); break;
    case EXPR_ATTRIBUTE:
        show(out, e->operand);
        text_addf(out, ".%s", e->name.bytes);
        break;
    case EXPR_SUBSCRIPT: show_operation(out, "at", e->operand, e->index, NULL); break;
    case EXPR_SLICE: show_operation(out, "slice", e->lower, e->upper, e->step); break;
    case EXPR_CALL: show_call(out, e); break;
    case EXPR_UNARY: show_operation(out, unary[e->unary], e->operand, NULL, NULL); break;
    case EXPR_BINARY:
        show_operation(out, binary[e->binary], e->left, e->right, NULL);
        break;
    case EXPR_AND: show_named_list(out, "and", e->list); break;
    case EXPR_OR: show_named_list(out, "or", e->list); break;
    case EXPR_COMPARE: show_compare(out, e); break;
    case EXPR_CONDITIONAL:
        show_operation(out, "if", e->condition, e->left, e->right);
        break;
    case EXPR_LAMBDA:
        text_addf(out, "(lambda/%d ", e->function->parameter_count);
        show(out, e->function->value);
        text_add_char(out, ')');
        break;
    case EXPR_NAMED: show_operation(out, ":=", e->left, e->right, NULL); break;
    case EXPR_AWAIT: show_operation(out, "await", e->operand, NULL, NULL); break;
    case EXPR_YIELD: show_operation(out, "yield", e->operand, NULL, NULL); break;
    case EXPR_YIELD_FROM:
        show_operation(out, "yield-from", e->operand, NULL, NULL);
        break;
    case EXPR_LIST: show_named_list(out, "list", e->list); break;
    case EXPR_TUPLE: show_named_list(out, "tuple", e->list); break;
    case EXPR_SET: show_named_list(out, "set", e->list); break;
    case EXPR_DICT: show_dict(out, e); break;
    case EXPR_STARRED: show_operation(out, "star", e->operand, NULL, NULL); break;
    case EXPR_LIST_COMP: show_comprehension(out, "list", e->comprehension); break;
    case EXPR_SET_COMP: show_comprehension(out, "set", e->comprehension); break;
    case EXPR_DICT_COMP: show_comprehension(out, "dict", e->comprehension); break;
    case EXPR_GENERATOR: show_comprehension(out, "gen", e->comprehension); break;
    }
}

// The expression [source], inside an async function where every name is a parameter.
static void expect_tree(const char *source, const char *tree)
{
    Text program = {0}, out = {0};
    text_addf(&program, "async def fun(a, b, c, d, f, x, y, z, w):\n  (%s)\n", source);
    Loading l = loading_of("p.py", text_string(&program));
    assert_string_equal(text_string(&l.messages), "");
    show(&out, l.scenario->program->body.items[0]->function->body.items[0]->value);
    assert_string_equal(text_string(&out), tree);
    text_free(&program);
    text_free(&out);
    loading_end(&l);
}

static const Stmt *first(const Loading *l)
{
    return l->scenario->program->body.items[0];
}

// -- Tests -------------------------------------------------------------------------

static void operators_bind_as_tightly_as_pythons(void **state)
{
    (void)state;
    expect_tree("a + b * c ** -d ** x", "(+ a (* b (** c (neg (** d x)))))");
    expect_tree("-a ** 2", "(neg (** a 2))");
    expect_tree("a - b - c", "(- (- a b) c)");
    expect_tree("a | b ^ c & d << x + y", "(| a (^ b (& c (<< d (+ x y)))))");
    expect_tree("not a == b or c and not d", "(or (not (a == b)) (and c (not d)))");
    expect_tree("a < b <= c is not d not in x", "(a < b <= c is-not d not-in x)");
    expect_tree("a if b else c if d else x", "(if b a (if d c x))");
    expect_tree("await a ** b", "(** (await a) b)");
    expect_tree("-await a.b(c)[d]", "(neg (await (at (call a.b c) d)))");
    expect_tree("lambda: a, b", "(tuple (lambda/0 a) b)");
    expect_tree("a @ b // c % d", "(% (// (@ a b) c) d)");
    expect_tree("~a", "(~ a)");
}

static void displays_and_comprehensions(void **state)
{
    (void)state;
    expect_tree("[]", "(list)");
    expect_tree("()", "(tuple)");
    expect_tree("a,", "(tuple a)");
    expect_tree("{}", "(dict)");
    expect_tree("{a, *b}", "(set a (star b))");
    expect_tree("{a: b, **c}", "(dict a:b **c)");
    expect_tree("[x for x in y if x if z]", "(list x for x in y if x z)");
    expect_tree("{x: y for x, y in z}", "(dict x:y for (tuple x y) in z)");
    expect_tree("f(x for x in y)", "(call f (gen x for x in y))");
    expect_tree("[x async for x in y for z in x]",
                "(list x async for x in y for z in x)");
    expect_tree("{x for x in y}", "(set x for x in y)");
}

static void calls_and_subscripts(void **state)
{
    (void)state;
    expect_tree("f(a, *b, c=d, **x)", "(call f a (star b) c=d **=x)");
    expect_tree("f(a := 1, b,)", "(call f (:= a 1) b)");
    expect_tree("a[b]", "(at a b)");
    expect_tree("a[b:]", "(at a (slice b))");
    expect_tree("a[b, c:d]", "(at a (tuple b (slice c d)))");
    expect_tree("a[:, *b]", "(at a (tuple (slice) (star b)))");
}

static void strings_are_decoded_and_joined(void **state)
{
    (void)state;
    expect_tree("'a\\n\\x41\\u00e9\\101' r'\\n' \"b\"", "'a\nAéA\\nb'");
    expect_tree("'''a\n'b'''", "'a\n'b'");
    expect_tree("'a\\\nb'", "'ab'");
}

static void fstrings_become_text_and_fields(void **state)
{
    (void)state;
    expect_tree("f'a{x}b'", "(f 'a' {x} 'b')");
    expect_tree("'a' f'{x!r}' 'b' f'c{{}}'", "(f 'a' {x!r} 'bc{}')");
    expect_tree("f'{x:>{w}.2f}'", "(f {x:(f '>' {w} '.2f')})");
    expect_tree("f'{x = }'", "(f 'x = ' {x!r})");
    expect_tree("f'{x=:5}'", "(f 'x=' {x:(f '5')})");
    expect_tree("f'{x=!s}'", "(f 'x=' {x!s})");
    expect_tree("f'{f'{x}'}'", "(f {(f {x})})");
    expect_tree("f'{ {a: b}[c] }'", "(f {(at (dict a:b) c)})");
    expect_tree("f'{a, b}'", "(f {(tuple a b)})");
    expect_tree("f''", "(f)");
    expect_tree("f'{yield}'", "(f {(yield)})");
}

static void numbers_have_their_values(void **state)
{
    (void)state;
    expect_tree("1_000 + 0xff + 0b11 + 0o17 + 1.5e1", "(+ (+ (+ (+ 1000 255) 3) 15) 15)");
    expect_tree("-9223372036854775808", "-9223372036854775808");
    expect_tree("9223372036854775807", "9223372036854775807");
    expect_tree("9223372036854775808", "9223372036854775808");
}

static void parameters_have_kinds(void **state)
{
    (void)state;
    Loading l = load_python("def f(a, /, b: int = 1, *c, d, e=2, **g) -> int: pass\n");
    static const ParameterKind kinds[] = {
        PARAMETER_POSITIONAL_ONLY, PARAMETER_NORMAL,       PARAMETER_ARGS,
        PARAMETER_KEYWORD_ONLY,    PARAMETER_KEYWORD_ONLY, PARAMETER_KWARGS};
    const Function *f = first(&l)->function;
    assert_int_equal(f->parameter_count, 6);
    for (int i = 0; i < 6; i++)
        assert_int_equal(f->parameters[i].kind, kinds[i]);
    assert_non_null(f->parameters[1].annotation);
    assert_non_null(f->parameters[1].default_value);
    assert_non_null(f->returns);
    loading_end(&l);
}

static void an_elif_is_an_if_in_the_else(void **state)
{
    (void)state;
    Loading l = load_python("if 1: x = 1\nelif 2: x = 2\nelse: x = 3\n");
    const Stmt *s = first(&l);
    assert_int_equal(s->otherwise.count, 1);
    assert_int_equal(s->otherwise.items[0]->kind, STMT_IF);
    assert_int_equal(s->otherwise.items[0]->otherwise.count, 1);
    assert_int_equal(s->place.end, 37);
    loading_end(&l);
}

static void with_takes_items_in_parentheses(void **state)
{
    (void)state;
    Loading l =
        load_python("a = b = c = 1\nwith (a as x, b): pass\nwith (a, b) as c: pass\n"
                    "with (a): pass\nwith a, b as c: pass\n");
    StmtList body = l.scenario->program->body;
    assert_int_equal(body.items[1]->item_count, 2);
    assert_int_equal(body.items[2]->item_count, 1);
    assert_int_equal(body.items[2]->items[0].context->kind, EXPR_TUPLE);
    assert_int_equal(body.items[3]->item_count, 1);
    assert_int_equal(body.items[4]->item_count, 2);
    loading_end(&l);
}

static void try_has_all_its_parts(void **state)
{
    (void)state;
    Loading l = load_python("try: pass\nexcept ValueError as e: pass\nexcept: pass\n"
                            "else: pass\nfinally: pass\n");
    const Stmt *s = first(&l);
    assert_int_equal(s->handler_count, 2);
    assert_string_equal(s->handlers[0].name.bytes, "e");
    assert_null(s->handlers[1].type);
    assert_int_equal(s->otherwise.count, 1);
    assert_int_equal(s->finally.count, 1);
    loading_end(&l);
    l = load_python("try: pass\nexcept* ValueError: pass\n");
    assert_true(first(&l)->is_star);
    loading_end(&l);
}

static void imports_keep_their_names(void **state)
{
    (void)state;
    Loading l = load_python("import collections.abc as c, time\n"
                            "from asyncio import (run, sleep as nap,)\n");
    StmtList body = l.scenario->program->body;
    assert_string_equal(body.items[0]->imports[0].name.bytes, "collections.abc");
    assert_string_equal(body.items[0]->imports[0].alias.bytes, "c");
    assert_string_equal(body.items[1]->module.bytes, "asyncio");
    assert_int_equal(body.items[1]->import_count, 2);
    assert_string_equal(body.items[1]->imports[1].alias.bytes, "nap");
    loading_end(&l);
}

static void private_names_of_a_class_are_mangled(void **state)
{
    (void)state;
    Loading l = load_python("class _A:\n  __x = 1\n  def __m(self, __p):\n"
                            "    return self.__y.__z__\n");
    const Class *c = first(&l)->class_;
    assert_string_equal(c->body.items[0]->targets.items[0]->name.bytes, "_A__x");
    const Function *m = c->body.items[1]->function;
    assert_string_equal(m->name.bytes, "__m");
    assert_string_equal(m->binding.bytes, "_A__m");
    assert_string_equal(m->parameters[1].name.bytes, "_A__p");
    const Expr *value = m->body.items[0]->value;
    assert_string_equal(value->name.bytes, "__z__");
    assert_string_equal(value->operand->name.bytes, "_A__y");
    loading_end(&l);
}

static void docstrings_are_found(void **state)
{
    (void)state;
    Loading l = load_python("'module'\ndef f():\n  'function'\nclass A:\n  'class'\n");
    StmtList body = l.scenario->program->body;
    assert_string_equal(l.scenario->program->docstring, "module");
    assert_string_equal(body.items[1]->function->docstring, "function");
    assert_string_equal(body.items[2]->class_->docstring, "class");
    loading_end(&l);
}

static void soft_keywords_are_names(void **state)
{
    (void)state;
    Loading l =
        load_python("match = 1\nmatch[0:1]\ncase = type = match\nprint(match, type)\n"
                    "match (1), 2\n");
    loading_end(&l);
    Loading statement = load_python("match = 1\nmatch match:\n  case case: pass\n");
    loading_end(&statement);
}

static void lines_and_columns_count_code_points(void **state)
{
    (void)state;
    Loading l = load_python("x = 1\n한글 = x\n");
    const Program *p = l.scenario->program;
    uint32_t x = p->body.items[1]->value->place.start;
    assert_int_equal(program_line(p, x), 2);
    assert_int_equal(program_column(p, x), 6);
    loading_end(&l);
}

static void each_broken_statement_is_reported_and_only_those(void **state)
{
    (void)state;
    Loading l = loading_of("p.py", "x = = 1\nif x y:\n  a b\n  c = 1\nelse\n  pass\n"
                                   "d = 2\nfor e in [1 2]: pass\n");
    assert_int_equal(diag_error_count(l.diag), 5);
    loading_end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_tightly_as_pythons),
        cmocka_unit_test(displays_and_comprehensions),
        cmocka_unit_test(calls_and_subscripts),
        cmocka_unit_test(strings_are_decoded_and_joined),
        cmocka_unit_test(fstrings_become_text_and_fields),
        cmocka_unit_test(numbers_have_their_values),
        cmocka_unit_test(parameters_have_kinds),
        cmocka_unit_test(an_elif_is_an_if_in_the_else),
        cmocka_unit_test(with_takes_items_in_parentheses),
        cmocka_unit_test(try_has_all_its_parts),
        cmocka_unit_test(imports_keep_their_names),
        cmocka_unit_test(private_names_of_a_class_are_mangled),
        cmocka_unit_test(docstrings_are_found),
        cmocka_unit_test(soft_keywords_are_names),
        cmocka_unit_test(lines_and_columns_count_code_points),
        cmocka_unit_test(each_broken_statement_is_reported_and_only_those),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
