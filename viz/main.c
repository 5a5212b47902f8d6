// main.c -- the program `coroscope-draw`: what needs Cairo, Pango and SDL2, so that
// `coroscope` itself starts without loading them. It takes the same command line.

#include "base/sentences.h"
#include "cli/complain.h"
#include "cli/verbs.h"
#include "draw/cairo.h"
#include "draw/cairo_film.h"

#ifdef COROSCOPE_WINDOW
#include "viz/window.h"
#endif

// A picture without its Korean is no error, but nobody shall wonder.
static void tell_missing(int missing, Language language, Text *message)
{
    if (!missing) return;
    Text count = {0};
    text_add_int(&count, missing);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&count))};
    sentence_add(message, language, SENTENCE_NO_GLYPHS, words, 1);
    text_free(&count);
}

static bool write_still(const Film *film, PictureForm form, OutFile *file, Text *message)
{
    Drawing *drawing = film->draw(film->owner, 0);
    int missing = 0;
    bool well = form == PICTURE_PDF ? cairo_write_pdf(drawing, file, &missing, message)
                                    : cairo_write_png(drawing, file, &missing, message);
    if (well) tell_missing(missing, film->language, message);
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

static int view(const Options *options)
{
#ifdef COROSCOPE_WINDOW
    return window_run(options);
#else
    complain(options->language, SENTENCE_VIEW_NO_WINDOW, "", NULL);
    return EXIT_OUTSIDE;
#endif
}

static int run(const Options *options)
{
    switch (options->verb) {
    case VERB_VIEW: return view(options);
    case VERB_COMPARE: return verb_compare(options);
    default: return verb_export(options);
    }
}

int main(int count, char **words)
{
    Options options;
    int status;
    if (!options_read(count, words, &options, &status)) return status;
    options.writer = write_picture;
    status = run(&options);
    // Behind a window a thread of Pango's may still be looking for fonts.
    if (options.verb != VERB_VIEW) cairo_forget();
    return complain_if_unprinted(options.language, status);
}
