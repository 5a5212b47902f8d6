// options.c -- the table of options, read by getopt_long and printed by --help.

#include "cli/options.h"

#include "base/names.h"
#include "base/sentences.h"
#include "cli/complain.h"
#include "cli/picture.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifndef COROSCOPE_VERSION
#define COROSCOPE_VERSION "unknown"
#endif

enum {
    RUN = 1 << VERB_RUN,
    CHECK = 1 << VERB_CHECK,
    EXPORT = 1 << VERB_EXPORT,
    COMPARE = 1 << VERB_COMPARE,
    VIEW = 1 << VERB_VIEW,
    ALL = RUN | CHECK | EXPORT | COMPARE | VIEW
};

typedef enum OptionId {
    OPTION_TIMES = 256,
    OPTION_TIMELINE,
    OPTION_EXPLAIN,
    OPTION_ASCII,
    OPTION_COLOR,
    OPTION_EXPECT,
    OPTION_OUT,
    OPTION_FORMAT,
    OPTION_ON,
    OPTION_CORES,
    OPTION_OP,
    OPTION_SWEEP,
    OPTION_JSON,
    OPTION_AT,
    OPTION_SIZE,
    OPTION_THEME,
    OPTION_AXIS,
    OPTION_VIEW,
    OPTION_COMPARE,
    OPTION_FPS,
    OPTION_LENGTH,
    OPTION_SCALE,
    OPTION_MOTION,
    OPTION_PREDICT,
    OPTION_SCRIPT,
    OPTION_SEED,
    OPTION_LANG,
    OPTION_HELP,
    OPTION_VERSION,
} OptionId;

static const struct {
    OptionId id;
    const char *name;
    char letter;          // 0 if it has none
    const char *argument; // NULL if it takes none
    Sentence help;
    int verbs;
} table[] = {
    {OPTION_TIMES, "times", 0, NULL, SENTENCE_OPTION_TIMES, RUN},
    {OPTION_TIMELINE, "timeline", 0, NULL, SENTENCE_OPTION_TIMELINE, RUN},
    {OPTION_EXPLAIN, "explain", 0, NULL, SENTENCE_OPTION_EXPLAIN, RUN},
    {OPTION_EXPECT, "expect", 0, "FILE", SENTENCE_OPTION_EXPECT, RUN},
    {OPTION_OUT, "output", 'o', "OUT", SENTENCE_OPTION_OUT, EXPORT | COMPARE},
    {OPTION_FORMAT, "format", 0, "FORMAT", SENTENCE_OPTION_FORMAT, EXPORT},
    {OPTION_AT, "at", 0, "TIME", SENTENCE_OPTION_AT, EXPORT | COMPARE | VIEW},
    {OPTION_SIZE, "size", 0, "WxH", SENTENCE_OPTION_SIZE, EXPORT | COMPARE | VIEW},
    {OPTION_THEME, "theme", 0, "dark|light|mono|print", SENTENCE_OPTION_THEME,
     EXPORT | COMPARE | VIEW},
    {OPTION_AXIS, "axis", 0, "time|event|turn", SENTENCE_OPTION_AXIS, EXPORT | VIEW},
    {OPTION_VIEW, "view", 0, "all|timeline", SENTENCE_OPTION_VIEW, EXPORT},
    {OPTION_COMPARE, "compare", 0, NULL, SENTENCE_OPTION_COMPARE, EXPORT | VIEW},
    {OPTION_FPS, "fps", 0, "N", SENTENCE_OPTION_FPS, EXPORT | COMPARE},
    {OPTION_LENGTH, "length", 0, "SECONDS", SENTENCE_OPTION_LENGTH, EXPORT | COMPARE},
    {OPTION_PREDICT, "predict", 0, NULL, SENTENCE_OPTION_PREDICT, VIEW},
    {OPTION_SCALE, "scale", 0, "N", SENTENCE_OPTION_SCALE, VIEW},
    {OPTION_MOTION, "motion", 0, "full|reduced", SENTENCE_OPTION_MOTION, VIEW},
    {OPTION_SCRIPT, "script", 0, "FILE", SENTENCE_OPTION_SCRIPT, VIEW},
    {OPTION_ON, "on", 0, "MODEL[:CORES]", SENTENCE_OPTION_ON,
     RUN | EXPORT | COMPARE | VIEW},
    {OPTION_CORES, "cores", 0, "N", SENTENCE_OPTION_CORES, RUN | EXPORT | COMPARE | VIEW},
    {OPTION_OP, "op", 0, "SECONDS", SENTENCE_OPTION_OP, RUN | EXPORT | COMPARE | VIEW},
    {OPTION_SWEEP, "sweep", 0, "NAME=VALUES", SENTENCE_OPTION_SWEEP, COMPARE},
    {OPTION_JSON, "json", 0, NULL, SENTENCE_OPTION_JSON, COMPARE},
    {OPTION_SEED, "seed", 0, "N", SENTENCE_OPTION_SEED, RUN | EXPORT | COMPARE | VIEW},
    {OPTION_ASCII, "ascii", 0, NULL, SENTENCE_OPTION_ASCII, RUN | EXPORT | COMPARE},
    {OPTION_COLOR, "color", 0, "auto|always|never", SENTENCE_OPTION_COLOR,
     RUN | EXPORT | COMPARE},
    {OPTION_LANG, "lang", 0, "LANGUAGE", SENTENCE_OPTION_LANG, ALL},
    {OPTION_HELP, "help", 'h', NULL, SENTENCE_OPTION_HELP, ALL},
    {OPTION_VERSION, "version", 0, NULL, SENTENCE_OPTION_VERSION, ALL},
};
enum { TABLE_SIZE = sizeof table / sizeof *table };

