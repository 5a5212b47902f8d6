// main.c -- the program `coroscope-draw`: what needs Cairo and Pango, so that `coroscope`
// itself starts without loading them. It takes the same command line.

#include "cli/verbs.h"
#include "draw/cairo.h"

static bool write_drawing(const Drawing *drawing, PictureForm form, OutFile *file,
                          Text *message)
{
    return form == PICTURE_PDF ? cairo_write_pdf(drawing, file, message)
                               : cairo_write_png(drawing, file, message);
}

int main(int count, char **words)
{
    Options options;
    int status;
    if (!options_read(count, words, &options, &status)) return status;
    options.writer = write_drawing;
    status = verb_export(&options);
    cairo_forget();
    return status;
}
