// input.c -- keys by one table; while somebody types, letters are letters.

#include "viz/input.h"

#include "base/assert.h"
#include "viz/actions.h"
#include "viz/pointer.h"

#include <string.h>

// ---- The table ----

static const char *take_prefix(const char *key, const char *prefix, bool *found)
{
    size_t size = strlen(prefix);
    *found = strncmp(key, prefix, size) == 0;
    return *found ? key + size : key;
}

static void add_binding(KeyMap *keys, Command command, const char *key)
{
    Binding b = {.command = command};
    key = take_prefix(key, "Ctrl+", &b.ctrl);
    key = take_prefix(key, "Alt+", &b.alt);
    key = take_prefix(key, "Shift+", &b.shift);
    key = take_prefix(key, "@", &b.by_place);
    b.code =
        b.by_place ? (int)SDL_GetScancodeFromName(key) : (int)SDL_GetKeyFromName(key);
    ASSERT(b.code && keys->count < BINDINGS_MOST, "commands.def names keys as SDL does");
    keys->bindings[keys->count++] = b;
}

void input_map(KeyMap *keys)
{
    keys->count = 0;
    for (Command command = 1; command < COMMAND_COUNT; command++) {
        const char *all = command_row(command)->keys;
        while (*all) {
            char key[32] = "";
            size_t size = strcspn(all, " ");
            memcpy(key, all, size < sizeof key ? size : sizeof key - 1);
            add_binding(keys, command, key);
            all += size + strspn(all + size, " ");
        }
    }
}

// A key as the table has it: the signs that need Shift on one keyboard and not on the
// other, and those of the number pad, become the plain sign.
static Binding binding_of(const SDL_KeyboardEvent *event)
{
    static const struct {
        SDL_Keycode key, sign;
        bool with_shift; // only then
    } signs[] = {
        {SDLK_SLASH, SDLK_QUESTION, true},    {SDLK_EQUALS, SDLK_PLUS, false},
        {SDLK_KP_PLUS, SDLK_PLUS, false},     {SDLK_KP_MINUS, SDLK_MINUS, false},
        {SDLK_KP_ENTER, SDLK_RETURN, false},  {SDLK_KP_DIVIDE, SDLK_SLASH, false},
        {SDLK_KP_PERIOD, SDLK_PERIOD, false}, {SDLK_KP_0, SDLK_0, false}};
    Uint16 mod = event->keysym.mod;
    Binding b = {.code = event->keysym.sym,
                 .ctrl = mod & (KMOD_CTRL | KMOD_GUI),
                 .shift = mod & KMOD_SHIFT,
                 .alt = mod & KMOD_ALT};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (b.code != signs[i].key || (signs[i].with_shift && !b.shift)) continue;
        b.code = signs[i].sign;
        b.shift = false;
        break;
    }
    return b;
}

static Command command_of(const KeyMap *keys, const SDL_KeyboardEvent *event)
{
    Binding wanted = binding_of(event);
    for (int i = 0; i < keys->count; i++) {
        const Binding *b = &keys->bindings[i];
        int code = b->by_place ? (int)event->keysym.scancode : wanted.code;
        if (b->code == code && b->ctrl == wanted.ctrl && b->shift == wanted.shift &&
            b->alt == wanted.alt)
            return b->command;
    }
    return COMMAND_NONE;
}

// ---- Keys ----

static void delete_character(Text *text)
{
    while (text->size && (text->bytes[text->size - 1] & 0xc0) == 0x80)
        text->size--;
    if (text->size) text->size--;
    if (text->bytes) text->bytes[text->size] = 0;
}

static void type_key(App *app, const SDL_KeyboardEvent *event)
{
    app->is_stale = true;
    app->field.has_failed = false;
    switch (event->keysym.sym) {
    case SDLK_ESCAPE: app->field.kind = FIELD_CLOSED; break;
    case SDLK_BACKSPACE: delete_character(&app->field.text); break;
    case SDLK_g:
        if (event->keysym.mod & KMOD_CTRL)
            field_enter(app, !(event->keysym.mod & KMOD_SHIFT));
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: field_enter(app, !(event->keysym.mod & KMOD_SHIFT)); break;
    default: break;
    }
}

// The digit of a key, or -1.
static int digit_of(SDL_Keycode key)
{
    if (key >= SDLK_1 && key <= SDLK_9) return (int)(key - SDLK_0);
    if (key >= SDLK_KP_1 && key <= SDLK_KP_9) return (int)(key - SDLK_KP_1) + 1;
    return -1;
}

static void press_key(const KeyMap *keys, App *app, const SDL_KeyboardEvent *event)
{
    Text message = {0};
    int digit = digit_of(event->keysym.sym);
    if (app->quiz.kind != QUIZ_OFF && digit > 0) {
        const char answer[] = {(char)('0' + digit), 0};
        app_do(app, COMMAND_ANSWER, answer, &message);
    } else {
        Command command = command_of(keys, event);
        if (command && !app_do(app, command, NULL, &message))
            app_tell(app, text_string(&message));
    }
    text_free(&message);
}

// ---- The rest ----

static void window_event(App *app, const SDL_WindowEvent *event)
{
    app->is_stale = true;
    if (event->event == SDL_WINDOWEVENT_LEAVE) pointer_leave(app);
}

static void drop(App *app, char *path)
{
    app_load(app, path);
    SDL_free(path);
}

void input_event(const KeyMap *keys, App *app, const SDL_Event *event)
{
    SDL_Keymod mod = SDL_GetModState();
    switch (event->type) {
    case SDL_QUIT: app->wants_quit = true; break;
    case SDL_WINDOWEVENT: window_event(app, &event->window); break;
    case SDL_KEYDOWN:
        if (app->field.kind != FIELD_CLOSED)
            type_key(app, &event->key);
        else
            press_key(keys, app, &event->key);
        break;
    case SDL_TEXTINPUT:
        if (app->field.kind == FIELD_CLOSED) break;
        text_add(&app->field.text, event->text.text);
        app->field.has_failed = false;
        app->is_stale = true;
        break;
    case SDL_MOUSEMOTION:
        pointer_move(app, event->motion.x * app->density, event->motion.y * app->density);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.button != SDL_BUTTON_LEFT) break;
        pointer_move(app, event->button.x * app->density, event->button.y * app->density);
        if (event->type == SDL_MOUSEBUTTONDOWN)
            pointer_press(app);
        else
            pointer_release(app);
        break;
    case SDL_MOUSEWHEEL:
        pointer_wheel(app, event->wheel.preciseY, mod & KMOD_CTRL, mod & KMOD_SHIFT);
        break;
    case SDL_DROPFILE: drop(app, event->drop.file); break;
    default: break;
    }
}
