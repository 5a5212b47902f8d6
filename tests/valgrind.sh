#!/bin/sh
# valgrind.sh BINARY [--quick | --all] -- programs without a memory error or a leak.
#
# BINARY is a build without sanitizers. The threads of a run take turns (--fair-sched), or
# the one that only waits may starve the other. Without an option it runs a dozen
# representative programs, with --quick a few, with --all every behaviour and scenario: each
# takes about forty times as long as without valgrind, and may take 15 minutes.
command -v valgrind >/dev/null || exit 77
[ -x "$1" ] || { echo "no program $1"; exit 2; }
binary=$1
tests=$(dirname "$0")
few="asyncio/task_group_cancelled ends/deadlock_locks ends/limit_memory_list
    language/exception_groups"
more="asyncio/async_generator_methods asyncio/cancel_chain asyncio/condition
    asyncio/gather_cancelled asyncio/queue_shutdown asyncio/wait_for_timeout
    ends/error_group language/dict_changed_while_walked"
option=${2:-}
set --
case $option in
--all) set -- "$tests"/behaviour/*/*.py "$tests"/../scenarios/*.json ;;
--quick) names=$few ;;
*) names="$few $more" ;;
esac
for name in ${names:-}; do
    set -- "$@" "$tests/behaviour/$name.py"
done
failed=0
for file in "$@"; do
    timeout 900 valgrind -q --fair-sched=yes --leak-check=full \
        --errors-for-leak-kinds=definite --error-exitcode=99 \
        "$binary" run "$file" >/dev/null 2>&1
    case $? in
    99) echo "$file: valgrind finds something" && failed=1 ;;
    124) echo "$file: not done within 15 minutes" && failed=1 ;;
    esac
done
exit $failed
