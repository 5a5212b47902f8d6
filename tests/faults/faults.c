// faults.c -- stands between Coroscope and the system, and lets one call fail.
//
// The linker sends every call of a function below to its __wrap_ here (see
// tests/CMakeLists.txt). COROSCOPE_FAULT="write:3:28" lets the third write() fail with
// errno 28; "write:3:short" lets it take one byte only; several are separated by commas.
// With COROSCOPE_FAULT_COUNT=FILE
// nothing fails, and FILE gets a line "NAME CALLS" for each function when the program
// ends. What counts the calls has to be at file scope: the functions have no owner.

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FUNCTIONS(X)                                                                     \
    X(malloc)                                                                            \
    X(realloc)                                                                           \
    X(aligned_alloc) X(open) X(mkstemp) X(read) X(write) X(fchmod) X(linkat) X(rename)   \
        X(close) X(access) X(fopen) X(pthread_create)

typedef enum Function {
#define X(name) FUNCTION_##name,
    FUNCTIONS(X)
#undef X
        FUNCTION_COUNT
} Function;

static const char *const names[FUNCTION_COUNT] = {
#define X(name) #name,
    FUNCTIONS(X)
#undef X
};

static atomic_int calls[FUNCTION_COUNT];

// Counts a call. True if it is the one that is to fail: errno is then set.
static bool fails(Function function)
{
    int number = atomic_fetch_add(&calls[function], 1) + 1;
    size_t size = strlen(names[function]);
    const char *fault = getenv("COROSCOPE_FAULT");
    for (; fault; fault = strchr(fault, ',')) {
        if (*fault == ',') fault++;
        if (strncmp(fault, names[function], size) != 0 || fault[size] != ':') continue;
        char *end;
        if (strtol(fault + size + 1, &end, 10) != number) continue;
        errno = *end == ':' ? atoi(end + 1) : ENOMEM; // 0 for "short"
        return true;
    }
    return false;
}

__attribute__((destructor)) static void tell_counts(void)
{
    const char *path = getenv("COROSCOPE_FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    for (int i = 0; file && i < FUNCTION_COUNT; i++)
        fprintf(file, "%s %d\n", names[i], atomic_load(&calls[i]));
    if (file) fclose(file);
}

// A function that gives [failure] when it fails.
#define WRAP(type, name, parameters, arguments, failure)                                 \
    type __real_##name parameters;                                                       \
    type __wrap_##name parameters;                                                       \
    type __wrap_##name parameters                                                        \
    {                                                                                    \
        return fails(FUNCTION_##name) ? (failure) : __real_##name arguments;             \
    }

WRAP(void *, malloc, (size_t size), (size), NULL)
WRAP(void *, realloc, (void *memory, size_t size), (memory, size), NULL)
WRAP(void *, aligned_alloc, (size_t align, size_t size), (align, size), NULL)
WRAP(int, mkstemp, (char *name), (name), -1)
WRAP(ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size), -1)
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode), -1)
WRAP(int, linkat, (int from, const char *path, int to, const char *name, int flags),
     (from, path, to, name, flags), -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1)
WRAP(int, access, (const char *path, int mode), (path, mode), -1)
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)
WRAP(int, pthread_create, (void *thread, void *attributes, void *run, void *argument),
     (thread, attributes, run, argument), EAGAIN)

int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    bool failing = fails(FUNCTION_close);
    int error = errno;
    int result = __real_close(fd); // a close that fails has closed all the same
    if (!failing) return result;
    errno = error;
    return -1;
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    if (!fails(FUNCTION_write)) return __real_write(fd, bytes, size);
    return errno ? -1 : __real_write(fd, bytes, size ? 1 : 0);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    if (fails(FUNCTION_open)) return -1;
    va_list rest;
    va_start(rest, flags);
    int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;
    va_end(rest);
    return __real_open(path, flags, mode);
}
