// cairo_film.c -- each picture is drawn to an image; what comes of it is the encoder's.

#include "draw/cairo_film.h"

#include "draw/cairo.h"

#include <errno.h>
#include <fcntl.h>
#include <gif_lib.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// A picture of a film as pixels, 0xRRGGBB in four bytes each, without gaps.
typedef struct Image {
    CairoPen *pen;
    uint32_t *pixels;
    int width, height;
} Image;

static void image_close(Image *image)
{
    cairo_pen_close(image->pen);
    free(image->pixels);
}

static void image_draw(const Film *film, int number, Image *image)
{
    Drawing *drawing = film->draw(film->owner, number);
    // An even number of pixels, which H.264 wants.
    image->width = (int)drawing->width & ~1;
    image->height = (int)drawing->height & ~1;
    size_t row = (size_t)image->width * 4;
    image->pixels = memory_grow(image->pixels, row * (size_t)image->height);
    cairo_pen_pixels(image->pen, drawing, (uint8_t *)image->pixels, image->width,
                     image->height, (int)row, 1);
    drawing_close(drawing);
    for (size_t i = 0; i < (size_t)image->width * (size_t)image->height; i++)
        image->pixels[i] &= 0xffffff;
}

// ---- The palette ----

enum { CELLS = 1 << 15, COLORS = 256, SAMPLES = 5 };

// Colours are told apart by five bits of each channel.
static uint32_t cell_of(uint32_t pixel)
{
    return (pixel >> 9 & 0x7c00) | (pixel >> 6 & 0x3e0) | (pixel >> 3 & 0x1f);
}

typedef struct Palette {
    uint32_t colors[COLORS];
    int count;
    int16_t index[CELLS]; // of the nearest colour; -1 while nobody asked
} Palette;

typedef struct Cell {
    uint64_t count, red, green, blue;
    uint32_t number;
} Cell;

