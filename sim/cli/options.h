// options.h -- the words of the command line: which option each verb takes.
//
// One table (options.c) gives the parsing and the help.

#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/language.h"
#include "base/simtime.h"
#include "cli/machines.h"
#include "draw/film.h"
#include "output/file.h"
#include "output/paint.h"

#include <stdbool.h>
#include <stdint.h>

// Exit statuses, as the README lists them.
typedef enum ExitStatus {
    EXIT_OK = 0,
    EXIT_PROGRAM_FAILED = 1,
    EXIT_NOT_LOADED = 2, // also for a command line that makes no sense
    EXIT_DEADLOCK = 3,
    EXIT_LIMIT = 4,
    EXIT_OUTSIDE = 5,
    EXIT_INTERRUPTED = 130,
    EXIT_PIPE_CLOSED = 141, // what a shell shows for a program that SIGPIPE ended
} ExitStatus;

typedef enum Verb {
    VERB_RUN,
    VERB_CHECK,
    VERB_EXPORT,
    VERB_COMPARE,
    VERB_VIEW,
    VERB_COUNT
} Verb;

typedef enum PictureForm {
    PICTURE_NONE,
    PICTURE_SVG,
    PICTURE_PNG,
    PICTURE_HTML,
    PICTURE_PDF,
    PICTURE_GIF,
    PICTURE_MP4,
} PictureForm;

// Writes a picture or film in a form that needs more than this library. False, with a
// [message], if that fails; when it succeeds a message is a warning.
typedef bool PictureWriter(const Film *film, PictureForm form, OutFile *file,
                           Text *message);

typedef struct Options {
    Verb verb;
    Language language;
    bool times, timeline, ascii, explain;
    const char *color;  // "auto", "always" or "never"
    const char *expect; // a file, or NULL
    const char *out;    // a file, or NULL
    const char *format; // NULL: by the name of the file
    MachineWishes machines;
    const char *sweep; // "NAME=VALUES", or NULL
    bool json;         // compare prints JSON
    bool has_seed;
    int64_t seed;
    bool compares;      // a picture of several runs
    int width, height;  // of a picture; 0: not said
    const char *theme;  // NULL: the first one
    const char *axis;   // "time", "event", "turn" or NULL
    const char *view;   // "all", "timeline" or NULL
    int fps;            // pictures of a film in a second; 0: not said
    double length;      // of a film in seconds; 0: not said
    double scale;       // of the window's texts and all else; 0: not said
    bool is_reduced;    // nothing in the window moves
    bool predicts;      // the window begins with a quiz
    const char *script; // commands for the window, or NULL
    bool has_at;        // a picture of the moment [at_time], or behind [at_event]
    bool at_is_event;
    SimTime at_time;
    uint32_t at_event;
    PictureWriter *writer; // NULL: this program writes no such pictures
    char **words;          // the command line
    char **files;
    int file_count;
} Options;

// The window's scale goes from the one to the other.
#define VIEW_SCALE_LEAST 0.5
#define VIEW_SCALE_MOST  4.0

// Reads the command line. False if the program is to end at once with [*status]: the
// help or the version was printed, or what is wrong.
bool options_read(int count, char **words, Options *options, int *status);

// "run", "check", "export", "compare", "view".
const char *verb_name(Verb verb);

// Colours, width and language for text on the stream [fd].
Paint options_paint(const Options *options, int fd);

#endif
