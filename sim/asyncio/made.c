// made.c -- a file and a line, noted and told.

#include "asyncio/made.h"

#include "vm/places.h"

void made_note(const Vm *vm, MadeAt *made)
{
    if (!running_place(vm, &made->file, &made->line)) made->file = NULL;
}

void made_add(const MadeAt *made, Text *text)
{
    if (made->file) text_addf(text, " created at %s:%u", made->file, made->line);
}
