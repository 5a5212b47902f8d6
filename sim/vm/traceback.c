// traceback.c -- the report of an exception, as CPython 3.13 prints it: what it came from,
// the frames that it passed through, its message, and a group's members in a tree of lines.
//
// First the exceptions to be shown are gathered, each one once, in the order in which
// CPython's traceback module meets them; then they are written.

#include "vm/exception_types.h"

#include "base/arena.h"
#include "code/excerpt.h"
#include "code/lookup.h"
#include "vm/suggestions.h"
#include "vm/vm.h"

#include <string.h>

enum { MOST_REPEATED = 3, MOST_GROUP_WIDTH = 15, MOST_GROUP_DEPTH = 10 };

// One exception of the report.
typedef struct Node Node;
struct Node {
    Value exception; // borrowed: the exception reported keeps it alive
    Node *cause, *context;
    Node **members; // of a group
    uint32_t member_count;
    Node *next; // on the stack of those still to be looked into
};

typedef struct Report {
    Vm *vm;
    Arena *arena;
    Text *out;
    Lookup seen; // objects that have a node
    Node *pending;
    int depth;  // of groups: how far the tree is indented
    bool terse; // of an exception that is ignored: no carets, at the end no source either
    bool need_close;
} Report;

// -- Gathering ---------------------------------------------------------------------

static Node *node_new(Report *report, Value exception)
{
    Node *node = ARENA_NEW(report->arena, Node);
    node->exception = exception;
    const char *key = (const char *)&node->exception.object;
    if (lookup_find(&report->seen, 0, key, sizeof(Object *)) < 0)
        lookup_add(&report->seen, 0, key, sizeof(Object *), 1);
    return node;
}

// A node for the cause or context of another; NULL if there is none or it was met before.
static Node *node_for_origin(Report *report, Value exception)
{
    if (!value_is_exception(exception)) return NULL;
    const char *key = (const char *)&exception.object;
    if (lookup_find(&report->seen, 0, key, sizeof(Object *)) >= 0) return NULL;
    return node_new(report, exception);
}

static void look_into_later(Report *report, Node *node)
{
    if (!node) return;
    node->next = report->pending;
    report->pending = node;
}

static void add_members(Report *report, Node *node)
{
    const Tuple *members = TUPLE(exception_member(node->exception, MEMBER_SECOND));
    node->member_count = members->count;
    node->members = ARENA_ARRAY(report->arena, Node *, members->count);
    for (uint32_t i = 0; i < members->count; i++)
        node->members[i] = node_new(report, members->items[i]);
}

static Node *gather(Report *report, Value exception)
{
    Node *first = node_new(report, exception);
    look_into_later(report, first);
    while (report->pending) {
        Node *node = report->pending;
        report->pending = node->next;
        const Exception *at = EXCEPTION_OF(node->exception);
        node->cause = node_for_origin(report, at->cause);
        node->context = node_for_origin(report, at->context);
        if (value_is_exception_group(report->vm, node->exception))
            add_members(report, node);
        look_into_later(report, node->cause);
        look_into_later(report, node->context);
        for (uint32_t i = 0; i < node->member_count; i++)
            look_into_later(report, node->members[i]);
    }
    return first;
}

// -- Writing lines -----------------------------------------------------------------

// Adds [text], each of its lines behind the tree's margin.
static void emit(Report *report, const char *text, size_t size, char margin)
{
    const char *end = text + size;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *next = newline ? newline + 1 : end;
        if (report->depth) {
            text_add_repeated(report->out, ' ', 2 * (size_t)report->depth);
            text_add_char(report->out, margin);
            text_add_char(report->out, ' ');
        }
        text_add_bytes(report->out, text, (size_t)(next - text));
        text = next;
    }
}

static void emit_string(Report *report, const char *string)
{
    emit(report, string, strlen(string), '|');
}

static void emit_text(Report *report, Text *text)
{
    emit(report, text_string(text), text->size, '|');
    text_free(text);
}

// -- The frames --------------------------------------------------------------------

static void emit_repeated(Report *report, int count)
{
    if (count <= MOST_REPEATED) return;
    count -= MOST_REPEATED;
    Text text = {0};
    text_addf(&text, "  [Previous line repeated %d more time%s]\n", count,
              count > 1 ? "s" : "");
    emit_text(report, &text);
}

static void emit_frame(Report *report, const TraceEntry *entry)
{
    Place place = entry->code->places[entry->at];
    Text text = {0};
    excerpt_add_header(entry->code->program, place, entry->function->name, &text);
    if (!report->terse)
        excerpt_add(entry->code->program, place, &text);
    else if (!report->vm->finishing)
        excerpt_add_line(entry->code->program, place, &text);
    emit_text(report, &text);
}

static bool is_repeated(const TraceEntry *last, const TraceEntry *entry)
{
    return last && code_line(last->code, last->at) == code_line(entry->code, entry->at) &&
           strcmp(last->function->name.bytes, entry->function->name.bytes) == 0;
}

