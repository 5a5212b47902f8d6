// test_check.c -- scopes as CPython's symtable has them, and what stands where.

#include "loading.h"

// "name:kind" for each name of a scope, in its order.
static void expect_scope(const Scope *scope, const char *expected)
{
    static const char *const kinds[] = {"local",  "cell",     "free",
                                        "global", "implicit", "class"};
    Text out = {0};
    for (int i = 0; i < scope->name_count; i++) {
        const ScopeName *name = &scope->names[i];
        text_addf(&out, "%s%s:%s%s%s", i ? " " : "", name->name.bytes, kinds[name->kind],
                  name->is_parameter ? "*" : "", name->is_free_in_class ? "+free" : "");
    }
    assert_string_equal(text_string(&out), expected);
    text_free(&out);
}

static const Stmt *statement(const Loading *l, int index)
{
    return l->scenario->program->body.items[index];
}

static const Function *inner_function(const Function *f, int index)
{
    return f->body.items[index]->function;
}

static void parameters_come_first_in_the_order_of_the_frame(void **state)
{
    (void)state;
    Loading l = load_python("def f(a, *b, c, **d):\n  e = a\n  print(e)\n");
    expect_scope(statement(&l, 0)->function->scope,
                 "a:local* c:local* b:local* d:local* e:local print:implicit");
    expect_scope(l.scenario->program->scope, "f:global");
    loading_end(&l);
}

static void an_inner_function_makes_a_cell_and_passes_it_on(void **state)
{
    (void)state;
    Loading l =
        load_python("def f():\n  def g():\n    def h():\n      return x\n    return h\n"
                    "  x = 1\n  return g\n");
    const Function *f = statement(&l, 0)->function;
    const Function *g = inner_function(f, 0), *h = inner_function(g, 0);
    expect_scope(f->scope, "g:local x:cell");
    expect_scope(g->scope, "h:local x:free");
    expect_scope(h->scope, "x:free");
    assert_string_equal(h->scope->qualified_name, "f.<locals>.g.<locals>.h");
    loading_end(&l);
}

static void nonlocal_and_global_are_followed(void **state)
{
    (void)state;
    Loading l = load_python("n = 1\ndef f():\n  x = 1\n  def g():\n    nonlocal x\n"
                            "    global n, m\n    x = n = m = 2\n  return g\n");
    const Function *f = statement(&l, 1)->function;
    expect_scope(f->scope, "x:cell g:local");
    expect_scope(inner_function(f, 1)->scope, "x:free n:global m:global");
    loading_end(&l);
}

static void a_class_body_is_no_scope_for_its_methods(void **state)
{
    (void)state;
    Loading l =
        load_python("def f(x):\n  class A:\n    x = x\n    y = 1\n    def m(self):\n"
                    "      return x, y\n  return A\ny = 1\n");
    const Class *c = statement(&l, 0)->function->body.items[0]->class_;
    expect_scope(c->scope, "x:class+free y:class m:class");
    expect_scope(c->body.items[2]->function->scope, "self:local* x:free y:implicit");
    assert_string_equal(c->body.items[2]->function->scope->qualified_name,
                        "f.<locals>.A.m");
    loading_end(&l);
}

static void super_needs_the_class(void **state)
{
    (void)state;
    Loading l = load_python("class A:\n  def m(self):\n    return super().m()\n"
                            "  def n(self):\n    return [__class__ for i in self]\n"
                            "class B:\n  def m(self): pass\n");
    const Class *c = statement(&l, 0)->class_;
    assert_true(c->scope->needs_class_cell);
    expect_scope(c->body.items[0]->function->scope,
                 "self:local* super:implicit __class__:free");
    expect_scope(c->body.items[1]->function->scope, "self:local* __class__:free");
    assert_false(statement(&l, 1)->class_->scope->needs_class_cell);
    loading_end(&l);
}

static void a_comprehension_is_a_function_with_one_parameter(void **state)
{
    (void)state;
    Loading l = load_python("def f(y):\n  return [x + y for x in y if (z := x)], z\n");
    const Function *f = statement(&l, 0)->function;
    const Expr *list = f->body.items[0]->value->list.items[0];
    expect_scope(f->scope, "y:cell* z:cell");
    expect_scope(list->comprehension->scope, ".0:local* x:local z:free y:free");
    assert_string_equal(list->comprehension->scope->qualified_name,
                        "f.<locals>.<listcomp>");
    assert_false(list->comprehension->scope->is_generator);
    loading_end(&l);
}

static void functions_know_what_they_are(void **state)
{
    (void)state;
    Loading l =
        load_python("def f(): yield\nasync def g(): return [await x async for x in f()]\n"
                    "async def h(): yield 1\nx = (i for i in 'a')\n");
    assert_true(statement(&l, 0)->function->scope->is_generator);
    assert_false(statement(&l, 0)->function->scope->is_async);
    const Function *g = statement(&l, 1)->function;
    assert_true(g->scope->is_async);
    assert_false(g->scope->is_generator);
    assert_true(g->body.items[0]->value->comprehension->scope->is_async);
    const Scope *h = statement(&l, 2)->function->scope;
    assert_true(h->is_async && h->is_generator);
    assert_true(statement(&l, 3)->value->comprehension->scope->is_generator);
    loading_end(&l);
}

static void an_import_that_may_fail_is_marked(void **state)
{
    (void)state;
    Loading l = load_python("try:\n  import numpy\nexcept ImportError:\n  numpy = None\n"
                            "import time\n");
    assert_true(statement(&l, 0)->body.items[0]->may_be_missing);
    assert_false(statement(&l, 1)->may_be_missing);
    loading_end(&l);
    expect_error("p.py", "try:\n  import numpy\nexcept ValueError: pass\n",
                 "unknown module \"numpy\"");
}