static int compare_cells(const void *a, const void *b)
{
    const Cell *one = a, *other = b;
    if (one->count != other->count) return one->count > other->count ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

static void count_colors(Cell *cells, const Image *image)
{
    for (size_t i = 0; i < (size_t)image->width * (size_t)image->height; i++) {
        uint32_t pixel = image->pixels[i];
        Cell *cell = &cells[cell_of(pixel)];
        cell->count++;
        cell->red += pixel >> 16;
        cell->green += pixel >> 8 & 0xff;
        cell->blue += pixel & 0xff;
    }
}

static uint32_t mean_of(const Cell *cell)
{
    return (uint32_t)(cell->red / cell->count) << 16 |
           (uint32_t)(cell->green / cell->count) << 8 |
           (uint32_t)(cell->blue / cell->count);
}

// The colours that some of the film's pictures have most of.
static void choose_palette(const Film *film, Palette *palette, Image *image)
{
    Cell *cells = memory_grow_zeroed(NULL, 0, CELLS * sizeof *cells);
    for (uint32_t i = 0; i < CELLS; i++)
        cells[i].number = i;
    for (int i = 0; i < SAMPLES; i++) {
        int number = (int)((int64_t)(film->count - 1) * i / (SAMPLES - 1));
        image_draw(film, number, image);
        count_colors(cells, image);
    }
    qsort(cells, CELLS, sizeof *cells, compare_cells);
    palette->count = 0;
    while (palette->count < COLORS && cells[palette->count].count) {
        palette->colors[palette->count] = mean_of(&cells[palette->count]);
        palette->count++;
    }
    memset(palette->index, 0xff, sizeof palette->index);
    free(cells);
}

static int square(int number)
{
    return number * number;
}

static int distance(uint32_t one, uint32_t other)
{
    return square((int)(one >> 16) - (int)(other >> 16)) +
           square((int)(one >> 8 & 0xff) - (int)(other >> 8 & 0xff)) +
           square((int)(one & 0xff) - (int)(other & 0xff));
}

static uint8_t index_of(Palette *palette, uint32_t pixel)
{
    int16_t *index = &palette->index[cell_of(pixel)];
    if (*index >= 0) return (uint8_t)*index;
    int best = 0;
    for (int i = 1; i < palette->count; i++)
        if (distance(palette->colors[i], pixel) < distance(palette->colors[best], pixel))
            best = i;
    *index = (int16_t)best;
    return (uint8_t)best;
}

// ---- GIF ----

typedef struct Gif {
    GifFileType *file;
    Palette palette;
    ColorMapObject *colors;
    uint8_t *before, *now; // indices of the picture before and of this one
    int width, height;
} Gif;

static int write_bytes(GifFileType *gif, const GifByteType *bytes, int size)
{
    file_add_bytes(gif->UserData, (const char *)bytes, (size_t)size);
    return size;
}

static ColorMapObject *colors_of(const Palette *palette)
{
    GifColorType colors[COLORS] = {0};
    for (int i = 0; i < palette->count; i++)
        colors[i] = (GifColorType){(GifByteType)(palette->colors[i] >> 16),
                                   (GifByteType)(palette->colors[i] >> 8),
                                   (GifByteType)palette->colors[i]};
    return GifMakeMapObject(COLORS, colors);
}

// The rectangle that differs from the picture before; of two equal ones a single pixel.
typedef struct Patch {
    int x, y, w, h;
} Patch;

static bool row_differs(const Gif *gif, int y)
{
    size_t at = (size_t)y * (size_t)gif->width;
    return memcmp(gif->before + at, gif->now + at, (size_t)gif->width) != 0;
}

static bool column_differs(const Gif *gif, int x, int top, int bottom)
{
    for (int y = top; y < bottom; y++) {
        size_t at = (size_t)y * (size_t)gif->width + (size_t)x;
        if (gif->before[at] != gif->now[at]) return true;
    }
    return false;
}

static Patch patch_of(const Gif *gif)
{
    int top = 0, bottom = gif->height, left = 0, right = gif->width;
    while (top < bottom && !row_differs(gif, top))
        top++;
    if (top == bottom) return (Patch){0, 0, 1, 1};
    while (!row_differs(gif, bottom - 1))
        bottom--;
    while (!column_differs(gif, left, top, bottom))
        left++;
    while (!column_differs(gif, right - 1, top, bottom))
        right--;
    return (Patch){left, top, right - left, bottom - top};
}

static bool put_patch(Gif *gif, Patch patch, int hundredths)
{
    GraphicsControlBlock control = {
        .DisposalMode = DISPOSE_DO_NOT, .DelayTime = hundredths, .TransparentColor = -1};
    GifByteType bytes[4];
    EGifGCBToExtension(&control, bytes);
    bool well =
        EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) &&
        EGifPutImageDesc(gif->file, patch.x, patch.y, patch.w, patch.h, false, NULL);
    for (int y = patch.y; well && y < patch.y + patch.h; y++)
        well = EGifPutLine(gif->file, gif->now + (size_t)y * (size_t)gif->width + patch.x,
                           patch.w);
    return well;
}

// So that it repeats for ever.
static bool put_loop(GifFileType *file)
{
    const GifByteType loop[] = {1, 0, 0};
    return EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) &&
           EGifPutExtensionBlock(file, 11, "NETSCAPE2.0") &&
           EGifPutExtensionBlock(file, sizeof loop, loop) &&
           EGifPutExtensionTrailer(file);
}

static bool put_picture(Gif *gif, const Film *film, int number, const Image *image)
{
    size_t size = (size_t)image->width * (size_t)image->height;
    if (!number) {
        gif->width = image->width;
        gif->height = image->height;
        gif->before = memory_new(size);
        gif->now = memory_new(size);
        EGifSetGifVersion(gif->file, true);
        if (!EGifPutScreenDesc(gif->file, image->width, image->height, 8, 0,
                               gif->colors) ||
            !put_loop(gif->file))
            return false;
    }
    for (size_t i = 0; i < size; i++)
        gif->now[i] = index_of(&gif->palette, image->pixels[i]);
    Patch patch = number ? patch_of(gif) : (Patch){0, 0, image->width, image->height};
    // The last picture stays for a while, before all begins again.
    int delay = number == film->count - 1 ? 150 : 100 / film->fps;
    uint8_t *before = gif->before;
    bool well = put_patch(gif, patch, delay);
    gif->before = gif->now;
    gif->now = before;
    return well;
}

