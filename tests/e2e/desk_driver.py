# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the window as a person with a screen reader, a keyboard and a mouse would; for tests that run below under-display.py.

A control is found by its role and name, as the accessibility bus tells them. Every wait is for a condition and bounded; what
fails says what was wanted and what was there instead.
"""

import os
import re
import signal
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # pylint: disable=wrong-import-position

PATIENCE = 30.0 * float(os.environ.get('YINXIN_TEST_PATIENCE', '1'))
LAUNCHER = '/usr/libexec/at-spi-bus-launcher'
# Their insides can be endless; rows are asked for by name.
ENDLESS = (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE, Atspi.Role.TREE)
# What people press, type into or choose in.
INTERACTIVE = (
    Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON, Atspi.Role.ENTRY,
    Atspi.Role.PASSWORD_TEXT, Atspi.Role.TEXT, Atspi.Role.COMBO_BOX, Atspi.Role.SPIN_BUTTON, Atspi.Role.SLIDER, Atspi.Role.LINK,
    Atspi.Role.LIST_ITEM, Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.RADIO_MENU_ITEM, Atspi.Role.PAGE_TAB,
    Atspi.Role.TABLE_COLUMN_HEADER, Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE_TABLE,
)
ENTRIES = (Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT, Atspi.Role.TEXT)
BUTTONS = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.LINK, Atspi.Role.MENU_ITEM)


# In the locale C.UTF-8, which every Debian has, Pango does not know that Chinese is wanted and takes any font that has the signs.
FONTS = """<?xml version="1.0"?>
<fontconfig><match target="pattern">
<edit name="family" mode="append" binding="strong"><string>Noto Sans CJK SC</string></edit>
</match></fontconfig>
"""


class NotThere(AssertionError):
    """What was waited for did not come."""


def wait_for(what, condition, patience=PATIENCE):
    """The first truth that `condition` gives; NotThere when none comes in time."""
    end = time.monotonic() + patience
    while True:
        try:
            found = condition()
        except GLib.Error:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise NotThere(what)
        time.sleep(0.05)


def has_state(node, state):
    return node.get_state_set().contains(state)


def children_of(node):
    """Its children; those that went away meanwhile are left out."""
    for index in range(node.get_child_count()):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def walk(node, depth=0, into_rows=False):
    """(depth, node) of what is shown, the outer before the inner; `into_rows`: tables' insides too."""
    yield depth, node
    if node.get_role() in ENDLESS and not into_rows:
        return
    for child in children_of(node):
        try:
            yield from walk(child, depth + 1, into_rows)
        except GLib.Error:
            continue


def text_of(node):
    """What stands in an entry or label."""
    try:
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    except GLib.Error:
        return ''


def name_of(node):
    """Its name; a label's is its text. GTK 4.8 gives the type's where there is none."""
    name = node.get_name() or ''
    return '' if re.fullmatch(r'(Gtk|Adw|Yx)[A-Z]\w+', name) else name


def describe(node):
    return f'{node.get_role_name()} “{name_of(node)}”'


def matches(wanted, name):
    """Whether a name is the wanted one: equal, or found by a compiled expression."""
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name


