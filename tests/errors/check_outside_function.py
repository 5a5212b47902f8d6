return 1
yield 2
await x
class A:
    return 1
