# install.sh -- sourced by run.sh and test.sh: installs Debian packages that are missing.
#
# install_missing THING:PACKAGE ...   THING is a command or a file that the package has.
# apt is asked only when something is missing, and sudo only when we are not root.

install_missing() {
    packages=
    for pair in "$@"; do
        thing=${pair%:*}
        package=${pair##*:}
        case $thing in
        /*) [ -e "$thing" ] || packages="$packages $package" ;;
        *) command -v "$thing" >/dev/null 2>&1 || packages="$packages $package" ;;
        esac
    done
    [ -n "$packages" ] || return 0

    if ! command -v apt-get >/dev/null 2>&1; then
        echo "missing:$packages (these are Debian's names; apt-get is not here to install them)" >&2
        exit 1
    fi
    sudo=
    if [ "$(id -u)" != 0 ]; then
        echo "installing$packages (sudo may ask for your password)" >&2
        sudo=sudo
    else
        echo "installing$packages" >&2
    fi
    export DEBIAN_FRONTEND=noninteractive
    # An old list of packages names files that are gone; so a failure is tried again.
    # shellcheck disable=SC2086
    $sudo apt-get install -y -q $packages >/dev/null 2>&1 ||
        { $sudo apt-get update -q >/dev/null && $sudo apt-get install -y -q $packages >/dev/null; } || {
        echo "could not install:$packages" >&2
        exit 1
    }
}

# A font with Hangul, if there is none: pictures have Korean texts.
install_hangul() {
    if command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=ko 2>/dev/null)" ]; then
        return 0
    fi
    install_missing /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc:fonts-noto-cjk
}
