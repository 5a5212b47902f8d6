// page.h -- a run as one HTML page that needs nothing else: the picture, a slider over the
// events, what happens in words, and tables of tasks and output as tables.

#ifndef DRAW_PAGE_H
#define DRAW_PAGE_H

#include "draw/view.h"
#include "output/file.h"

enum { PAGE_EVENTS_MOST = 200000 }; // a page says a sentence about every event

// Writes the page of a run with at most PAGE_EVENTS_MOST events.
void page_write(const DrawnRun *run, const View *view, OutFile *file);

#endif