static void what_cpython_refuses_is_refused_in_its_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"return 1", "'return' outside function"},
        {"class A:\n  yield 1", "'yield' outside function"},
        {"await x", "'await' outside function"},
        {"def f():\n  await x", "'await' outside async function"},
        {"def f():\n  async with x: pass", "'async with' outside async function"},
        {"async for x in y: pass", "'async for' outside async function"},
        {"break", "'break' outside loop"},
        {"continue", "'continue' not properly in loop"},
        {"async def f():\n  yield 1\n  return 2",
         "'return' with value in async generator"},
        {"async def f():\n  yield from x", "'yield from' inside async function"},
        {"def f():\n  nonlocal x", "no binding for nonlocal 'x' found"},
        {"nonlocal x", "nonlocal declaration not allowed at module level"},
        {"def f(x):\n  global x", "name 'x' is parameter and global"},
        {"def f():\n  x = 1\n  global x",
         "name 'x' is assigned to before global declaration"},
        {"def f(a, a): pass", "duplicate argument 'a' in function definition"},
        {"def f():\n  from math import *", "import * only allowed at module level"},
        {"[x async for x in y]",
         "asynchronous comprehension outside of an asynchronous function"},
        {"[(yield) for x in y]", "'yield' inside list comprehension"},
        {"[x := 1 for x in y]",
         "assignment expression cannot rebind comprehension iteration variable 'x'"},
        {"try: pass\nexcept* A: return", "'return' outside function"},
        {"eval('1')", "eval: not in Coroscope's subset of Python"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_error("p.py", cases[i][0], cases[i][1]);
}

static void an_unknown_name_is_a_warning_with_the_nearest_one(void **state)
{
    (void)state;
    expect_messages("p.py", "quantity = 1\nprint(qunatity)\n",
                    "p.py:2:7: warning: name 'qunatity' is not defined\n"
                    "    2 | print(qunatity)\n"
                    "      |       ^^^^^^^^\n"
                    "  help: did you mean \"quantity\"? (assigned at 1:1)\n");
    expect_messages("p.py", "asyncio.run(1)\n",
                    "p.py:1:1: warning: name 'asyncio' is not defined\n"
                    "    1 | asyncio.run(1)\n"
                    "      | ^^^^^^^\n"
                    "  help: it is a module: write \"import asyncio\" at the top\n");
}

static void names_that_may_be_there_are_not_warned_about(void **state)
{
    (void)state;
    static const char *const quiet[] = {
        "def f():\n  global x\n  x = 1\nf()\nprint(x)\n",
        "try:\n  x\nexcept NameError:\n  pass\n",
        "from math import *\nprint(sqrt(2))\n",
        "def f():\n  return later\nlater = 1\n",
        "print(__name__, __file__, __doc__)\nclass A:\n  x = __qualname__\n",
        "from __future__ import annotations\ndef f(x: Unknown): pass\n",
        "cpu(1)\n",
    };
    for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++)
        expect_messages("p.py", quiet[i], "");
}

static void a_call_that_does_not_fit_is_a_warning(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"f()", "f() missing 2 required positional arguments: 'a' and 'b'"},
        {"f(1)", "f() missing 1 required positional argument: 'b'"},
        {"f(1, 2, 3, 4)", "f() takes from 2 to 3 positional arguments but 4 were given"},
        {"f(1, 2, d=3)", "f() got an unexpected keyword argument 'd'"},
        {"f(1, 2, a=3)", "f() got multiple values for argument 'a'"},
        {"g()", "g() missing 1 required keyword-only argument: 'k'"},
        {"g(1, k=2)", "g() takes 0 positional arguments but 1 positional argument (and 1 "
                      "keyword-only argument) were given"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Text program = {0}, want = {0};
        text_addf(&program, "def f(a, b, c=1): pass\ndef g(*, k): pass\n%s\n",
                  cases[i][0]);
        text_addf(&want, "warning: this call will raise TypeError: %s\n", cases[i][1]);
        Loading l = loading_of("p.py", text_string(&program));
        assert_non_null(strstr(text_string(&l.messages), text_string(&want)));
        loading_end(&l);
        text_free(&program);
        text_free(&want);
    }
}

static void a_call_that_may_fit_is_not_warned_about(void **state)
{
    (void)state;
    static const char *const quiet[] = {
        "def f(a): pass\nf(*[1])\nf(**{'a': 1})\n",
        "def f(a): pass\ndef f(): pass\nf()\n",
        "import functools\n@functools.partial\ndef f(a): pass\nf()\n",
        "def f(a): pass\nf = print\nf()\n",
        "def f(*a, **k): pass\nf(1, 2, x=3)\n",
    };
    for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++)
        expect_messages("p.py", quiet[i], "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_come_first_in_the_order_of_the_frame),
        cmocka_unit_test(an_inner_function_makes_a_cell_and_passes_it_on),
        cmocka_unit_test(nonlocal_and_global_are_followed),
        cmocka_unit_test(a_class_body_is_no_scope_for_its_methods),
        cmocka_unit_test(super_needs_the_class),
        cmocka_unit_test(a_comprehension_is_a_function_with_one_parameter),
        cmocka_unit_test(functions_know_what_they_are),
        cmocka_unit_test(an_import_that_may_fail_is_marked),
        cmocka_unit_test(what_cpython_refuses_is_refused_in_its_words),
        cmocka_unit_test(an_unknown_name_is_a_warning_with_the_nearest_one),
        cmocka_unit_test(names_that_may_be_there_are_not_warned_about),
        cmocka_unit_test(a_call_that_does_not_fit_is_a_warning),
        cmocka_unit_test(a_call_that_may_fit_is_not_warned_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