bool cairo_write_gif(const Film *film, OutFile *file, Text *message)
{
    Gif *gif = memory_grow_zeroed(NULL, 0, sizeof *gif);
    Image image = {.pen = cairo_pen_open()};
    int error = 0;
    bool well = true;
    choose_palette(film, &gif->palette, &image);
    gif->colors = colors_of(&gif->palette);
    gif->file = EGifOpen(file, write_bytes, &error);
    for (int i = 0; well && i < film->count && file_is_wanted(file); i++) {
        image_draw(film, i, &image);
        well = put_picture(gif, film, i, &image);
    }
    if (!well) text_add(message, GifErrorString(gif->file->Error));
    EGifCloseFile(gif->file, &error);
    GifFreeMapObject(gif->colors);
    free(gif->before);
    free(gif->now);
    free(gif);
    image_close(&image);
    return well;
}

// ---- MP4 ----

// Starts ffmpeg with its input from a pipe, whose other end is [*pipe_end]. False, with a
// message, if there is none.
static bool start_ffmpeg(const Film *film, const Image *image, const char *path,
                         pid_t *process, int *pipe_end, Text *message)
{
    char size[32], fps[16];
    snprintf(size, sizeof size, "%dx%d", image->width, image->height);
    snprintf(fps, sizeof fps, "%d", film->fps);
    const char *words[] = {"ffmpeg",   "-v",      "error",     "-f",       "rawvideo",
                           "-pix_fmt", "bgr0",    "-s",        size,       "-r",
                           fps,        "-i",      "-",         "-c:v",     "libx264",
                           "-pix_fmt", "yuv420p", "-bitexact", "-threads", "1",
                           "-f",       "mp4",     "-y",        path,       NULL};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        text_add(message, strerror(errno));
        return false;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    int error =
        posix_spawnp(process, "ffmpeg", &actions, NULL, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    *pipe_end = ends[1];
    if (!error) return true;
    close(ends[1]);
    if (error == ENOENT)
        text_add(message, "an MP4 needs the program ffmpeg (Debian's package ffmpeg); "
                          "a GIF does not");
    else
        text_addf(message, "ffmpeg: %s", strerror(error));
    return false;
}

static bool write_all(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t done = write(fd, at, size);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        size -= (size_t)done;
    }
    return true;
}

static bool feed(const Film *film, const OutFile *file, int fd, Image *image)
{
    size_t size = (size_t)image->width * (size_t)image->height * 4;
    bool well = true;
    for (int i = 0; well && i < film->count && file_is_wanted(file); i++) {
        image_draw(film, i, image);
        well = write_all(fd, image->pixels, size);
    }
    return well;
}

static void copy_file(int fd, OutFile *file)
{
    char bytes[65536];
    ssize_t size;
    while ((size = read(fd, bytes, sizeof bytes)) > 0)
        file_add_bytes(file, bytes, (size_t)size);
}

// What ffmpeg writes must be a file that it can go back in.
static bool film_to(const char *path, int fd, const Film *film, OutFile *file,
                    Text *message)
{
    Image image = {.pen = cairo_pen_open()};
    pid_t process;
    int pipe_end, status = 0;
    image_draw(film, 0, &image);
    bool well = start_ffmpeg(film, &image, path, &process, &pipe_end, message);
    if (well) {
        // When ffmpeg gives up, its status says so; the signal would end us before.
        void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
        well = feed(film, file, pipe_end, &image);
        close(pipe_end);
        while (waitpid(process, &status, 0) < 0 && errno == EINTR)
            continue;
        signal(SIGPIPE, handler);
        if (status != 0) well = false;
        if (!well && !message->size) text_add(message, "ffmpeg failed");
        if (well) copy_file(fd, file);
    }
    image_close(&image);
    return well;
}

bool cairo_write_mp4(const Film *film, OutFile *file, Text *message)
{
    const char *folder = getenv("TMPDIR");
    Text path = {0};
    text_addf(&path, "%s/coroscope-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path.bytes);
    bool well = false;
    if (fd < 0) {
        text_addf(message, "%s: %s", text_string(&path), strerror(errno));
    } else {
        well = film_to(text_string(&path), fd, film, file, message);
        unlink(text_string(&path));
        close(fd);
    }
    text_free(&path);
    return well;
}
