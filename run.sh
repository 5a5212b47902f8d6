#!/bin/sh
# run.sh -- installs what is missing, builds a release, and runs `coroscope ARGUMENTS`.
#
# Without arguments it shows the main job on the founding lesson's `gather` scenario: in a
# window where there is a display, else in the terminal.
set -eu
top=$(cd "$(dirname "$0")" && pwd)

. "$top/assets/install.sh"
install_missing gcc:gcc make:make cmake:cmake pkg-config:pkg-config \
    /usr/include/stdio.h:libc6-dev \
    /usr/include/cjson/cJSON.h:libcjson-dev /usr/include/sha2.h:libmd-dev \
    /usr/include/gmpxx.h:libgmp-dev \
    /usr/include/cairo/cairo.h:libcairo2-dev \
    /usr/include/pango-1.0/pango/pangocairo.h:libpango1.0-dev /usr/include/gif_lib.h:libgif-dev \
    /usr/include/SDL2/SDL.h:libsdl2-dev
install_hangul

build() {
    # The log is shown only when something went wrong.
    log=$top/build/build.log
    mkdir -p "$top/build"
    if ! { (cd "$top" && cmake --preset release && cmake --build build -j "$(nproc)"); } \
            >"$log" 2>&1; then
        cat "$log" >&2
        echo "run.sh: the build failed (the log is $log)" >&2
        exit 1
    fi
}
build

if [ $# -gt 0 ]; then
    exec "$top/build/coroscope" "$@"
fi

scenario=$top/scenarios/04_gather.json
trace=$top/build/04_gather.trace.json
picture=$top/build/04_gather.png
"$top/build/coroscope" export "$scenario" -o "$trace"
"$top/build/coroscope" export --at 1.5 "$scenario" -o "$picture"
tell() {
    echo
    echo "trace:   $trace"
    echo "picture: $picture"
    echo "more:    ./run.sh run --explain scenarios/04_gather.json"
}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    tell
    echo "window:  Space plays, the arrows step, ? shows all keys"
    # Where the display does not answer there is still the terminal.
    "$top/build/coroscope" view "$scenario" && exit 0
fi
"$top/build/coroscope" run --timeline "$scenario"
tell