class Desk:
    """The program in a language, with a home of its own, and hands to use it."""

    def __init__(self, language='zh_CN', scheme='light', size=(1280, 800), arguments=(), environment=None):
        self.size = size
        self.home = os.environ['HOME']
        self.log_path = os.path.join(self.home, f'yinxin-{os.getpid()}.log')
        self.program = os.path.join(os.environ['YINXIN_BUILDDIR'], 'src/desk/yinxin')
        self.environment = {
            **os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': language, 'GTK_A11Y': 'atspi', 'ADW_DEBUG_COLOR_SCHEME': f'prefer-{scheme}',
            'G_DEBUG': 'fatal-criticals', **(environment or {})}
        self.arguments = list(arguments)
        self.bus = None
        self.process = None
        self.application = None

    def __enter__(self):
        fonts = os.path.join(os.environ['XDG_CONFIG_HOME'], 'fontconfig')
        os.makedirs(fonts, exist_ok=True)
        with open(os.path.join(fonts, 'fonts.conf'), 'w', encoding='utf-8') as stream:
            stream.write(FONTS)
        # pylint: disable=consider-using-with
        self.bus = subprocess.Popen([LAUNCHER, '--launch-immediately'], stderr=subprocess.DEVNULL)
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, Exception):
            self.tell()
        self.stop()
        if self.bus is not None:
            self.bus.terminate()
            self.bus.wait()

    # --- the program ------------------------------------------------------------------------------

    def start(self):
        """Starts the program and waits for its window."""
        with open(self.log_path, 'a', encoding='utf-8') as log:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                [self.program, *self.arguments], env=self.environment, stdout=log, stderr=log)
        self.application = wait_for('the window', self.look_for_application)
        self.fit()

    def stop(self):
        """Ends it as a session's end would; its exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        status, self.process, self.application = self.process.returncode, None, None
        return status

    def look_for_application(self):
        assert self.process.poll() is None, f'the program ended with {self.process.returncode}\n{self.log()}'
        for child in children_of(Atspi.get_desktop(0)):
            if child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                return child
        return None

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    def tell(self):
        """What is on the screen, for whoever reads a failure."""
        folder = os.path.join(os.environ['YINXIN_BUILDDIR'], 'screenshots')
        os.makedirs(folder, exist_ok=True)
        self.shoot(os.path.join(folder, 'failed.png'))
        try:
            for depth, node in walk(self.application):
                text = text_of(node)
                print('# ' + '  ' * depth + describe(node) + (f' = {text!r}' if text and text != name_of(node) else ''))
        except (GLib.Error, AttributeError):
            print('# the window is gone')
        print('\n'.join('# ' + line for line in self.log().splitlines()[-30:]), flush=True)

    # --- looking ----------------------------------------------------------------------------------

    def top(self):
        """The window on top: the last one that was opened."""
        windows = [node for node in children_of(self.application) if has_state(node, Atspi.StateType.SHOWING)]
        active = [node for node in windows if has_state(node, Atspi.StateType.ACTIVE)]
        return (active or windows or [self.application])[-1]

    def nodes(self, within=None, into_rows=False):
        self.application.clear_cache()
        return [node for _, node in walk(within or self.application, into_rows=into_rows)]

    def seek(self, roles, name, within=None, into_rows=False):
        """The first that is shown now with one of the roles and that name; None when there is none."""
        roles = roles if isinstance(roles, (tuple, list)) else (roles,)
        for node in self.nodes(within, into_rows):
            if node.get_role() in roles and matches(name, name_of(node)):
                return node
        return None

    def find(self, roles, name, within=None, into_rows=False, patience=PATIENCE):
        wanted = name.pattern if isinstance(name, re.Pattern) else name
        try:
            return wait_for(wanted, lambda: self.seek(roles, name, within, into_rows), patience)
        except NotThere:
            roles = roles if isinstance(roles, (tuple, list)) else (roles,)
            there = ', '.join(describe(node) for node in self.nodes(within) if name_of(node))
            raise NotThere(f'no {"/".join(role.value_nick for role in roles)} “{wanted}” among: {there}') from None

    def says(self, text, within=None):
        """Whether some name or text that is shown has `text` in it."""
        return any(text in name_of(node) or text in text_of(node) for node in self.nodes(within, into_rows=True))

    def wait_says(self, text, patience=PATIENCE):
        try:
            wait_for(text, lambda: self.says(text), patience)
        except NotThere:
            words = ' | '.join(name_of(node) for node in self.nodes() if name_of(node))
            raise NotThere(f'nothing says “{text}”: {words}') from None

    def wait_gone(self, roles, name):
        wait_for(f'{name} to go away', lambda: self.seek(roles, name) is None)

    # --- doing ------------------------------------------------------------------------------------

    def press(self, name, roles=BUTTONS, within=None):
        """Presses a button once it is sensitive."""
        node = self.find(roles, name, within)
        wait_for(f'{name} to become sensitive', lambda: has_state(node, Atspi.StateType.SENSITIVE))
        assert Atspi.Action.do_action(node, 0), f'{describe(node)} has no action'
        return node

    def fill(self, name, text, roles=ENTRIES, within=None):
        """Sets an entry's text."""
        node = self.find(roles, name, within)
        wait_for(f'{name} to become editable', lambda: has_state(node, Atspi.StateType.EDITABLE))
        assert Atspi.EditableText.set_text_contents(node, text), f'{describe(node)} does not take text'
        return node

    def check(self, name, roles=(Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON, Atspi.Role.TOGGLE_BUTTON)):
        """Sets what can be checked."""
        node = self.find(roles, name)
        if not has_state(node, Atspi.StateType.CHECKED):
            Atspi.Action.do_action(node, 0)
            wait_for(f'{name} to be checked', lambda: has_state(node, Atspi.StateType.CHECKED))
        return node

    def focus(self, node):
        wait_for(f'{describe(node)} to have the focus',
                 lambda: has_state(node, Atspi.StateType.FOCUSED) or (Atspi.Component.grab_focus(node) and False))

    def row(self, text, within=None):
        """A list's row that says `text`, in itself or in something inside it."""
        def look():
            for node in self.nodes(within, into_rows=True):
                if node.get_role() in (Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_ROW) and self.says_inside(node, text):
                    return node
            return None
        return wait_for(f'a row that says {text}', look)

    @staticmethod
    def says_inside(node, text):
        return any(text in name_of(inner) for _, inner in walk(node, into_rows=True))

    def click(self, node, button=1, where=(0.5, 0.5)):
        """Presses the mouse's button on it."""
        x, y = self.place(node, where)
        xdotool('mousemove', x, y, 'click', button)

    def place(self, node, where=(0.5, 0.5)):
        """A point of it on the screen: the bus tells places within the window's own surface."""
        box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        left, top = self.origin()
        return left + int(box.x + box.width * where[0]), top + int(box.y + box.height * where[1])

    def windows(self):
        """X's windows of the program, the last opened last."""
        found = xdotool('search', '--onlyvisible', '--pid', self.process.pid, check=False).split()
        return sorted(int(number) for number in found)

    def origin(self):
        """Where the top window's content begins on the screen: beyond its shadow."""
        number = self.windows()[-1]
        place = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', number).split())
        said = subprocess.run(['xprop', '-id', str(number), '_GTK_FRAME_EXTENTS'], check=True, stdout=subprocess.PIPE, encoding='ascii')
        shadow = [int(figure) for figure in re.findall(r'\d+', said.stdout.partition('=')[2])] or [0, 0, 0, 0]
        return int(place['X']) + shadow[0], int(place['Y']) + shadow[2]

    def fit(self):
        """Gives the window the whole size that was asked for: there is no window manager."""
        for number in self.windows():
            xdotool('windowmove', number, 0, 0, 'windowsize', number, *self.size)
        self.take_keys()

    def take_keys(self):
        """Lets the top window have the keyboard."""
        windows = self.windows()
        if windows:
            xdotool('windowfocus', windows[-1], check=False)

    def key(self, *keys):
        """Presses keys one after another, named as X names them: ctrl+k, Return."""
        self.take_keys()
        for name in keys:
            xdotool('key', '--clearmodifiers', name)

    def type(self, text):
        """Types ASCII text as a keyboard would."""
        self.take_keys()
        xdotool('type', '--delay', '5', text)

    @staticmethod
    def shoot(path):
        """Keeps a picture of the screen."""
        subprocess.run(['import', '-window', 'root', path], check=False)


def xdotool(*words, check=True):
    done = subprocess.run(['xdotool', *map(str, words)], check=check, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8')
    return done.stdout
