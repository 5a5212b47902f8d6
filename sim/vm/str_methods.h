// str_methods.h -- the methods of str, one native for each, by file.

#ifndef VM_STR_METHODS_H
#define VM_STR_METHODS_H

#include "vm/str.h"

extern const NativeSpec str_methods[];

// A parameter that must be a str: CPython's TypeError "[what] must be str, not int".
bool method_str(Vm *vm, Value v, const char *what, Str **result);

// str_search.c
NativeFn str_method_find, str_method_rfind, str_method_index, str_method_rindex,
    str_method_count, str_method_startswith, str_method_endswith, str_method_replace,
    str_method_removeprefix, str_method_removesuffix;

// str_split.c
NativeFn str_method_split, str_method_rsplit, str_method_splitlines, str_method_partition,
    str_method_rpartition, str_method_join, str_method_strip, str_method_lstrip,
    str_method_rstrip;

// str_case.c
NativeFn str_method_lower, str_method_upper, str_method_casefold, str_method_title,
    str_method_capitalize, str_method_swapcase, str_method_isalnum, str_method_isalpha,
    str_method_isascii, str_method_isdecimal, str_method_isdigit, str_method_isidentifier,
    str_method_islower, str_method_isnumeric, str_method_isprintable, str_method_isspace,
    str_method_istitle, str_method_isupper;

// format_fields.c
NativeFn str_method_format, str_method_format_map;

#endif
