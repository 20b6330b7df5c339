"""Reads and presses the parts of Traydeck's window through AT-SPI, as assistive software would.

Usage: atspi.py enable | tree | press NAME | focus NAME. NAME is the beginning of an accessible name.
"""

import sys

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gio", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402


def enable():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
            GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True))),
            None, Gio.DBusCallFlags.NONE, 10_000, None)


def application():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and "traydeck" in (child.get_name() or "").lower():
            return child
    sys.exit("no application named traydeck on the accessibility bus")


def parts(part):
    """Depth first; a part may vanish while it is read."""
    try:
        yield part
        for index in range(part.get_child_count()):
            child = part.get_child_at_index(index)
            if child is not None:
                yield from parts(child)
    except GLib.Error:
        return


def value_of(part):
    try:
        if part.get_text_iface() is not None:
            return Atspi.Text.get_text(part, 0, Atspi.Text.get_character_count(part))
    except GLib.Error:
        pass
    return ""


def line(part):
    states = part.get_state_set()
    marks = [
        word
        for state, word in (
            (Atspi.StateType.FOCUSED, "focused"),
            (Atspi.StateType.CHECKED, "checked"),
            (Atspi.StateType.SELECTED, "selected"),
        )
        if states.contains(state)
    ]
    if part.get_action_iface() is not None and not states.contains(Atspi.StateType.ENABLED):
        marks.append("disabled")
    fields = [part.get_role_name(), part.get_name() or "", value_of(part), " ".join(marks)]
    return "\t".join(field.replace("\n", " ").replace("\t", " ") for field in fields)


def tree():
    for part in parts(application()):
        try:
            print(line(part))
        except GLib.Error:
            continue


def find(name, wanted):
    """The best fit: the exact name first, then one that begins so."""
    begins = None
    for part in parts(application()):
        try:
            have = part.get_name() or ""
            if wanted(part) and have == name:
                return part
            if begins is None and wanted(part) and have.startswith(name):
                begins = part
        except GLib.Error:
            continue
    if begins is None:
        sys.exit(f"nothing named {name!r} that fits")
    return begins


def can_press(part):
    return part.get_action_iface() is not None and part.get_state_set().contains(
        Atspi.StateType.ENABLED)


def press(name):
    part = find(name, can_press)
    if not Atspi.Action.do_action(part, 0):
        sys.exit(f"{name!r} did not take the press")


def focus(name):
    part = find(name, lambda part: part.get_state_set().contains(Atspi.StateType.FOCUSABLE))
    if not Atspi.Component.grab_focus(part):
        sys.exit(f"{name!r} did not take the focus")


COMMANDS = {"enable": enable, "tree": tree, "press": press, "focus": focus}

if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
    sys.exit(__doc__)
COMMANDS[sys.argv[1]](*sys.argv[2:])
