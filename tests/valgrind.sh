#!/bin/sh
# valgrind.sh BINARY -- representative programs without a memory error or a leak.
#
# BINARY is a build without sanitizers. The threads of a run take turns (--fair-sched), or
# the one that only waits may starve the other.
command -v valgrind >/dev/null || exit 77
behaviour=$(dirname "$0")/behaviour
failed=0
for name in asyncio/async_generator_methods asyncio/cancel_chain asyncio/condition \
    asyncio/gather_cancelled asyncio/queue_shutdown asyncio/task_group_cancelled \
    asyncio/wait_for_timeout ends/deadlock_locks ends/error_group ends/limit_memory_list \
    language/dict_changed_while_walked language/exception_groups
do
    valgrind -q --fair-sched=yes --leak-check=full --errors-for-leak-kinds=definite \
        --error-exitcode=99 "$1" run "$behaviour/$name.py" >/dev/null 2>&1
    if [ $? -eq 99 ]; then
        echo "$name: valgrind finds something"
        failed=1
    fi
done
exit $failed