static void emit_frames(Report *report, const TraceEntry *entry)
{
    const TraceEntry *last = NULL;
    int count = 0;
    for (; entry; entry = entry->next) {
        if (!is_repeated(last, entry)) {
            emit_repeated(report, count);
            count = 0;
            last = entry;
        }
        if (++count <= MOST_REPEATED) emit_frame(report, entry);
    }
    emit_repeated(report, count);
}

// -- The message -------------------------------------------------------------------

// Adds str(v) or repr(v), or what stands for one that raises.
static void add_safely(Vm *vm, Text *text, Value v, const char *what, bool as_repr)
{
    size_t size = text->size;
    if (as_repr ? text_add_repr(vm, text, v) : text_add_str(vm, text, v)) return;
    value_drop(vm, exception_take(vm));
    text->size = size;
    text_addf(text, "<%s %s() failed>", what, as_repr ? "repr" : "str");
}

static void add_type_name(Vm *vm, Value exception, Text *text)
{
    Value full = type_full_name(vm, exception.object->type);
    const char *name = STR(full)->bytes;
    if (strncmp(name, "__main__.", 9) == 0) name += 9;
    text_add(text, name);
    value_drop(vm, full);
}

bool exception_summary(Vm *vm, Value exception, Text *out)
{
    Text message = {0};
    add_type_name(vm, exception, out);
    add_safely(vm, &message, exception, "exception", false);
    if (message.size) text_addf(out, ": %s", text_string(&message));
    text_free(&message);
    return vm->halt == HALT_NONE;
}

// The source line of a SyntaxError that the program made by hand, with its carets.
static void emit_syntax_text(Report *report, Value exception)
{
    Value text = exception_member(exception, SYNTAX_ERROR_TEXT);
    Value offset = exception_member(exception, SYNTAX_ERROR_OFFSET);
    if (!value_is_str(text)) return;
    const char *start = STR(text)->bytes;
    const char *end = start + STR(text)->size;
    while (end > start && end[-1] == '\n')
        end--;
    const char *shown = start;
    while (shown < end && strchr(" \n\f", *shown))
        shown++;
    Text lines = {0};
    text_add(&lines, "    ");
    text_add_bytes(&lines, shown, (size_t)(end - shown));
    text_add_char(&lines, '\n');
    int64_t column = value_is_int(offset) ? offset.integer - 1 - (shown - start) : -1;
    if (column > end - shown) column = end - shown;
    if (column >= 0) {
        // Without an end in the same line the carets go to its end.
        Value line = exception_member(exception, SYNTAX_ERROR_LINENO);
        Value end_line = exception_member(exception, SYNTAX_ERROR_END_LINENO);
        Value end_offset = exception_member(exception, SYNTAX_ERROR_END_OFFSET);
        int64_t past = end - shown;
        if (value_is(line, end_line))
            past =
                value_is_int(end_offset) ? end_offset.integer - 1 - (shown - start) : 0;
        if (past <= column) past = column + 1;
        text_add_repeated(&lines, ' ', 4 + (size_t)column);
        text_add_repeated(&lines, '^', (size_t)(past - column));
        text_add_char(&lines, '\n');
    }
    emit_text(report, &lines);
}

static void emit_syntax_error(Report *report, Value exception)
{
    Value file = exception_member(exception, SYNTAX_ERROR_FILENAME);
    Value line = exception_member(exception, SYNTAX_ERROR_LINENO);
    Value message = exception_member(exception, SYNTAX_ERROR_MSG);
    Text text = {0};
    bool has_line = value_is_int(line);
    if (has_line) {
        text_addf(&text, "  File \"%s\", line %lld\n",
                  value_is_str(file) ? STR(file)->bytes : "<string>",
                  (long long)line.integer);
        emit_text(report, &text);
    }
    emit_syntax_text(report, exception);
    add_type_name(report->vm, exception, &text);
    text_add(&text, ": ");
    if (value_is_unset(message) || value_is_none(message))
        text_add(&text, "<no detail available>");
    else
        add_safely(report->vm, &text, message, "exception", false);
    if (!has_line && value_is_str(file)) text_addf(&text, " (%s)", STR(file)->bytes);
    text_add_char(&text, '\n');
    emit_text(report, &text);
}

static void emit_notes(Report *report, Value notes)
{
    Text text = {0};
    bool is_list = value_is_list(notes);
    if (!is_list && !value_is_tuple(notes)) {
        if (value_is_unset(notes) || value_is_none(notes)) return;
        add_safely(report->vm, &text, notes, "__notes__", true);
        text_add_char(&text, '\n');
        emit_text(report, &text);
        return;
    }
    uint32_t count = is_list ? LIST(notes)->count : TUPLE(notes)->count;
    for (uint32_t i = 0; i < count; i++) {
        Value note = is_list ? LIST(notes)->items[i] : TUPLE(notes)->items[i];
        add_safely(report->vm, &text, note, "note", false);
        text_add_char(&text, '\n');
    }
    emit_text(report, &text);
}

static void emit_message(Report *report, Value exception)
{
    if (exception_is(report->vm, exception, SYNTAX_ERROR)) {
        emit_syntax_error(report, exception);
    } else {
        Text text = {0};
        exception_summary(report->vm, exception, &text);
        suggestion_add(report->vm, exception, &text);
        text_add_char(&text, '\n');
        emit_text(report, &text);
    }
    emit_notes(report, EXCEPTION_OF(exception)->notes);
}

