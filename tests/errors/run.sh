#!/bin/sh
# run.sh BINARY [--record] -- checks every broken file of this folder.
#
# NAME.json or NAME.py is wrong in some way; NAME.expected is exactly what
# `coroscope check` says about it on standard error, and it must exit with 2. Files that
# are too large to keep are made here. With --record the expected files are written anew:
# read what changed before you commit it.
set -u
binary=$(command -v "$1") || { echo "no program $1" >&2; exit 2; }
case $binary in /*) ;; *) binary=$PWD/$binary ;; esac
record=${2:-}
cd "$(dirname "$0")" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

fail() {
    echo "FAILED: $1"
    failed=$((failed + 1))
}

for file in *.json *.py; do
    name=${file%.*}
    count=$((count + 1))
    "$binary" check --lang en "$file" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$record" = --record ] && cp "$scratch/err" "$name.expected"
    if [ $status -ne 2 ]; then
        fail "$file exits with $status"
    elif ! diff -u "$name.expected" "$scratch/err"; then
        fail "$file"
    fi
    # NAME.ko.expected, where there is one, is the same in Korean.
    [ -f "$name.ko.expected" ] || continue
    "$binary" check --lang ko "$file" 2>"$scratch/err"
    [ "$record" = --record ] && cp "$scratch/err" "$name.ko.expected"
    diff -u "$name.ko.expected" "$scratch/err" || fail "$file in Korean"
done

# expect NAME TEXT: checks $scratch/NAME, whose message must begin with TEXT behind the
# file's name.
expect() {
    count=$((count + 1))
    (cd "$scratch" && "$binary" check --lang en "$1" >out 2>err)
    status=$?
    first=$(head -n 1 "$scratch/err")
    if [ $status -ne 2 ]; then
        fail "$1 exits with $status"
    elif [ "$(printf %s "$first" | cut -c "1-${#2}")" != "$2" ]; then
        fail "$1 says: $first"
    elif [ "$(wc -c <"$scratch/err")" -gt 30000 ]; then
        fail "$1 says too much"
    fi
}

# repeat TEXT COUNT
repeat() {
    awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

repeat '[' 1000000 >"$scratch/brackets.json"
expect brackets.json 'brackets.json:1:65: error: more than 64 levels of lists and objects'
repeat '{"a":' 1000000 >"$scratch/objects.json"
expect objects.json 'objects.json:1:321: error: more than 64 levels of lists and objects'
repeat '(' 100000 >"$scratch/parentheses.py"
expect parentheses.py 'parentheses.py:1:201: error: too many nested parentheses'
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%*sif x:\n", i, "" }' >"$scratch/indents.py"
expect indents.py 'indents.py:101:1: error: too many levels of indentation'
{ printf "x = '"; repeat a 8000000; } >"$scratch/line.py"
expect line.py 'line.py:1:5: error: unterminated string literal (detected at line 1)'
{ printf 'x = 1'; repeat ' + 1' 1900000; } >"$scratch/sum.py"
expect sum.py 'sum.py:1:5: error: this expression has too many operators in a row'
{ printf 'x = '; repeat 'not ' 100000; printf 1; } >"$scratch/not.py"
expect not.py 'not.py:1:2405: error: this is nested too deeply'
{ printf 'if x:\n  pass\n'; repeat 'elif x:\n  pass\n' 100000; } >"$scratch/elif.py"
expect elif.py 'elif.py:2003:1: error: too many elif clauses in a row'
{ printf 'x = '; repeat "f'{" 200; } >"$scratch/fstrings.py"
expect fstrings.py 'fstrings.py:1:455: error: too many nested f-strings'
repeat 'x = = 1\n' 100000 >"$scratch/mistakes.py"
expect mistakes.py 'mistakes.py:1:5: error: invalid syntax'
repeat '#' 8388609 >"$scratch/large.py"
expect large.py 'error: "large.py" is larger than 8 MiB'
repeat ' ' 8388609 >"$scratch/large.json"
expect large.json 'error: "large.json" is larger than 8 MiB'
printf 'x = 1\0002\n' >"$scratch/zero.py"
expect zero.py 'zero.py:1:6: error: source code cannot contain null bytes'
printf '\377\376p\000' >"$scratch/utf16.py"
expect utf16.py 'utf16.py:1:1: error: the file is UTF-16'
printf '\376\377\000{' >"$scratch/utf16.json"
expect utf16.json 'utf16.json:1:1: error: the file is UTF-16'
ln -s loop.py "$scratch/loop.py"
expect loop.py 'error: cannot read "loop.py": Too many levels of symbolic links'
{ printf '{"coroscope": 1, "title": "x", "program": ["x = '; repeat '(' 100000; printf '"]}'; } \
    >"$scratch/parentheses.json"
expect parentheses.json 'parentheses.json:1:249: error: too many nested parentheses'
mkdir "$scratch/folder.json"
expect folder.json 'error: "folder.json" is a folder'
expect nowhere.json 'error: cannot read "nowhere.json": No such file or directory'

# A whole scenario, cut anywhere, is never taken for a scenario and never falls over.
printf '{"coroscope": 1, "title": {"en": "한글\\n"}, "program": ["x = \\"\\ud83d\\ude00\\""], "seed": -12}' >"$scratch/whole"
size=$(wc -c <"$scratch/whole")
cut=0
while [ $cut -lt "$size" ]; do
    head -c $cut "$scratch/whole" >"$scratch/cut.json"
    "$binary" check "$scratch/cut.json" >/dev/null 2>&1
    status=$?
    [ $status -eq 2 ] || fail "a scenario cut after $cut bytes exits with $status"
    cut=$((cut + 1))
done

echo "$count broken files, $failed failures"
[ $failed -eq 0 ]