static const struct {
    const char *name, *usage;
    Sentence job, details;
    const char *examples;
} verbs[VERB_COUNT] = {
    [VERB_RUN] = {"run", "coroscope run [OPTION]... FILE", SENTENCE_VERB_RUN,
                  SENTENCE_VERB_RUN_DETAILS,
                  "  coroscope run scenarios/04_gather.json\n"
                  "  coroscope run --timeline scenarios/04_gather.json\n"
                  "  coroscope run --times --seed 7 homework.py\n"
                  "  coroscope run --timeline --on parallel:4 --op 20ns homework.py\n"
                  "  coroscope run --expect answer.txt homework.py\n"
                  "  coroscope run --explain --lang ko gather.trace.json\n"},
    [VERB_CHECK] = {"check", "coroscope check [OPTION]... FILE...", SENTENCE_VERB_CHECK,
                    SENTENCE_VERB_CHECK_DETAILS,
                    "  coroscope check scenarios/*.json\n"
                    "  coroscope check --lang ko homework.py\n"},
    [VERB_EXPORT] =
        {"export", "coroscope export [OPTION]... FILE -o OUT", SENTENCE_VERB_EXPORT,
         SENTENCE_VERB_EXPORT_DETAILS,
         "  coroscope export scenarios/04_gather.json -o gather.trace.json\n"
         "  coroscope export scenarios/04_gather.json -o gather.py\n"
         "  coroscope export homework.py --format trace -o - | less\n"
         "  coroscope export gather.trace.json -o gather.txt\n"
         "  coroscope export scenarios/04_gather.json -o gather.svg\n"
         "  coroscope export --at 1.5 --theme light homework.py -o a.png\n"
         "  coroscope export --compare scenarios/14_cpu_bound.json -o b.pdf\n"},
    [VERB_COMPARE] = {"compare", "coroscope compare [OPTION]... FILE",
                      SENTENCE_VERB_COMPARE, SENTENCE_VERB_COMPARE_DETAILS,
                      "  coroscope compare scenarios/14_cpu_bound.json\n"
                      "  coroscope compare --on event-loop --on parallel:8 homework.py\n"
                      "  coroscope compare --on parallel --sweep cores=1..8 homework.py\n"
                      "  coroscope compare --sweep JOBS=1,2,4,8 homework.py -o jobs.csv\n"
                      "  coroscope compare scenarios/14_cpu_bound.json -o machines.png\n"
                      "  coroscope compare --op 20ns --json homework.py | jq .runs\n"},
    [VERB_VIEW] = {"view", "coroscope view [OPTION]... FILE", SENTENCE_VERB_VIEW,
                   SENTENCE_VERB_VIEW_DETAILS,
                   "  coroscope view scenarios/04_gather.json\n"
                   "  coroscope view --compare scenarios/14_cpu_bound.json\n"
                   "  coroscope view --predict --lang ko homework.py\n"
                   "  coroscope view --theme light --scale 2 gather.trace.json\n"},
};

