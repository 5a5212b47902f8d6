// page.c -- the facts of a run as JSON, and around them what shows it (assets/page.js).

#include "draw/page.h"

#include "draw/lane.h"
#include "draw/picture.h"
#include "draw/svg.h"
#include "output/explain.h"
#include "output/json.h"

#include <string.h>

static const char style[] = {
#include "page.css.inc"
    , 0};
static const char script[] = {
#include "page.js.inc"
    , 0};

typedef struct Page {
    const DrawnRun *run;
    const View *view;
    OutFile *file;
} Page;

static const char *words_of(const Page *page, Sentence sentence)
{
    return sentence_pattern(page->view->language, sentence);
}

static void add_string(Page *page, const char *string)
{
    json_add_string(page->file, string, strlen(string));
}

static void add_time(Page *page, SimTime time)
{
    Text text = {0};
    simtime_add_text(&text, time);
    add_string(page, text_string(&text));
    text_free(&text);
}

// ---- The facts ----

static void add_words(Page *page)
{
    static const struct {
        const char *key;
        Sentence sentence;
    } words[] = {{"event", SENTENCE_PAGE_STEP},
                 {"play", SENTENCE_PAGE_PLAY},
                 {"pause", SENTENCE_PAGE_PAUSE},
                 {"notMade", SENTENCE_PAGE_NOT_MADE}};
    file_add(page->file, "\"words\": {");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        file_addf(page->file, "%s\"%s\": ", i ? ", " : "", words[i].key);
        add_string(page, words_of(page, words[i].sentence));
    }
    file_add(page->file, "},\n");
}

static void add_plot(Page *page, const Drawing *drawing)
{
    file_addf(page->file,
              "\"plot\": {\"x\": %.2f, \"y\": %.2f, \"w\": %.2f, \"h\": %.2f, "
              "\"color\": \"#%06x\"},\n",
              drawing->plot_x, drawing->plot_y, drawing->plot_w, drawing->plot_h,
              page->view->theme->playhead >> 8);
}

static void add_events(Page *page)
{
    const Trace *trace = page->run->trace;
    Explainer *explainer = explainer_open(trace, page->view->language);
    uint32_t count = trace_count(trace);
    file_add(page->file, "\"events\": [");
    for (uint32_t number = 1; number <= count; number++) {
        SimTime time = trace_event_time(trace, number);
        int64_t position = run_position(page->run, number, time);
        if (page->run->axis == AXIS_EVENT) position++;
        file_add(page->file, number > 1 ? ",\n[" : "\n[");
        add_time(page, time);
        file_addf(page->file, ", %.5f, ", (double)position / (double)page->run->length);
        Text sentence = {0};
        explainer_add(explainer, number, &sentence);
        add_string(page, text_string(&sentence));
        file_add(page->file, "]");
        text_free(&sentence);
    }
    file_add(page->file, "],\n");
    explainer_close(explainer);
}

static void add_state(Page *page, uint32_t event, const char *code, const char *meaning,
                      const char *what, bool is_first)
{
    Text words = {0};
    text_add(&words, meaning);
    if (*what) text_addf(&words, ": %s", what);
    file_addf(page->file, "%s[%u, \"%s\", ", is_first ? "" : ", ", event, code);
    add_string(page, text_string(&words));
    file_add(page->file, "]");
    text_free(&words);
}

static void add_end(Page *page, uint32_t task, bool is_first)
{
    static const struct {
        const char *code;
        Sentence meaning;
    } ends[] = {[END_FINISHED] = {"DON", SENTENCE_GLYPH_DONE},
                [END_FAILED] = {"ERR", SENTENCE_GLYPH_FAILED},
                [END_CANCELLED] = {"CAN", SENTENCE_GLYPH_CANCELLED}};
    uint8_t end = page->run->trace->tasks[task - 1].end;
    if (end == END_PENDING) return;
    add_state(page, page->run->end_event[task - 1], ends[end].code,
              words_of(page, ends[end].meaning), "", is_first);
}

static void add_task(Page *page, uint32_t row)
{
    const DrawnRun *run = page->run;
    uint32_t task = run->tasks[row];
    Text name = {0};
    run_add_label(run, task, &name);
    file_add(page->file, row ? ",\n{\"name\": " : "\n{\"name\": ");
    add_string(page, text_string(&name));
    file_addf(page->file, ", \"depth\": %u, \"states\": [", run->depths[row]);
    text_free(&name);
    const Span *first = run->lanes->spans + run->lanes->first[task - 1];
    const Span *past = run->lanes->spans + run->lanes->first[task];
    for (const Span *span = first; span < past; span++) {
        const StateForm *form = state_form(run_span_state(run, span));
        Text what = {0};
        if (span->state == SPAN_WAITING || span_waits_in_thread(span))
            lane_add_wait(run, span, &what);
        add_state(page, span->event, form->code, words_of(page, form->meaning),
                  text_string(&what), span == first);
        text_free(&what);
    }
    add_end(page, task, first == past);
    file_add(page->file, "]}");
}