// -- Groups and chains -------------------------------------------------------------

static void emit_chain(Report *report, const Node *node);

static void emit_member(Report *report, const Node *group, uint32_t i)
{
    bool truncated = i >= MOST_GROUP_WIDTH;
    text_add_repeated(report->out, ' ', 2 * (size_t)report->depth);
    text_add(report->out, i == 0 ? "+-" : "  ");
    if (truncated)
        text_add(report->out, "+---------------- ... ----------------\n");
    else
        text_addf(report->out, "+---------------- %u ----------------\n", i + 1);
    report->depth++;
    if (truncated) {
        uint32_t left = group->member_count - MOST_GROUP_WIDTH;
        Text text = {0};
        text_addf(&text, "and %u more exception%s\n", left, left > 1 ? "s" : "");
        emit_text(report, &text);
    } else {
        emit_chain(report, group->members[i]);
    }
}

static void emit_members(Report *report, const Node *group)
{
    uint32_t count = group->member_count;
    if (count > MOST_GROUP_WIDTH) count = MOST_GROUP_WIDTH + 1;
    report->need_close = false;
    for (uint32_t i = 0; i < count; i++) {
        bool last = i == count - 1;
        // A group that is the last member closes the frame for all around it.
        if (last) report->need_close = true;
        emit_member(report, group, i);
        if (last && report->need_close) {
            text_add_repeated(report->out, ' ', 2 * (size_t)report->depth);
            text_add(report->out, "+------------------------------------\n");
            report->need_close = false;
        }
        report->depth--;
    }
}

static void emit_group(Report *report, const Node *node)
{
    if (report->depth > MOST_GROUP_DEPTH) {
        Text text = {0};
        text_addf(&text, "... (max_group_depth is %d)\n", MOST_GROUP_DEPTH);
        emit_text(report, &text);
        return;
    }
    static const char title[] = "Exception Group Traceback (most recent call last):\n";
    bool is_outermost = report->depth == 0;
    if (is_outermost) report->depth = 1;
    const TraceEntry *traceback = EXCEPTION_OF(node->exception)->traceback;
    if (traceback) {
        emit(report, title, sizeof title - 1, is_outermost ? '+' : '|');
        emit_frames(report, traceback);
    }
    emit_message(report, node->exception);
    emit_members(report, node);
    if (is_outermost) report->depth = 0;
}

static void emit_exception(Report *report, const Node *node)
{
    if (node->members) {
        emit_group(report, node);
        return;
    }
    const TraceEntry *traceback = EXCEPTION_OF(node->exception)->traceback;
    if (traceback) {
        emit_string(report, "Traceback (most recent call last):\n");
        emit_frames(report, traceback);
    }
    emit_message(report, node->exception);
}

static const Node *origin_of(const Node *node, const char **sentence)
{
    *sentence =
        "\nThe above exception was the direct cause of the following exception:\n\n";
    if (node->cause) return node->cause;
    *sentence =
        "\nDuring handling of the above exception, another exception occurred:\n\n";
    return EXCEPTION_OF(node->exception)->suppress_context ? NULL : node->context;
}

// Writes what [node] came from, the first exception first, then itself.
static void emit_chain(Report *report, const Node *node)
{
    const char *sentence;
    size_t count = 0;
    for (const Node *at = node; at; at = origin_of(at, &sentence))
        count++;
    const Node **chain = ARENA_ARRAY(report->arena, const Node *, count);
    size_t i = count;
    for (const Node *at = node; at; at = origin_of(at, &sentence))
        chain[--i] = at;
    for (i = 0; i < count; i++) {
        emit_exception(report, chain[i]);
        if (i + 1 == count) continue;
        origin_of(chain[i + 1], &sentence);
        emit_string(report, sentence);
    }
}

bool exception_report(Vm *vm, Value exception, Text *out)
{
    // Asking for texts and hints may raise and handle; what is on its way stays.
    Value raised = exception_take(vm);
    Report report = {.vm = vm, .arena = arena_open(), .out = out};
    emit_chain(&report, gather(&report, exception));
    lookup_free(&report.seen);
    arena_close(report.arena);
    value_set(vm, &vm->raised, raised);
    return vm->halt == HALT_NONE;
}

void exception_report_ignored(Vm *vm, Value exception, const char *where)
{
    Value raised = exception_take(vm);
    Text text = {0};
    Report report = {.vm = vm, .out = &text, .terse = true};
    text_addf(&text, "Exception ignored in: %s\n", where);
    const TraceEntry *traceback = EXCEPTION_OF(exception)->traceback;
    if (traceback) text_add(&text, "Traceback (most recent call last):\n");
    emit_frames(&report, traceback);
    add_type_name(vm, exception, &text);
    text_add(&text, ": ");
    add_safely(vm, &text, exception, "exception", false);
    text_add_char(&text, '\n');
    if (vm->hooks.write) vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    value_set(vm, &vm->raised, raised);
}