const char *verb_name(Verb verb)
{
    return verbs[verb].name;
}

// ---- Help ----

static void say(Language language, Sentence sentence)
{
    fputs(sentence_pattern(language, sentence), stdout);
}

static void print_option(Language language, int i)
{
    enum { COLUMN = 26 };
    char word[80];
    const char *argument =
        table[i].id == OPTION_LANG ? language_codes() : table[i].argument;
    bool is_letter = table[i].letter != 0;
    char letter[] = {'-', table[i].letter, ',', ' ', 0};
    snprintf(word, sizeof word, "  %s--%s%s%s", is_letter ? letter : "    ",
             table[i].name, argument ? " " : "", argument ? argument : "");
    if (strlen(word) + 2 > COLUMN)
        printf("%s\n%*s", word, COLUMN, "");
    else
        printf("%-*s", COLUMN, word);
    say(language, table[i].help);
    puts("");
}

static void print_verb_help(Verb verb, Language language)
{
    printf("%s\n\n", verbs[verb].usage);
    say(language, verbs[verb].job);
    puts("");
    say(language, verbs[verb].details);
    puts("\n");
    for (int i = 0; i < TABLE_SIZE; i++)
        if (table[i].verbs & 1 << verb) print_option(language, i);
    printf("\n%s\n%s", sentence_pattern(language, SENTENCE_HELP_EXAMPLES),
           verbs[verb].examples);
}

static void print_help(Language language)
{
    puts("coroscope run|view|check|export|compare [OPTION]... FILE\n");
    say(language, SENTENCE_HELP_ABOUT);
    puts("\n");
    for (int i = 0; i < VERB_COUNT; i++) {
        printf("  %-8s ", verbs[i].name);
        say(language, verbs[i].job);
        puts("");
    }
    puts("");
    say(language, SENTENCE_HELP_FILES);
    puts("");
    say(language, SENTENCE_HELP_STATUS);
    printf("\n\n%s\n", sentence_pattern(language, SENTENCE_HELP_EXAMPLES));
    for (int i = 0; i < VERB_COUNT; i++)
        printf("  coroscope %s --help\n", verbs[i].name);
    fputs(verbs[VERB_RUN].examples, stdout);
}

// ---- Mistakes in the command line ----

static void complain_verb(Language language, const char *word)
{
    NearestName nearest = {.wanted = word};
    for (int i = 0; i < VERB_COUNT; i++)
        nearest_offer(&nearest, verbs[i].name);
    char help[80];
    snprintf(help, sizeof help, "coroscope %s --help", nearest.best ? nearest.best : "");
    complain(language, SENTENCE_BAD_VERB, word, nearest.best ? help : "coroscope --help");
}

static void complain_option(const Options *options, const char *word)
{
    NearestName nearest = {.wanted = word + strspn(word, "-")};
    for (int i = 0; i < TABLE_SIZE; i++)
        if (table[i].verbs & 1 << options->verb) nearest_offer(&nearest, table[i].name);
    char help[80];
    if (nearest.best)
        snprintf(help, sizeof help, "--%s", nearest.best);
    else
        snprintf(help, sizeof help, "coroscope %s --help", verb_name(options->verb));
    complain(options->language, SENTENCE_BAD_OPTION, word, help);
}

// ---- Reading ----

// What LANG and its stronger sisters say; English if they say nothing that we speak.
static Language language_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        Language language = LANGUAGE_ENGLISH;
        if (!value || !*value) continue;
        language_named(value, &language);
        return language;
    }
    return LANGUAGE_ENGLISH;
}

// --lang counts wherever it stands, so that it also holds for what is complained about.
static Language language_of(int count, char **words)
{
    Language language = language_of_environment();
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--") == 0) break;
        if (strncmp(words[i], "--lang=", 7) == 0) language_named(words[i] + 7, &language);
        if (strcmp(words[i], "--lang") == 0 && i + 1 < count)
            language_named(words[i + 1], &language);
    }
    return language;
}

