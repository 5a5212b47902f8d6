// main.c -- the program `coroscope-draw`: what needs Cairo and Pango, so that `coroscope`
// itself starts without loading them. It takes the same command line.

#include "cli/verbs.h"
#include "draw/cairo.h"
#include "draw/cairo_film.h"

static bool write_still(const Film *film, PictureForm form, OutFile *file, Text *message)
{
    Drawing *drawing = film->draw(film->owner, 0);
    bool well = form == PICTURE_PDF ? cairo_write_pdf(drawing, file, message)
                                    : cairo_write_png(drawing, file, message);
    drawing_close(drawing);
    return well;
}

static bool write_picture(const Film *film, PictureForm form, OutFile *file,
                          Text *message)
{
    if (form == PICTURE_GIF) return cairo_write_gif(film, file, message);
    if (form == PICTURE_MP4) return cairo_write_mp4(film, file, message);
    return write_still(film, form, file, message);
}

int main(int count, char **words)
{
    Options options;
    int status;
    if (!options_read(count, words, &options, &status)) return status;
    options.writer = write_picture;
    status = verb_export(&options);
    cairo_forget();
    return status;
}
