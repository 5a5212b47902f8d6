// input.c -- looks at the first bytes to tell a trace from a scenario. A trace is read
// piece by piece, since it may be larger than the memory has room for twice.

#include "cli/input.h"

#include "base/text.h"
#include "cli/complain.h"
#include "output/trace_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_SIZE = 4096 };

// Reads on until [size] bytes are there or the file ends; false if reading fails.
static bool read_more(int fd, Text *bytes, size_t size)
{
    while (bytes->size < size) {
        size_t want = size - bytes->size;
        ssize_t got = read(fd, text_room(bytes, want), want);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        bytes->size += (size_t)got;
    }
    return true;
}

static void load_trace(Input *input, int fd, const Text *head, const char *name,
                       Language language)
{
    Text message = {0};
    input->trace =
        trace_read(fd, text_string(head), head->size, name, language, NULL, &message);
    if (!input->trace) fprintf(stderr, "%s\n", text_string(&message));
    text_free(&message);
}

static void print_diag(Input *input)
{
    Text messages = {0};
    diag_print(input->diag, &messages);
    if (messages.size) {
        fflush(stdout);
        fputs(text_string(&messages), stderr);
    }
    text_free(&messages);
}

// Standard input and pipes cannot be read twice, so they are read whole; one byte more
// than allowed is enough to see that it is too much.
static Scenario *load_pipe(Input *input, int fd, Text *head, const char *name)
{
    if (!read_more(fd, head, SCENARIO_SIZE_MAX + 1)) {
        diag_error(input->diag, NULL, 0, 0, "cannot read \"%s\": %s", name,
                   reason_in(diag_language(input->diag), errno));
        return NULL;
    }
    char *bytes = arena_copy(input->arena, text_string(head), head->size);
    return scenario_parse(input->arena, name, bytes, head->size, input->diag);
}

static bool is_pipe(int fd)
{
    struct stat status;
    return fd >= 0 && fstat(fd, &status) == 0 && !S_ISREG(status.st_mode) &&
           !S_ISDIR(status.st_mode);
}

bool input_open(Input *input, const char *path, Language language)
{
    *input = (Input){.arena = arena_open()};
    input->diag = diag_new(input->arena, language);
    bool is_stdin = strcmp(path, "-") == 0;
    Text head = {0};
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) read_more(fd, &head, HEAD_SIZE);

    if (scenario_is_trace(text_string(&head), head.size)) {
        load_trace(input, fd, &head, path, language);
    } else {
        // What is wrong with the file itself, scenario_load() finds and says again.
        input->scenario = is_stdin || is_pipe(fd)
                              ? load_pipe(input, fd, &head, path)
                              : scenario_load(input->arena, path, input->diag);
        print_diag(input);
    }
    if (fd > STDERR_FILENO) close(fd);
    text_free(&head);
    return input->scenario || input->trace;
}

void input_close(Input *input)
{
    trace_close(input->trace);
    arena_close(input->arena);
}

void input_choose_machine(const Input *input, const MachineWishes *wishes)
{
    if (!machines_wished(wishes)) return;
    Scenario *scenario = input->scenario;
    scenario->machine = machines_chosen_one(wishes, &scenario->machine);
    scenario->has_machine = true;
}