static bool read_seed(const char *word, int64_t *seed)
{
    char *end;
    errno = 0;
    long long value = strtoll(word, &end, 10);
    *seed = value;
    return *word && !*end && !errno;
}

static bool is_one_of(const char *word, const char *const *choices)
{
    for (; *choices; choices++)
        if (strcmp(word, *choices) == 0) return true;
    return false;
}

// False, with a complaint, if [argument] is none of an option's choices.
static bool check_choice(const Options *options, const char *argument,
                         const char *const *choices)
{
    if (is_one_of(argument, choices)) return true;
    Text all = {0};
    for (; *choices; choices++)
        text_addf(&all, "%s%s", all.size ? ", " : "", *choices);
    complain(options->language, SENTENCE_BAD_CHOICE, argument, text_string(&all));
    text_free(&all);
    return false;
}

// For an option whose first value must not get lost silently.
static bool take_once(const Options *options, const char **slot, const char *name,
                      char *argument)
{
    if (*slot) complain(options->language, SENTENCE_OPTION_TWICE, name, NULL);
    bool is_first = !*slot;
    *slot = argument;
    return is_first;
}

static bool take_option(Options *options, int id, char *argument)
{
    static const char *const colors[] = {"auto", "always", "never", NULL};
    static const char *const formats[] = {"trace", "scenario", "python",   "text",
                                          "svg",   "png",      "pdf",      "gif",
                                          "mp4",   "html",     "perfetto", NULL};
    static const char *const theme_names[] = {"dark", "light", "mono", "print", NULL};
    static const char *const axes[] = {"time", "event", "turn", NULL};
    static const char *const motions[] = {"full", "reduced", NULL};
    static const char *const views[] = {"all", "timeline", NULL};
    switch ((OptionId)id) {
    case OPTION_TIMES: options->times = true; break;
    case OPTION_TIMELINE: options->timeline = true; break;
    case OPTION_EXPLAIN: options->explain = true; break;
    case OPTION_ASCII: options->ascii = true; break;
    case OPTION_COLOR:
        options->color = argument;
        return check_choice(options, argument, colors);
    case OPTION_EXPECT: return take_once(options, &options->expect, "expect", argument);
    case OPTION_OUT: return take_once(options, &options->out, "output", argument);
    case OPTION_FORMAT:
        options->format = argument;
        return check_choice(options, argument, formats);
    case OPTION_ON:
        return machines_take_on(&options->machines, argument, options->language);
    case OPTION_CORES:
        return machines_take_cores(&options->machines, argument, options->language);
    case OPTION_OP:
        return machines_take_op(&options->machines, argument, options->language);
    case OPTION_SWEEP: return take_once(options, &options->sweep, "sweep", argument);
    case OPTION_JSON: options->json = true; break;
    case OPTION_COMPARE: options->compares = true; break;
    case OPTION_FPS: return picture_take_fps(options, argument);
    case OPTION_LENGTH: return picture_take_length(options, argument);
    case OPTION_AT: return picture_take_at(options, argument);
    case OPTION_SIZE: return picture_take_size(options, argument);
    case OPTION_THEME:
        options->theme = argument;
        return check_choice(options, argument, theme_names);
    case OPTION_AXIS:
        options->axis = argument;
        return check_choice(options, argument, axes);
    case OPTION_VIEW:
        options->view = argument;
        return check_choice(options, argument, views);
    case OPTION_PREDICT: options->predicts = true; break;
    case OPTION_SCRIPT: options->script = argument; break;
    case OPTION_SCALE: return picture_take_scale(options, argument);
    case OPTION_MOTION:
        options->is_reduced = strcmp(argument, "reduced") == 0;
        return check_choice(options, argument, motions);
    case OPTION_SEED:
        options->has_seed = true;
        if (read_seed(argument, &options->seed)) return true;
        complain(options->language, SENTENCE_BAD_SEED, argument, NULL);
        return false;
    case OPTION_LANG:
        if (language_named(argument, &options->language)) return true;
        complain(options->language, SENTENCE_BAD_CHOICE, argument, "en, ko");
        return false;
    case OPTION_HELP:
    case OPTION_VERSION: break;
    }
    return true;
}

