// dict_views.h -- what keys(), values() and items() give: a dict seen as a collection.

#ifndef VM_DICT_VIEWS_H
#define VM_DICT_VIEWS_H

#include "vm/iterators.h"

typedef struct DictView {
    Object object;
    Dict *dict;
    DictPart part;
} DictView;

Value dict_view_new(Vm *vm, Dict *dict, DictPart part);

#endif
