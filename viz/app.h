// app.h -- all that the window knows: what is shown, where the playhead stands.
//
// Commands change it, and nothing else does; every picture is a function of it. It knows
// nothing of SDL, so that scripts and tests drive it as keys do.

#ifndef VIZ_APP_H
#define VIZ_APP_H

#include "draw/timeline.h"
#include "viz/camera.h"
#include "viz/commands.h"
#include "viz/frame.h"
#include "viz/loader.h"
#include "viz/motion.h"
#include "viz/player.h"
#include "viz/quiz.h"

// A run as it is shown.
typedef struct AppRun {
    const Trace *trace;
    const char *label;
    DrawnRun *drawn; // NULL: not asked for yet
    Explainer *explainer;
    uint8_t *folded;   // by task - 1
    Numbers bookmarks; // events, in their order
    Minimap *minimap;  // NULL: not asked for yet
} AppRun;

typedef enum Overlay {
    OVERLAY_NONE,
    OVERLAY_HELP,
    OVERLAY_WORDS,   // the moment in words
    OVERLAY_MESSAGE, // what is wrong with a file
} Overlay;

typedef enum FieldKind { FIELD_CLOSED, FIELD_SEARCH, FIELD_GO } FieldKind;

// Where somebody types.
typedef struct Field {
    FieldKind kind;
    Text text;
    bool has_failed; // there is nothing like it
} Field;

// A picture into a file; how that is done is the program's business.
typedef bool AppSaver(const Drawing *drawing, const char *path, Language language,
                      Text *message);

typedef struct App {
    Options options; // what a document is loaded with
    volatile sig_atomic_t *stop;
    AppSaver *saver;
    Document *document;
    Loader *loader; // of the document that will be shown next, or NULL
    bool is_reload; // it is the same file
    double loads_since,
        loads_told; // when that began; when it was last told how far it is
    AppRun runs[PICTURE_RUNS_MOST];
    int run_count;
    int focus; // the run whose loop, program and output are shown
    bool all;  // all runs stand above each other

    uint32_t event; // the last one that has happened in the run with the focus
    SimTime time;   // of the playhead
    AxisKind axis;  // of a single run; several share an axis of time
    Camera camera;
    Subject selected;
    bool all_arrows;
    uint8_t *breaks; // by line, from 1
    uint32_t line_count;

    Player player;
    Quiz quiz;
    AxisKind axis_before; // the quiz, which counts events
    Field field;
    Overlay overlay;
    Text message; // of the overlay, or what is said for a moment
    double message_until;
    Pane pane;
    int scroll[PANE_COUNT]; // lines, from where the playhead puts it
    int overlay_scroll;

    const Theme *theme;
    Language language;
    double scale;         // of everything, as the user wants it
    double density;       // pixels of the screen for one of the window
    double width, height; // pixels of the screen
    double pointer_x, pointer_y;
    bool pointer_inside, is_reduced; // motion is
    Drag drag;
    Frame frame; // what was drawn last
    Motion motion;

    double now, looked; // seconds; when the file was looked at
    bool is_stale;      // the screen shows something else
    bool wants_motion;  // a step was made: what moves shall be seen to move
    bool wants_quit, wants_full_screen;
} App;

// Shows [document], which it takes over. The caller closes it.
App *app_open(const Options *options, Document *document, volatile sig_atomic_t *stop);
void app_close(App *app);

// The picture has so many pixels, [density] of them for one of the window's.
void app_resize(App *app, double width, double height, double density);

// Does what is asked. [argument] is a script's word behind it, or NULL. False, with a
// [message], if the argument makes no sense.
bool app_do(App *app, Command command, const char *argument, Text *message);

// Real time is [now] seconds, counted from anywhere: plays, moves, looks at the file.
void app_tick(App *app, double now);

// True while something moves by itself, so that the next frame is due soon.
bool app_is_moving(const App *app);

// Opens another file instead. It is loaded and run beside the window, which goes on with
// the old one; if it cannot be loaded that one stays, and what is wrong is shown.
void app_load(App *app, const char *path);

// Reads the file again, likewise, with the playhead kept.
void app_reload(App *app);

// True while a file is loaded. Shows it once it is there; [wait]: waits for that.
bool app_is_loading(const App *app);
void app_finish_loading(App *app, bool wait);

// Gives up what is being loaded. False if nothing is.
bool app_stop_loading(App *app);

// ---- For the files that do it ----

// The run with the focus; it is drawn.
AppRun *app_run(App *app);

// What is seen of a run: every run has its own event at the playhead's time.
View app_view(App *app, int run);

// Puts the playhead somewhere.
void app_go_to_event(App *app, uint32_t event);
void app_go_to_time(App *app, SimTime time);

// A step of an event: of any run that is shown. False if there is none.
bool app_step(App *app, bool ahead);

// Shows one run, or all above each other.
void app_show(App *app, int run, bool all);

// Where the playhead is on the axis, and what is selected, from and to.
int64_t app_playhead(App *app);

// Selects a lane, and scrolls until it is seen.
void app_select(App *app, Subject subject);

// Says something for a moment.
void app_tell(App *app, const char *words);

// Brings what is drawn to the axis and the runs that are wanted.
void app_prepare(App *app);

#endif