static void add_output(Page *page)
{
    const DrawnRun *run = page->run;
    file_add(page->file, "\"output\": [");
    for (uint32_t i = 0; i < run->prints.count; i++) {
        const TraceRecord record = trace_event(run->trace, run->prints.at[i]);
        size_t size;
        const char *text = trace_text_bytes(run->trace, record.a, &size);
        file_addf(page->file, "%s[%u, ", i ? ",\n" : "\n", run->prints.at[i]);
        add_time(page, record.time);
        file_add(page->file, ", ");
        json_add_string(page->file, text, size);
        file_add(page->file, "]");
    }
    file_add(page->file, "]\n");
}

// In a page the facts must not hold what could end their element.
static void copy_facts(const OutFile *facts, OutFile *file)
{
    size_t size;
    const char *bytes = file_text(facts, &size);
    for (size_t from = 0, to; from < size; from = to + 1) {
        const char *open = memchr(bytes + from, '<', size - from);
        to = open ? (size_t)(open - bytes) : size;
        file_add_bytes(file, bytes + from, to - from);
        if (open) file_add(file, "\\u003c");
    }
}

static void write_facts(const DrawnRun *run, const View *view, const Drawing *drawing,
                        OutFile *file)
{
    Page page = {run, view, file_in_memory()};
    file_add(page.file, "{");
    add_words(&page);
    add_plot(&page, drawing);
    add_events(&page);
    file_add(page.file, "\"tasks\": [");
    for (uint32_t row = 0; row < run->task_count; row++)
        add_task(&page, row);
    file_add(page.file, "],\n");
    add_output(&page);
    file_add(page.file, "}");
    copy_facts(page.file, file);
    file_abandon(page.file);
}

// ---- What shows them ----

static void add_escaped(OutFile *file, const char *text)
{
    for (; *text; text++) {
        if (*text == '<')
            file_add(file, "&lt;");
        else if (*text == '&')
            file_add(file, "&amp;");
        else
            file_add_bytes(file, text, 1);
    }
}

static void add_table(const Page *page, const char *id, Sentence caption,
                      const Sentence *heads, int count)
{
    file_addf(page->file, "<table><caption>%s</caption><thead><tr>",
              words_of(page, caption));
    for (int i = 0; i < count; i++)
        file_addf(page->file, "<th scope=\"col\">%s</th>", words_of(page, heads[i]));
    file_addf(page->file, "</tr></thead><tbody id=\"%s\"></tbody></table>\n", id);
}

static void write_body(const Page *page)
{
    static const Sentence tasks[] = {SENTENCE_PAGE_TASK, SENTENCE_PAGE_STATE,
                                     SENTENCE_PAGE_WHAT};
    static const Sentence output[] = {SENTENCE_PAGE_TIME, SENTENCE_PAGE_TEXT};
    static const Sentence events[] = {SENTENCE_PAGE_STEP, SENTENCE_PAGE_TIME,
                                      SENTENCE_PICTURE_WHY};
    file_addf(page->file,
              "<nav><button id=\"back\" aria-label=\"%s\">◀</button>"
              "<button id=\"play\"></button>"
              "<button id=\"forward\" aria-label=\"%s\">▶</button>"
              "<input id=\"slider\" type=\"range\" min=\"0\" aria-label=\"%s\">"
              "<span id=\"moment\"></span></nav>\n"
              "<p id=\"why\" aria-live=\"polite\"></p>\n<div id=\"tables\">\n",
              words_of(page, SENTENCE_PAGE_BACK), words_of(page, SENTENCE_PAGE_FORWARD),
              words_of(page, SENTENCE_PAGE_STEP));
    add_table(page, "tasks", SENTENCE_PICTURE_TASKS, tasks, 3);
    add_table(page, "output", SENTENCE_PICTURE_OUTPUT, output, 2);
    add_table(page, "events", SENTENCE_VIEW_LOG, events, 3);
    file_add(page->file, "</div>\n");
}

void page_write(const DrawnRun *run, const View *view, OutFile *file)
{
    View still = *view;
    still.kind = VIEW_TIMELINE;
    still.has_playhead = false;
    still.height = picture_height(run, &still);
    Drawing *drawing = picture_of_run(run, &still);
    const Page page = {run, &still, file};
    file_addf(
        file,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
        language_code(view->language));
    add_escaped(file, trace_title(run->trace, view->language));
    file_addf(file,
              "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n%s</style>\n",
              style);
    file_add(file, "<div id=\"picture\">\n");
    svg_write(drawing, file);
    file_add(file, "</div>\n");
    write_body(&page);
    file_add(file, "<script type=\"application/json\" id=\"run\">\n");
    write_facts(run, &still, drawing, file);
    file_addf(file, "\n</script>\n<script>\n%s</script>\n</html>\n", script);
    drawing_close(drawing);
}
