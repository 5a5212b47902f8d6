// fuzz_trace.c -- whatever a trace file holds: it is refused, or shown and written again.

#include "output/explain.h"
#include "output/report.h"
#include "output/timeline.h"
#include "output/trace_reader.h"
#include "output/trace_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Text message = {0};
    Trace *trace =
        trace_read(-1, (const char *)bytes, size, "fuzz", LANGUAGE_KOREAN, NULL, &message);
    if (trace) {
        const Paint paint = {.width = 60, .language = LANGUAGE_KOREAN};
        OutFile *file = file_in_memory();
        timeline_write(trace, &paint, file);
        explain_write(trace, &paint, file);
        trace_write(trace, file, NULL);
        report_diagnostics(trace, &paint, &message);
        report_outcome(trace, &paint, true, &message);
        file_abandon(file);
        trace_close(trace);
    }
    text_free(&message);
    return 0;
}
