// file.c -- one big buffer in front of write(), and a name at the end.

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

static OutFile *new_file(int fd, const char *name, Language language)
{
    OutFile *file = memory_new(sizeof *file);
    *file = (OutFile){.fd = fd,
                      .language = language,
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

// By this name a file without one can be reached.
static void add_way_to(int fd, Text *path)
{
    text_addf(path, "/proc/self/fd/%d", fd);
}

// A file in [folder] that has no name yet; -1 where such a file cannot be had, or could
// not be given a name later.
static int open_nameless(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0) return -1;
    Text way = {0};
    add_way_to(fd, &way);
    bool is_reachable = access(text_string(&way), F_OK) == 0;
    text_free(&way);
    if (is_reachable) return fd;
    close(fd);
    return -1;
}

static int open_named(const char *folder, char **temporary)
{
    Text name = {0};
    text_addf(&name, "%s/.coroscope-XXXXXX", folder);
    *temporary = text_take(&name);
    int fd = mkstemp(*temporary);
    if (fd >= 0) return fd;
    free(*temporary);
    *temporary = NULL;
    return -1;
}

// NULL, having said why.
static OutFile *refuse(const char *path, int error, Language language, Text *message)
{
    text_addf(message, in_language(language, "cannot write \"%s\": %s"), path,
              reason_in(language, error));
    return NULL;
}

// Takes [target].
static OutFile *open_beside(char *target, Language language, Text *message)
{
    char *folder = folder_of(target), *temporary = NULL;
    int fd = open_nameless(folder);
    if (fd < 0) fd = open_named(folder, &temporary);
    int error = errno;
    free(folder);
    if (fd < 0) {
        refuse(target, error, language, message);
        free(target);
        return NULL;
    }
    give_usual_rights(fd, target);
    OutFile *file = new_file(fd, target, language);
    file->target = target;
    file->temporary = temporary;
    return file;
}

static OutFile *open_directly(const char *path, Language language, Text *message)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0) return new_file(fd, path, language);
    return refuse(path, errno, language, message);
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

static OutFile *open_existing(const char *path, mode_t mode, Language language,
                              Text *message)
{
    if (S_ISDIR(mode)) return refuse(path, EISDIR, language, message);
    if (!S_ISREG(mode)) return open_directly(path, language, message);
    // A file that may not be changed is not replaced behind its owner's back.
    if (access(path, W_OK) != 0) return refuse(path, errno, language, message);
    char *resolved = realpath(path, NULL);
    return open_beside(resolved ? resolved : copy_string(path), language, message);
}

OutFile *file_open(const char *path, Language language, Text *message)
{
    if (strcmp(path, "-") == 0) return new_file(STDOUT_FILENO, path, language);

    struct stat status;
    if (stat(path, &status) == 0)
        return open_existing(path, status.st_mode, language, message);
    if (errno != ENOENT || !*path) return refuse(path, errno, language, message);
    char *target = lstat(path, &status) == 0 ? dangling_target(path) : NULL;
    return open_beside(target ? target : copy_string(path), language, message);
}

OutFile *file_in_memory(void)
{
    return new_file(-1, "", LANGUAGE_ENGLISH);
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
            if (errno == EINTR && !(file->stop && *file->stop)) continue;
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
    bool is_wanted = file->error != EPIPE && file->error != EINTR;
    if (is_wanted && is_stdout)
        text_addf(message,
                  in_language(file->language, "cannot write to standard output: %s"),
                  reason_in(file->language, file->error));
    else if (is_wanted)
        refuse(file->name, file->error, file->language, message);
    free_file(file);
}

// The file without a name gets its temporary one, since a link cannot replace a file but
// a rename can. False, with errno, if it cannot be had.
static bool take_temporary_name(OutFile *file)
{
    enum { TRIES = 100 };
    char *folder = folder_of(file->target);
    Text way = {0}, name = {0};
    add_way_to(file->fd, &way);
    bool linked = false;
    for (int i = 0; i < TRIES && !linked; i++) {
        text_clear(&name);
        text_addf(&name, "%s/.coroscope-%ld-%d", folder, (long)getpid(), i);
        linked = linkat(AT_FDCWD, text_string(&way), AT_FDCWD, text_string(&name),
                        AT_SYMLINK_FOLLOW) == 0;
        if (!linked && errno != EEXIST) break;
    }
    int error = errno;
    if (linked) file->temporary = text_take(&name);
    text_free(&name);
    text_free(&way);
    free(folder);
    errno = error;
    return linked;
}

bool file_close(OutFile *file, Text *message)
{
    file_flush(file);
    if (!file->error && file->target && !file->temporary && !take_temporary_name(file))
        file->error = errno;
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
