// operations.h -- Python's operators by name, for the tree, the bytecode and the machine.

#ifndef BASE_OPERATIONS_H
#define BASE_OPERATIONS_H

typedef enum UnaryOp { UNARY_NOT, UNARY_MINUS, UNARY_PLUS, UNARY_INVERT } UnaryOp;

typedef enum BinaryOp {
    BINARY_ADD,
    BINARY_SUB,
    BINARY_MUL,
    BINARY_DIV,
    BINARY_FLOOR_DIV,
    BINARY_MOD,
    BINARY_POW,
    BINARY_LSHIFT,
    BINARY_RSHIFT,
    BINARY_AND,
    BINARY_OR,
    BINARY_XOR,
    BINARY_MATMUL,
    BINARY_OP_COUNT
} BinaryOp;

typedef enum CompareOp {
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_GT,
    COMPARE_GE,
    COMPARE_IN,
    COMPARE_NOT_IN,
    COMPARE_IS,
    COMPARE_IS_NOT
} CompareOp;

#endif
