// test_bytecode.c -- instructions, and the verifier over every program that we have.

#include "code/bytecode.h"
#include "code/verify.h"
#include "compiled.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_call_takes_function_and_arguments_and_leaves_the_result(void **state)
{
    (void)state;
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_CALL, 2)), -2);
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_CALL_METHOD, 2)), -3);
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_CALL_KEYWORDS, 2)), -3);
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_CALL_SPREAD, 1)), -2);
}

static void a_starred_unpacking_leaves_one_value_for_each_target(void **state)
{
    (void)state;
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_UNPACK_STAR, 2 | 3 << 8)), 5);
}

static void a_loop_drops_its_iterator_when_it_ends(void **state)
{
    (void)state;
    assert_int_equal(code_stack_effect(CODE_INSTRUCTION(OP_FOR_ITER, 9)), 1);
    assert_int_equal(code_jump_effect(CODE_INSTRUCTION(OP_FOR_ITER, 9)), -1);
}

static void every_opcode_has_a_name_and_an_effect(void **state)
{
    (void)state;
    for (int op = 0; op < OPCODE_COUNT; op++) {
        assert_true(opcode_name((Opcode)op)[0] != '\0');
        assert_in_range(code_stack_effect(CODE_INSTRUCTION(op, 2)) + 10, 0, 20);
    }
}

static void the_verifier_sees_a_stack_that_does_not_fit(void **state)
{
    (void)state;
    Instruction instructions[] = {CODE_INSTRUCTION(OP_LOAD_NONE, 0),
                                  CODE_INSTRUCTION(OP_POP, 0),
                                  CODE_INSTRUCTION(OP_RETURN, 0)};
    Code code = {.instructions = instructions, .count = 3, .stack_size = 1};
    uint32_t at;

    const char *complaint = code_verify(&code, &at);

    assert_string_equal(complaint, "it pops more than there is");
    assert_int_equal(at, 2);
}

static char *content_of(Arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *content = arena_alloc(arena, (size_t)size + 1, 1);
    assert_int_equal(fread(content, 1, (size_t)size, file), size);
    fclose(file);
    return content;
}

static void verify_all(const Bytecode *bytecode, const char *path)
{
    for (int i = 0; i < bytecode->code_count; i++) {
        uint32_t at;
        const char *complaint = code_verify(bytecode->codes[i], &at);
        if (complaint)
            fail_msg("%s: %s, instruction %u: %s", path,
                     bytecode->codes[i]->qualified_name, at, complaint);
    }
}

// How many programs below [folder] were compiled and verified.
static int verify_folder(const char *folder)
{
    int count = 0;
    DIR *entries = opendir(folder);
    if (!entries) return 0;
    for (struct dirent *entry; (entry = readdir(entries));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".py")) continue;
        Arena *arena = arena_open();
        const char *path = arena_format(arena, "%s/%s", folder, entry->d_name);
        const Bytecode *bytecode = compiled(arena, content_of(arena, path));
        if (bytecode) verify_all(bytecode, path);
        count += bytecode != NULL;
        arena_close(arena);
    }
    closedir(entries);
    return count;
}

static void every_behaviour_program_has_consistent_code(void **state)
{
    (void)state;
    const char *behaviour = COROSCOPE_ASSETS "/../tests/behaviour";
    const char *const folders[] = {"language", "asyncio", "ends"};
    int count = 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char folder[4096];
        snprintf(folder, sizeof folder, "%s/%s", behaviour, folders[i]);
        count += verify_folder(folder);
    }
    assert_true(count > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_takes_function_and_arguments_and_leaves_the_result),
        cmocka_unit_test(a_starred_unpacking_leaves_one_value_for_each_target),
        cmocka_unit_test(a_loop_drops_its_iterator_when_it_ends),
        cmocka_unit_test(every_opcode_has_a_name_and_an_effect),
        cmocka_unit_test(the_verifier_sees_a_stack_that_does_not_fit),
        cmocka_unit_test(every_behaviour_program_has_consistent_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