// What getopt_long needs, from the table: the long options of a verb and its letters.
static void list_options(Verb verb, struct option *longs, char *letters)
{
    *letters++ = ':'; // a missing argument is told from an unknown option
    for (int i = 0; i < TABLE_SIZE; i++) {
        if (!(table[i].verbs & 1 << verb)) continue;
        *longs++ = (struct option){table[i].name, table[i].argument ? 1 : 0, NULL,
                                   (int)table[i].id};
        if (!table[i].letter) continue;
        *letters++ = table[i].letter;
        if (table[i].argument) *letters++ = ':';
    }
    *longs = (struct option){0};
    *letters = 0;
}

static int id_of_letter(int id)
{
    for (int i = 0; i < TABLE_SIZE; i++)
        if (table[i].letter && table[i].letter == id) return (int)table[i].id;
    return id;
}

static bool read_options(int count, char **words, Options *options, int *status)
{
    struct option longs[TABLE_SIZE + 1];
    char letters[2 * TABLE_SIZE + 2];
    list_options(options->verb, longs, letters);
    opterr = 0;
    int id;
    while ((id = getopt_long(count, words, letters, longs, NULL)) != -1) {
        *status = EXIT_NOT_LOADED;
        if (id == '?' || id == ':') {
            // optind is behind the word, but for a letter inside a word.
            const char *word = words[optind - 1];
            if (id == ':')
                complain(options->language, SENTENCE_MISSING_ARGUMENT, word, NULL);
            else
                complain_option(options, word);
            return false;
        }
        id = id_of_letter(id);
        if (id == OPTION_HELP) {
            print_verb_help(options->verb, options->language);
            *status = EXIT_OK;
            return false;
        }
        if (id == OPTION_VERSION) {
            puts("coroscope " COROSCOPE_VERSION);
            *status = EXIT_OK;
            return false;
        }
        if (!take_option(options, id, optarg)) return false;
    }
    options->files = words + optind;
    options->file_count = count - optind;
    return true;
}

static bool check_files(const Options *options)
{
    if (options->file_count == 0) {
        complain(options->language, SENTENCE_NO_FILE, "", verbs[options->verb].usage);
        return false;
    }
    if (options->verb != VERB_CHECK && options->file_count > 1) {
        complain(options->language, SENTENCE_ONE_FILE, options->files[1],
                 verbs[options->verb].usage);
        return false;
    }
    if (options->verb == VERB_EXPORT && !options->out) {
        complain(options->language, SENTENCE_NO_OUTPUT, "", verbs[VERB_EXPORT].usage);
        return false;
    }
    return true;
}

bool options_read(int count, char **words, Options *options, int *status)
{
    *options = (Options){.language = language_of(count, words), .color = "auto"};
    const char *verb = count > 1 ? words[1] : "--help";
    *status = count > 1 ? EXIT_OK : EXIT_NOT_LOADED;
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0 ||
        strcmp(verb, "help") == 0) {
        print_help(options->language);
        return false;
    }
    if (strcmp(verb, "--version") == 0) {
        puts("coroscope " COROSCOPE_VERSION);
        return false;
    }
    *status = EXIT_NOT_LOADED;
    int i = 0;
    while (i < VERB_COUNT && strcmp(verb, verbs[i].name) != 0)
        i++;
    if (i == VERB_COUNT) {
        complain_verb(options->language, verb);
        return false;
    }
    options->verb = (Verb)i;
    options->words = words;
    return read_options(count - 1, words + 1, options, status) && check_files(options);
}

// ---- How to paint ----

static int width_of(int fd)
{
    const char *columns = getenv("COLUMNS");
    int said = columns ? atoi(columns) : 0;
    if (said > 0) return said < 1000 ? said : 1000;
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

Paint options_paint(const Options *options, int fd)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    bool usable =
        isatty(fd) && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
    return (Paint){
        .color = strcmp(options->color, "always") == 0 ||
                 (strcmp(options->color, "auto") == 0 && usable),
        .ascii = options->ascii,
        .width = width_of(fd),
        .language = options->language,
    };
}
