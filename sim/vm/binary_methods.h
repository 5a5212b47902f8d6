// binary_methods.h -- the words of the binary operators' methods: __add__, __radd__,
// __iadd__ and so on.

#ifndef VM_BINARY_METHODS_H
#define VM_BINARY_METHODS_H

#define BINARY_METHODS(X)                                                                \
    X(add, BINARY_ADD) X(sub, BINARY_SUB) X(mul, BINARY_MUL) X(truediv, BINARY_DIV)      \
    X(floordiv, BINARY_FLOOR_DIV) X(mod, BINARY_MOD) X(pow, BINARY_POW)                  \
    X(lshift, BINARY_LSHIFT) X(rshift, BINARY_RSHIFT) X(and, BINARY_AND)                 \
    X(or, BINARY_OR) X(xor, BINARY_XOR) X(matmul, BINARY_MATMUL)

#endif
