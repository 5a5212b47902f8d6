// machine_label.h -- what a machine is called beside others: "parallel:4", "event-loop op=20ns".

#ifndef BASE_MACHINE_LABEL_H
#define BASE_MACHINE_LABEL_H

#include "base/machine_spec.h"
#include "base/text.h"

// Adds the model, with the cores where they count or are not the usual ones, and every
// time in which [machines] ([count] of them) differ. Without [with_cores] the cores are
// left out: they are told elsewhere.
void machine_add_label(const Machine *machine, const Machine *machines, int count,
                       bool with_cores, Text *out);

#endif
