// file.c -- one big buffer in front of write(), and a name at the end.

#include "output/file.h"

#include "base/arena.h"
#include "base/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Large enough that a system call is rare, small enough to stay in the cache.
enum { BUFFER_SIZE = 128 * 1024 };

typedef struct WriteBehind WriteBehind;
static void free_behind(WriteBehind *behind);

static char *copy_string(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(memory_new(size), string, size);
}

// ---- Writing ----

// The errno of the first failure, or 0. A signal that sets [stop] (may be NULL) is one.
static int write_all(int fd, const char *at, size_t left,
                     const volatile sig_atomic_t *stop)
{
    while (left) {
        ssize_t wrote = write(fd, at, left);
        if (wrote < 0 && (errno != EINTR || (stop && *stop))) return errno;
        if (wrote < 0) continue;
        at += wrote;
        left -= (size_t)wrote;
    }
    return 0;
}

// Two buffers change places: one is filled while the thread writes the other.
struct WriteBehind {
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex; // of all that follows
    pthread_cond_t change;
    char *buffer;
    size_t capacity;
    size_t size; // bytes to write; 0: the thread has nothing to do
    int fd;
    int error;
    bool over;
};

static void *write_handed_over(void *owner)
{
    WriteBehind *behind = owner;
    pthread_mutex_lock(&behind->mutex);
    for (;;) {
        while (!behind->size && !behind->over)
            pthread_cond_wait(&behind->change, &behind->mutex);
        if (!behind->size) break;
        pthread_mutex_unlock(&behind->mutex);
        // Nobody touches these while there is something to write.
        int error =
            behind->error ? 0 : write_all(behind->fd, behind->buffer, behind->size, NULL);
        pthread_mutex_lock(&behind->mutex);
        if (error) behind->error = error;
        behind->size = 0;
        pthread_cond_signal(&behind->change);
    }
    pthread_mutex_unlock(&behind->mutex);
    return NULL;
}

static void wait_until_written(WriteBehind *behind)
{
    while (behind->size)
        pthread_cond_wait(&behind->change, &behind->mutex);
}

// Gives the thread the full buffer. False if there is no thread.
static bool hand_over(OutFile *file, size_t size)
{
    WriteBehind *behind = file->behind;
    if (!behind->has_thread) {
        behind->buffer = memory_new(file->capacity);
        behind->capacity = file->capacity;
        behind->fd = file->fd;
        behind->has_thread = helper_start(&behind->thread, write_handed_over, behind);
        if (!behind->has_thread) {
            free_behind(behind);
            file->behind = NULL;
            return false;
        }
    }
    pthread_mutex_lock(&behind->mutex);
    wait_until_written(behind);
    char *buffer = behind->buffer;
    size_t capacity = behind->capacity;
    behind->buffer = file->buffer;
    behind->capacity = file->capacity;
    behind->size = size;
    file->error = behind->error;
    pthread_cond_signal(&behind->change);
    pthread_mutex_unlock(&behind->mutex);
    file->buffer = buffer;
    file->capacity = capacity;
    return true;
}

static void free_behind(WriteBehind *behind)
{
    if (!behind) return;
    if (behind->has_thread) {
        pthread_mutex_lock(&behind->mutex);
        behind->over = true;
        pthread_cond_signal(&behind->change);
        pthread_mutex_unlock(&behind->mutex);
        pthread_join(behind->thread, NULL);
    }
    pthread_mutex_destroy(&behind->mutex);
    pthread_cond_destroy(&behind->change);
    free(behind->buffer);
    free(behind);
}

bool file_waits_for_reader(const OutFile *file)
{
    struct stat status;
    if (file->fd < 0 || fstat(file->fd, &status) != 0) return false;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || isatty(file->fd);
}

void file_write_behind(OutFile *file)
{
    // A signal reaches the main thread: only there it ends the wait for a reader.
    if (file->fd < 0 || file->behind || file_waits_for_reader(file)) return;
    file->behind = memory_new(sizeof *file->behind);
    *file->behind = (WriteBehind){0};
    pthread_mutex_init(&file->behind->mutex, NULL);
    pthread_cond_init(&file->behind->change, NULL);
}

void file_settle(OutFile *file)
{
    WriteBehind *behind = file->behind;
    if (!behind || !behind->has_thread) return;
    pthread_mutex_lock(&behind->mutex);
    wait_until_written(behind);
    if (!file->error) file->error = behind->error;
    pthread_mutex_unlock(&behind->mutex);
}

// ---- Opening ----

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
    free_behind(file->behind);
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
    size_t size = file->size;
    file->size = 0;
    if (!size || file->error) return;
    if (file->behind && hand_over(file, size)) return;
    file->error = write_all(file->fd, file->buffer, size, file->stop);
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

bool file_is_wanted(const OutFile *file)
{
    return file_is_well(file) && !(file->stop && *file->stop);
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
    file_settle(file);
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
    file_settle(file);
    if (file->fd > STDERR_FILENO) close(file->fd);
    if (file->temporary) unlink(file->temporary);
    free_file(file);
}
