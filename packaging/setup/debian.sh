#!/bin/sh
# Sees to what Traydeck needs on Debian: packages by apt-get when permitted, else says what to install.
# Usage: debian.sh build | run | test. Rust is presumed; if it is absent, says how to get it.
set -eu

for_what=${1:-run}

# SQLite and the TLS primitives bring C sources; no -dev package is needed.
build="gcc libc6-dev ca-certificates"
# eframe loads these when it opens a window; the last two draw without a graphics card.
window="libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libx11-xcb1 libxcb1 libegl1 libgl1 \
libgl1-mesa-dri mesa-vulkan-drivers"
# The window tests: a screen of their own, a picture of it, keys, and the accessibility tree.
window_test="xvfb xauth x11-apps xdotool dbus at-spi2-core python3 python3-gi gir1.2-atspi-2.0"

case $for_what in
build) wanted=$build ;;
run) wanted="$build $window" ;;
test) wanted="$build $window $window_test" ;;
*)
    echo "usage: debian.sh build | run | test" >&2
    exit 2
    ;;
esac

missing_packages() {
    for package in $wanted; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || printf ' %s' "$package"
    done
}

see_to_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian: please see to the counterparts of these packages yourself:"
        echo "  $wanted"
        return 0
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "Missing Debian packages. Please install them, then run this again:" >&2
        echo "  sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "Installing Debian packages:$missing"
    # shellcheck disable=SC2086 # each word is a package
    if ! { $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
        echo "apt-get could not install them. Please see to them yourself, then run this again:" >&2
        echo "  apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
}

see_to_rust() {
    PATH="$HOME/.cargo/bin:$PATH"
    needed=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml)
    if ! command -v cargo >/dev/null || ! command -v rustc >/dev/null; then
        echo "Rust is not installed. Traydeck needs Rust $needed or newer; get it from rustup:" >&2
        echo "  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh" >&2
        exit 1
    fi
    found=$(rustc --version | cut -d ' ' -f 2 | cut -d - -f 1)
    lowest=$(printf '%s\n%s\n' "$needed.0" "$found" | sort -V | head -n 1)
    if [ "$lowest" != "$needed.0" ]; then
        echo "Rust $found is too old: Traydeck needs $needed or newer. Please run:" >&2
        echo "  rustup update stable" >&2
        exit 1
    fi
}

cd "$(dirname "$0")/../.."
see_to_packages
see_to_rust
