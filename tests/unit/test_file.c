// test_file.c -- a file is written whole or not at all.

#include "output/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/coroscope-test-XXXXXX";

static int go_to_an_empty_folder(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    return !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave_the_folder(void **state)
{
    (void)state;
    Text command = {0};
    text_addf(&command, "chmod -R u+w %s && rm -r %s", folder, folder);
    int status = chdir("/") || system(text_string(&command));
    text_free(&command);
    return status;
}

static void assert_content(const char *path, const char *expected)
{
    char content[100] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    content[fread(content, 1, sizeof content - 1, file)] = 0;
    fclose(file);
    assert_string_equal(content, expected);
}

static int count_files(void)
{
    int count = 0;
    DIR *dir = opendir(".");
    for (const struct dirent *entry; (entry = readdir(dir));)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(dir);
    return count;
}

static void write_file(const char *path, const char *content)
{
    Text message = {0};
    OutFile *file = file_open(path, LANGUAGE_ENGLISH, &message);
    assert_non_null(file);
    file_add(file, content);
    assert_true(file_close(file, &message));
    assert_int_equal(message.size, 0);
}

static void assert_refused(const char *path, const char *expected)
{
    Text message = {0};
    assert_null(file_open(path, LANGUAGE_ENGLISH, &message));
    assert_string_equal(text_string(&message), expected);
    text_free(&message);
}

static void a_file_gets_its_name_when_it_is_whole(void **state)
{
    (void)state;
    write_file("old", "before");
    OutFile *file = file_open("old", LANGUAGE_ENGLISH, NULL);
    file_add(file, "after");
    file_flush(file);
    assert_content("old", "before");

    assert_true(file_close(file, NULL));

    assert_content("old", "after");
    assert_int_equal(count_files(), 1);
}

static void what_is_given_up_leaves_nothing(void **state)
{
    (void)state;
    OutFile *file = file_open("new", LANGUAGE_ENGLISH, NULL);
    file_add(file, "half");
    file_flush(file);

    file_abandon(file);

    assert_int_equal(count_files(), 0);
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    struct stat status;
    mkdir("deep", 0755);
    write_file("deep/target", "before");
    assert_int_equal(symlink("deep/target", "link"), 0);
    assert_int_equal(symlink("deep/later", "nowhere"), 0);

    write_file("link", "after");
    write_file("nowhere", "new");

    assert_content("deep/target", "after");
    assert_content("deep/later", "new");
    assert_true(lstat("link", &status) == 0 && S_ISLNK(status.st_mode));
    assert_true(lstat("nowhere", &status) == 0 && S_ISLNK(status.st_mode));
}

static void rights_are_kept(void **state)
{
    (void)state;
    struct stat status;
    write_file("script", "before");
    chmod("script", 0750);

    write_file("script", "after");

    assert_int_equal(stat("script", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0750);
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    mkdir("folder", 0755);
    write_file("file", "x");

    assert_refused("folder", "cannot write \"folder\": it is a folder");
    assert_refused("none/x", "cannot write \"none/x\": No such file or directory");
    assert_refused("file/x", "cannot write \"file/x\": Not a directory");
    assert_refused("", "cannot write \"\": No such file or directory");
}

static void a_folder_that_is_read_only_is_told(void **state)
{
    (void)state;
    if (geteuid() == 0) skip(); // root may write anywhere
    mkdir("folder", 0555);
    assert_refused("folder/x", "cannot write \"folder/x\": Permission denied");
}

static void a_full_disk_is_told_when_the_file_is_closed(void **state)
{
    (void)state;
    Text message = {0};
    OutFile *file = file_open("/dev/full", LANGUAGE_ENGLISH, &message);
    for (int i = 0; i < 1000000; i++)
        file_add(file, "0123456789");

    assert_false(file_is_well(file));
    assert_false(file_close(file, &message));

    assert_string_equal(text_string(&message),
                        "cannot write \"/dev/full\": No space left on device");
    text_free(&message);
}

static void a_closed_pipe_is_no_message(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    Text path = {0}, message = {0};
    text_addf(&path, "/dev/fd/%d", ends[1]);
    OutFile *file = file_open(text_string(&path), LANGUAGE_ENGLISH, &message);
    if (file) { // opening a pipe without a reader may be refused at once
        file_add(file, "x");
        assert_false(file_close(file, &message));
        assert_int_equal(message.size, 0);
    }
    close(ends[1]);
    text_free(&path);
    text_free(&message);
}

// Numbers, so many that the buffer is full some times.
static OutFile *write_behind(const char *path)
{
    Text message = {0};
    OutFile *file = file_open(path, LANGUAGE_ENGLISH, &message);
    assert_non_null(file);
    file_write_behind(file);
    for (int i = 0; i < 200000; i++)
        file_addf(file, "%d\n", i);
    return file;
}

static void a_file_written_behind_is_whole(void **state)
{
    (void)state;
    Text message = {0};

    assert_true(file_close(write_behind("numbers"), &message));

    FILE *file = fopen("numbers", "rb");
    int number, count = 0;
    while (fscanf(file, "%d", &number) == 1)
        assert_int_equal(number, count++);
    assert_int_equal(count, 200000);
    fclose(file);
}

static void a_full_disk_is_noticed_behind(void **state)
{
    (void)state;
    Text message = {0};

    assert_false(file_close(write_behind("/dev/full"), &message));

    assert_string_equal(text_string(&message),
                        "cannot write \"/dev/full\": No space left on device");
    text_free(&message);
}

static void a_file_written_behind_can_be_abandoned(void **state)
{
    (void)state;
    file_abandon(write_behind("abandoned"));
    assert_int_equal(count_files(), 0);
}

int main(void)
{
#define IN_A_FOLDER(test)                                                                \
    cmocka_unit_test_setup_teardown(test, go_to_an_empty_folder, leave_the_folder)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_file_gets_its_name_when_it_is_whole),
        IN_A_FOLDER(what_is_given_up_leaves_nothing),
        IN_A_FOLDER(a_link_stays_a_link),
        IN_A_FOLDER(rights_are_kept),
        IN_A_FOLDER(what_cannot_be_written_is_told),
        IN_A_FOLDER(a_folder_that_is_read_only_is_told),
        cmocka_unit_test(a_full_disk_is_told_when_the_file_is_closed),
        cmocka_unit_test(a_closed_pipe_is_no_message),
        IN_A_FOLDER(a_file_written_behind_is_whole),
        cmocka_unit_test(a_full_disk_is_noticed_behind),
        IN_A_FOLDER(a_file_written_behind_can_be_abandoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
