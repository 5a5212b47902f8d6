// file.c -- one big buffer in front of write(), and a rename at the end.

#include "output/file.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Large enough that a system call is rare, small enough to stay in the cache.
enum { BUFFER_SIZE = 128 * 1024 };

static char *copy_string(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(memory_new(size), string, size);
}

static OutFile *new_file(int fd, const char *name)
{
    OutFile *file = memory_new(sizeof *file);
    *file = (OutFile){.fd = fd,
                      .name = copy_string(name),
                      .buffer = memory_new(BUFFER_SIZE),
                      .capacity = BUFFER_SIZE};
    return file;
}

static void free_file(OutFile *file)
{
    free(file->buffer);
    free(file->name);
    free(file->target);
    free(file->temporary);
    free(file);
}

// The folder of [path]: "." for a plain name.
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return copy_string(".");
    size_t size = slash == path ? 1 : (size_t)(slash - path);
    char *folder = memory_new(size + 1);
    memcpy(folder, path, size);
    folder[size] = 0;
    return folder;
}

// The present user's rights for a new file: mkstemp gives only 0600.
static void give_usual_rights(int fd, const char *target)
{
    struct stat old;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(target, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0) return; // a file system without rights: nothing to keep
}

static OutFile *open_beside(char *target, Text *message)
{
    char *folder = folder_of(target);
    Text name = {0};
    text_addf(&name, "%s/.coroscope-XXXXXX", folder);
    free(folder);
    char *temporary = text_take(&name);
    int fd = mkstemp(temporary);
    if (fd < 0) {
        text_addf(message, "cannot write \"%s\": %s", target, strerror(errno));
        free(temporary);
        free(target);
        return NULL;
    }
    give_usual_rights(fd, target);
    OutFile *file = new_file(fd, target);
    file->target = target;
    file->temporary = temporary;
    return file;
}

static OutFile *open_directly(const char *path, Text *message)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0) return new_file(fd, path);
    text_addf(message, "cannot write \"%s\": %s", path, strerror(errno));
    return NULL;
}

// Where a link that points nowhere yet would put the file; NULL if it cannot be told.
static char *dangling_target(const char *path)
{
    char link[PATH_MAX];
    ssize_t size = readlink(path, link, sizeof link - 1);
    if (size <= 0) return NULL;
    link[size] = 0;
    if (link[0] == '/') return copy_string(link);
    char *folder = folder_of(path);
    Text target = {0};
    text_addf(&target, "%s/%s", folder, link);
    free(folder);
    return text_take(&target);
}

OutFile *file_open(const char *path, Text *message)
{
    if (strcmp(path, "-") == 0) return new_file(STDOUT_FILENO, path);

    struct stat status;
    if (stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            text_addf(message, "cannot write \"%s\": it is a folder", path);
            return NULL;
        }
        if (!S_ISREG(status.st_mode)) return open_directly(path, message);
        // A file that may not be changed is not replaced behind its owner's back.
        if (access(path, W_OK) != 0) {
            text_addf(message, "cannot write \"%s\": %s", path, strerror(errno));
            return NULL;
        }
        char *resolved = realpath(path, NULL);
        return open_beside(resolved ? resolved : copy_string(path), message);
    }
    if (errno != ENOENT || !*path) {
        text_addf(message, "cannot write \"%s\": %s", path, strerror(errno));
        return NULL;
    }
    char *target = lstat(path, &status) == 0 ? dangling_target(path) : NULL;
    return open_beside(target ? target : copy_string(path), message);
}

OutFile *file_in_memory(void)
{
    return new_file(-1, "");
}

const char *file_text(const OutFile *file, size_t *size)
{
    *size = file->size;
    return file->buffer;
}

void file_flush(OutFile *file)
{
    if (file->fd < 0) return;
    const char *at = file->buffer;
    size_t left = file->size;
    file->size = 0;
    while (left && !file->error) {
        ssize_t wrote = write(file->fd, at, left);
        if (wrote < 0) {
            if (errno == EINTR) continue;
            file->error = errno;
            return;
        }
        at += wrote;
        left -= (size_t)wrote;
    }
}

void file_make_room(OutFile *file, size_t size)
{
    file_flush(file);
    if (file->capacity - file->size >= size) return;
    size_t capacity = file->capacity * 2;
    while (capacity - file->size < size)
        capacity *= 2;
    file->buffer = memory_grow(file->buffer, capacity);
    file->capacity = capacity;
}

void file_add(OutFile *file, const char *string)
{
    file_add_bytes(file, string, strlen(string));
}

void file_addf(OutFile *file, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    vsnprintf(file_room(file, (size_t)size + 1), (size_t)size + 1, format, again);
    file->size += (size_t)size;
    va_end(again);
}

bool file_is_well(const OutFile *file)
{
    return !file->error;
}

static void fail(OutFile *file, Text *message)
{
    if (file->temporary) unlink(file->temporary);
    bool is_stdout = strcmp(file->name, "-") == 0;
    const char *why = strerror(file->error);
    if (file->error != EPIPE && is_stdout)
        text_addf(message, "cannot write to standard output: %s", why);
    else if (file->error != EPIPE)
        text_addf(message, "cannot write \"%s\": %s", file->name, why);
    free_file(file);
}

bool file_close(OutFile *file, Text *message)
{
    file_flush(file);
    if (file->fd > STDERR_FILENO && close(file->fd) != 0 && !file->error)
        file->error = errno;
    if (!file->error && file->temporary && rename(file->temporary, file->target) != 0)
        file->error = errno;
    if (file->error) {
        fail(file, message);
        return false;
    }
    free_file(file);
    return true;
}

void file_abandon(OutFile *file)
{
    if (!file) return;
    if (file->fd > STDERR_FILENO) close(file->fd);
    if (file->temporary) unlink(file->temporary);
    free_file(file);
}
