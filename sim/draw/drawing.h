// drawing.h -- a picture as a list of shapes, before anybody has drawn it.
//
// A view fills a Drawing; who shows it (SVG, Cairo, the window) replays the list and knows
// nothing of runs. Every shape says what it shows, so what lies under the pointer is a
// question to the drawing. Lengths are pixels, the origin is at the top left.

#ifndef DRAW_DRAWING_H
#define DRAW_DRAWING_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Color; // 0xRRGGBBAA; 0 is nothing at all

// What fills a box beside its colour, so that no state is told by hue alone.
typedef enum Pattern {
    PATTERN_SOLID,
    PATTERN_DOTS,
    PATTERN_RISING,  // hatched like a slash
    PATTERN_FALLING, // like a backslash
    PATTERN_CROSS,   // both
    PATTERN_TICKS,   // upright strokes
    PATTERN_CHEVRONS,
    PATTERN_COUNT
} Pattern;

typedef enum ShapeKind {
    DRAW_BOX,  // x, y, w, h; [size] is the radius of its corners
    DRAW_LINE, // from x, y to x + w, y + h; [size] is its width
    DRAW_ARROW, // the same, with a sign where it begins (ArrowForm) and a head where it ends
    DRAW_MARK,  // a small sign around x, y; [size] is its height
    DRAW_TEXT,  // its baseline begins at x, y and has room for w; [size] is the font's
    DRAW_STACK, // columns of one pixel, w of them from x on; they stand on y, up to h high
} ShapeKind;

typedef enum Mark {
    MARK_DISC,  // done
    MARK_CROSS, // cancelled
    MARK_BANG,  // failed
    MARK_RING,  // waits for ever
    MARK_DOWN,  // a triangle that points down: something was printed, the playhead
    MARK_RIGHT, // one that points right: here a task stands
    MARK_LEFT,  // and one that points left
    MARK_COUNT
} Mark;

// What an arrow tells, by the sign where it begins.
typedef enum ArrowForm {
    ARROW_WAKE,   // a disc: what is at its head can go on
    ARROW_SPAWN,  // a ring: it was made
    ARROW_AWAIT,  // nothing: it is waited for
    ARROW_CANCEL, // a cross: it shall end
    ARROW_FAIL,   // an exclamation mark: an error reaches it
    ARROW_FORM_COUNT
} ArrowForm;

typedef enum Align { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT } Align;

// What a shape shows: a row of the trace's tables, or an event.
typedef enum SubjectKind {
    SUBJECT_NOTHING,
    SUBJECT_TASK,
    SUBJECT_SPAN, // of a lane; by the event that began it
    SUBJECT_EVENT,
    SUBJECT_THREAD,
    SUBJECT_CORE,
    SUBJECT_OBJECT,
    SUBJECT_LINE, // of the program
    SUBJECT_KIND_COUNT
} SubjectKind;

typedef struct Subject {
    SubjectKind kind;
    uint32_t number;
} Subject;

// What columns are made of: layers that lie on one another, the first one at the bottom.
enum { STACK_LAYERS_MOST = 8 };
typedef struct StackLayer {
    Color fill, ink;      // as of a box
    uint8_t pattern;      // likewise
    const float *heights; // in each column, in pixels
} StackLayer;

typedef struct Stack {
    int columns, layer_count;
    StackLayer layers[STACK_LAYERS_MOST];
} Stack;

// A run of equal columns in a layer: how many, from where, and between which heights.
typedef struct StackRun {
    int first, count;
    double low, high;
} StackRun;

typedef struct Shape {
    uint8_t kind;    // ShapeKind
    uint8_t pattern; // of a box
    uint8_t mark;    // which one; of an arrow its form
    uint8_t align;   // of a text within its room
    bool bold, mono; // its font
    bool dashed;     // of a line
    double x, y, w, h, size;
    Color fill;       // also of lines, marks and texts
    Color ink;        // of the pattern
    Color outline;    // of a box; 0: none
    const char *text; // DRAW_TEXT: what stands there, short enough for its room
    const Stack *stack;
    const char *facts; // what to say to somebody who points at it, or NULL
    Subject subject;
} Shape;

typedef struct Drawing {
    Arena *arena; // of its texts
    double width, height;
    Color paper;
    double plot_x, plot_y, plot_w, plot_h; // where the axis lies, with the rows below it
    const char *title;                     // for those who cannot see it
    Shape *shapes;
    uint32_t count, capacity;
} Drawing;

// An empty drawing. The caller closes it.
Drawing *drawing_open(double width, double height);
void drawing_close(Drawing *drawing);

// A copy that has nothing in common with [drawing]. The caller closes it.
Drawing *drawing_clone(const Drawing *drawing);

// Adds a shape as it is; the pointer is borrowed until the next one is added. Texts must
// live as long as the drawing (drawing_copy).
Shape *drawing_add(Drawing *drawing, const Shape *shape);

// A copy of [text] that lives with the drawing; control characters become blanks.
const char *drawing_copy(Drawing *drawing, const char *text);

// The usual shapes.
Shape *draw_box(Drawing *drawing, double x, double y, double w, double h, Color fill);
Shape *draw_line(Drawing *drawing, double x, double y, double w, double h, double width,
                 Color color);
Shape *draw_mark(Drawing *drawing, Mark mark, double x, double y, double size,
                 Color color);

// The sign where [arrow] begins, and what is left of it as a line that ends where its head
// begins. False if it has no sign, or is too short to be one.
bool arrow_sign(const Shape *arrow, Shape *sign);
bool arrow_line(const Shape *arrow, Shape *line);

// The three corners of its head: x, y, x, y, x, y.
void arrow_head(const Shape *arrow, double corners[6]);

// The next run of columns from [*column] on in which [layer] has any height, rounded to a
// quarter of a pixel; [*column] becomes the one behind it. False if there is none.
bool stack_next(const Stack *stack, int layer, int *column, StackRun *run);

// Such a run of [shape], a DRAW_STACK, as a box.
Shape stack_box(const Shape *shape, int layer, const StackRun *run);

// How a text looks and where it stands in its room.
typedef struct TextStyle {
    double size;
    Color color;
    bool bold, mono;
    Align align;
} TextStyle;

// Adds [text] with its baseline at [y], cut with "…" to the room [w] from [x] on. The
// shape has its measured width and its left edge; NULL if there is no room for anything.
Shape *draw_text(Drawing *drawing, double x, double y, double w, TextStyle style,
                 const char *text);

// Adds [text] in lines of [w], broken at blanks, the first baseline at [y], so far as they
// end above [bottom]. Returns the next baseline.
double draw_paragraph(Drawing *drawing, double x, double y, double w, double bottom,
                      TextStyle style, const char *text);

#endif
