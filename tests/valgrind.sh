#!/bin/sh
# valgrind.sh BINARY [--quick] -- representative programs without a memory error or a leak.
#
# BINARY is a build without sanitizers. The threads of a run take turns (--fair-sched), or
# the one that only waits may starve the other. With --quick only a few are run.
command -v valgrind >/dev/null || exit 77
[ -x "$1" ] || { echo "no program $1"; exit 2; }
behaviour=$(dirname "$0")/behaviour
names="asyncio/task_group_cancelled ends/deadlock_locks ends/limit_memory_list
    language/exception_groups"
[ "${2:-}" = --quick ] || names="$names asyncio/async_generator_methods
    asyncio/cancel_chain asyncio/condition asyncio/gather_cancelled
    asyncio/queue_shutdown asyncio/wait_for_timeout ends/error_group
    language/dict_changed_while_walked"
failed=0
for name in $names; do
    valgrind -q --fair-sched=yes --leak-check=full --errors-for-leak-kinds=definite \
        --error-exitcode=99 "$1" run "$behaviour/$name.py" >/dev/null 2>&1
    if [ $? -eq 99 ]; then
        echo "$name: valgrind finds something"
        failed=1
    fi
done
exit $failed
