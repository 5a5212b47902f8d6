#!/bin/sh
# test.sh -- installs what is missing, builds with sanitizers, and runs every test.
# Arguments go to ctest: ./test.sh -R clock
set -eu
top=$(cd "$(dirname "$0")" && pwd)

. "$top/assets/install.sh"
install_missing gcc:gcc make:make cmake:cmake pkg-config:pkg-config \
    /usr/include/stdio.h:libc6-dev \
    /usr/include/cjson/cJSON.h:libcjson-dev /usr/include/sha2.h:libmd-dev \
    /usr/include/gmpxx.h:libgmp-dev \
    /usr/include/cairo/cairo.h:libcairo2-dev \
    /usr/include/pango-1.0/pango/pangocairo.h:libpango1.0-dev /usr/include/gif_lib.h:libgif-dev \
    /usr/include/SDL2/SDL.h:libsdl2-dev Xvfb:xvfb xdotool:xdotool file:file \
    /usr/include/cmocka.h:libcmocka-dev /usr/bin/python3:python3 \
    /usr/lib/python3/dist-packages/jsonschema:python3-jsonschema valgrind:valgrind
install_hangul

cd "$top"
cmake --preset dev >/dev/null
cmake --build build/dev -j "$(nproc)"
exec ctest --test-dir build/dev -j "$(nproc)" --output-on-failure "$@"
