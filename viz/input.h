// input.h -- from SDL's events to commands; nothing else reads keys and mouse.

#ifndef VIZ_INPUT_H
#define VIZ_INPUT_H

#include "viz/app.h"

#include <SDL.h>

enum { BINDINGS_MOST = 128 };

// A key and what it asks for.
typedef struct Binding {
    Command command;
    bool by_place; // [code] is a scancode, else a keycode
    int code;
    bool ctrl, shift, alt;
} Binding;

typedef struct KeyMap {
    Binding bindings[BINDINGS_MOST];
    int count;
} KeyMap;

// The keys of commands.def.
void input_map(KeyMap *keys);

// Does what an event asks for.
void input_event(const KeyMap *keys, App *app, const SDL_Event *event);

#endif
