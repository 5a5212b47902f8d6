// strings.h -- what the files about text share beyond str.h.
//
// Offsets are in bytes, indices in code points.

#ifndef VM_STRINGS_H
#define VM_STRINGS_H

#include "vm/str.h"

// A new str of [size] bytes that the caller fills in; its length is set for ASCII. NULL,
// and the run is halted, if it would pass the memory limit.
Str *str_alloc(Vm *vm, size_t size);

// [str] itself, or a plain one with its text if it is of a class of the program, as the
// methods of str return it. False if over the memory limit.
bool str_plain(Vm *vm, const Str *str, Value *result);

// Where the code point [index] (0 <= index <= length) begins.
size_t str_offset(const Str *str, int64_t index);

// The bytes [from, to) of [str], which is returned itself if that is all of it.
bool str_part(Vm *vm, const Str *str, size_t from, size_t to, Value *result);

// chr(codepoint).
bool str_codepoint(Vm *vm, uint32_t codepoint, Value *result);

// str * times.
bool str_repeat(Vm *vm, Str *str, int64_t times, Value *result);

// Adds the text with all but ASCII escaped, as ascii() makes it from a repr.
void str_add_ascii(Text *text, const Str *str);

// Gives strs interned before there was a str type their type.
void strings_set_type(Vm *vm);

// Makes the types and puts str into the builtins. Called once a run.
void strings_init(Vm *vm);

#endif
