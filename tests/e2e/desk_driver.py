# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the window as a person with a screen reader, a keyboard and a mouse would; for tests that run below under-display.py.

A control is found by its role and name, as the accessibility bus tells them. Every wait is for a condition and bounded; what
fails says what was wanted and what was there instead. The bus is asked for many things at once: one by one takes seconds.
"""

import gettext
import os
import re
import signal
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # pylint: disable=wrong-import-position

PATIENCE = 60.0 * float(os.environ.get('YINXIN_TEST_PATIENCE', '1'))
LAUNCHER = '/usr/libexec/at-spi-bus-launcher'
ROOT = '/org/a11y/atspi/accessible/root'
Role, State = Atspi.Role, Atspi.StateType
ENTRIES = (Role.ENTRY, Role.PASSWORD_TEXT, Role.TEXT)
BUTTONS = (Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.LINK, Role.MENU_ITEM)
CHECKS = (Role.CHECK_BOX, Role.RADIO_BUTTON, Role.TOGGLE_BUTTON)
ROWS = (Role.LIST_ITEM, Role.TABLE_ROW)
# What people press, type into or choose in.
INTERACTIVE = BUTTONS + ENTRIES + CHECKS + ROWS + (Role.COMBO_BOX, Role.SPIN_BUTTON, Role.SLIDER, Role.CHECK_MENU_ITEM,
                                                   Role.RADIO_MENU_ITEM, Role.PAGE_TAB, Role.TABLE, Role.TREE_TABLE)
# In the locale C.UTF-8, which every Debian has, Pango does not know that Chinese is wanted and takes any font that has the signs.
FONTS = """<?xml version="1.0"?>
<fontconfig><match target="pattern">
<edit name="family" mode="append" binding="strong"><string>Noto Sans CJK SC</string></edit>
</match></fontconfig>
"""
# While one page gives way to another, both are there.
SETTINGS = '[Settings]\ngtk-enable-animations=0\n'


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


def matches(wanted, name):
    """Whether a name is the wanted one: equal, or found by a compiled expression."""
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name


def plain_text(text):
    """Without mnemonics: Activate for _Activate, 激活 for 激活(_A), which a label shows as 激活(A)."""
    return re.sub(r'\(_?[A-Z]\)|_', '', text)


def plain_name(name):
    """GTK 4.8 gives the type's name where there is none, that of an Adwaita row's entry twice, and mnemonics as they are written."""
    name = plain_text(name)
    twice = re.fullmatch(r'(.+) \1', name, re.DOTALL)
    return '' if re.fullmatch(r'(Gtk|Adw|Yx)[A-Z]\w+', name) else twice[1] if twice else name


class Node:
    """Something that the window tells of; what may change is asked for anew."""

    def __init__(self, desk, item):
        (_, self.path), _, _, _, _, self.interfaces, name, role, _, self.states = item
        self.desk = desk
        self.name = plain_name(name)
        self.kind = name if self.name == '' else ''
        self.role = Role(role)

    def __str__(self):
        return f'{self.role.value_nick} “{self.name}”'

    def call(self, interface, method, signature=None, *values):
        return self.desk.call(self.path, 'org.a11y.atspi.' + interface, method, signature, values)

    def can(self, interface):
        return 'org.a11y.atspi.' + interface in self.interfaces

    def has(self, state):
        low, high = self.call('Accessible', 'GetState')[0]
        return bool((low | high << 32) >> int(state) & 1)

    def text(self):
        if not self.can('Text'):
            return ''
        length = self.desk.call(self.path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', ('org.a11y.atspi.Text', 'CharacterCount'))[0]
        return self.call('Text', 'GetText', '(ii)', 0, length)[0]

    def box(self):
        """Where it is within its window: x, y, width, height."""
        return self.call('Component', 'GetExtents', '(u)', 1)[0]


class View:
    """What is shown at one moment: all that can be reached from the top, in the window's order."""

    def __init__(self, desk):
        children, level = {}, [ROOT]
        while level:
            children.update(zip(level, desk.call_all(level, 'org.a11y.atspi.Accessible', 'GetChildren')))
            level = [path for above in level for path in children[above] if path not in children]
        items = {item[0][1]: item for item in desk.items()}
        self.nodes = []
        self.around = {}
        self.add(desk, items, children, ROOT, ())

    def add(self, desk, items, children, path, around):
        if path in items:
            self.nodes.append(Node(desk, items[path]))
        self.around[path] = around
        for child in children.get(path, ()):
            self.add(desk, items, children, child, (*around, path))

    def select(self, wanted, within=None):
        """What is wanted, in the order of the window."""
        return [node for node in self.nodes if wanted(node) and (within is None or within.path in self.around[node.path])]

    def inside(self, node):
        """It and what is in it."""
        return self.select(lambda inner: inner.path == node.path or node.path in self.around[inner.path])


class Desk:
    """The program in a language, with a home of its own, and hands to use it."""

    has_pointer = True

    def __init__(self, language='zh_CN', scheme='light', size=(1280, 800), arguments=(), environment=None):
        self.size = size
        self.home = os.environ['HOME']
        self.log_path = os.path.join(self.home, f'yinxin-{os.getpid()}.log')
        self.program = os.path.join(os.environ['YINXIN_BUILDDIR'], 'src/desk/yinxin')
        self.environment = {
            **os.environ, 'LC_ALL': 'C.UTF-8', 'GTK_A11Y': 'atspi', 'G_DEBUG': 'fatal-criticals', **(environment or {})}
        self.arguments = list(arguments)
        self.words = None
        self.speak(language, scheme)
        self.launcher = None
        self.process = None
        self.bus = None
        self.name = None
        # GTK 4.8 leaves some questions about what just went away unanswered.
        self.silences = {}

    def __enter__(self):
        for path, text in (('fontconfig/fonts.conf', FONTS), ('gtk-4.0/settings.ini', SETTINGS)):
            path = os.path.join(os.environ['XDG_CONFIG_HOME'], path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write(text)
        self.launcher = subprocess.Popen(  # pylint: disable=consider-using-with
            [LAUNCHER, '--launch-immediately'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.bus = wait_for('the accessibility bus', self.connect)
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, Exception):
            self.tell()
        self.stop()
        if self.launcher is not None:
            self.launcher.terminate()
            self.launcher.wait()

    # --- the program ------------------------------------------------------------------------------

    @staticmethod
    def connect():
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, -1, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        return Gio.DBusConnection.new_for_address_sync(address.unpack()[0], flags, None, None)

    def call(self, path, interface, method, signature=None, values=(), name=None):
        parameters = GLib.Variant(signature, values) if signature else None
        patience = int(PATIENCE * 1000)
        return self.bus.call_sync(name or self.name, path, interface, method, parameters, None, 0, patience, None).unpack()

    def call_all(self, paths, interface, method):
        """The answers of all, asked at once: lists of paths; empty where something is gone."""
        answers = {}

        def note(bus, result, path):
            try:
                answers[path] = [child for _, child in bus.call_finish(result).unpack()[0]]
            except GLib.Error as error:
                answers[path] = []
                if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                    self.silences[path] = self.silences.get(path, 0) + 1

        deaf = {path for path in paths if self.silences.get(path, 0) >= 3}
        answers.update({path: [] for path in deaf})
        for path in set(paths) - deaf:
            self.bus.call(self.name, path, interface, method, None, None, 0, int(PATIENCE * 100), None, note, path)
        while len(answers) < len(set(paths)):
            GLib.MainContext.default().iteration(True)
        return [answers[path] for path in paths]

    def speak(self, language, scheme='light'):
        """The language and the scheme from the next start on."""
        self.environment['LANGUAGE'] = language
        self.environment['ADW_DEBUG_COLOR_SCHEME'] = f'prefer-{scheme}'
        self.words = gettext.translation('yinxin', os.environ['YINXIN_LOCALEDIR'], [language], fallback=language.startswith('en'))

    def items(self):
        """All that the program tells of, shown or not, with what it is in and its states."""
        return self.call('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')[0]

    def start(self):
        """Starts the program and waits for its window."""
        with open(self.log_path, 'a', encoding='utf-8') as log:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                [self.program, *self.arguments], env=self.environment, stdout=log, stderr=log)
        self.name = wait_for('the program on the accessibility bus', self.look_for_program)
        wait_for('the window', self.windows)
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
        status, self.process, self.name = self.process.returncode, None, None
        return status

    def look_for_program(self):
        assert self.process.poll() is None, f'the program ended with {self.process.returncode}\n{self.log()}'
        registry = 'org.a11y.atspi.Registry'
        for name, _ in self.call(ROOT, 'org.a11y.atspi.Accessible', 'GetChildren', name=registry)[0]:
            number = self.call('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', '(s)', (name,),
                               'org.freedesktop.DBus')
            if number == (self.process.pid,):
                return name
        return None

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    def tell(self):
        """Keeps what is on the screen, as a picture and as a tree, for whoever reads a failure."""
        folder = os.path.join(os.environ['YINXIN_BUILDDIR'], 'screenshots')
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f'failed-{os.getpid()}')
        self.shoot(path + '.png')
        try:
            lines = list(self.describe())
        except (GLib.Error, AssertionError):
            lines = ['the window is gone']
        with open(path + '.txt', 'w', encoding='utf-8') as stream:
            stream.write('\n'.join([*lines, *self.log().splitlines()]) + '\n')
        print(f'# {path}.png, {path}.txt')
        print('\n'.join('# ' + line for line in self.log().splitlines()[-30:]), flush=True)

    def describe(self):
        """A line for each thing that is shown, below what it is in."""
        view = self.view()
        for node in view.nodes:
            text = node.text()
            states = ''.join(f' {state.value_nick}' for state in (State.FOCUSED, State.CHECKED, State.SELECTED) if node.has(state))
            yield '  ' * len(view.around[node.path]) + f'{node}{states}' + (f' = {text!r}' if text not in ('', node.name) else '')

    def _(self, text):
        """A text of the source as it stands on the screen: in the window's language, without its mnemonic."""
        return plain_text(self.words.gettext(text))

    def pattern(self, text):
        """A text of the source with what is put into it, as an expression."""
        return re.compile('^' + re.sub(r'%(?:\\?[-.\d$])*l?[sdu]', '.*', re.escape(self._(text)).replace('\\ ', ' ')) + '$')

    # --- looking ----------------------------------------------------------------------------------

    def view(self):
        assert self.process.poll() is None, f'the program ended with {self.process.returncode}\n{self.log()}'
        return View(self)

    def select(self, wanted, within=None):
        return self.view().select(wanted, within)

    def seek(self, roles, name, within=None):
        """The first that is shown now with one of the roles and that name; None when there is none."""
        roles = roles if isinstance(roles, (tuple, list)) else (roles,)
        found = self.select(lambda node: node.role in roles and matches(name, node.name), within)
        return found[0] if found else None

    def find(self, roles, name, within=None, patience=PATIENCE):
        wanted = name.pattern if isinstance(name, re.Pattern) else name
        try:
            return wait_for(wanted, lambda: self.seek(roles, name, within), patience)
        except NotThere:
            there = ', '.join(map(str, self.select(lambda node: node.name, within)))
            raise NotThere(f'no “{wanted}” among: {there}') from None

    def says(self, text, within=None):
        """Whether something that is shown has `text` in it."""
        return bool(self.select(lambda node: matches(text, node.name) if isinstance(text, re.Pattern) else text in node.name, within))

    def wait_says(self, text, patience=PATIENCE):
        try:
            wait_for(str(text), lambda: self.says(text), patience)
        except NotThere:
            words = ' | '.join(node.name for node in self.select(lambda node: node.name))
            raise NotThere(f'nothing says “{text}”: {words}') from None

    def wait_gone(self, roles, name):
        wait_for(f'{name} to go away', lambda: self.seek(roles, name) is None)

    def row(self, text, within=None):
        """A list's row that says `text`, in itself or in something inside it."""
        def look():
            view = self.view()
            for node in view.select(lambda node: node.role in ROWS, within):
                if any(text in inner.name for inner in view.inside(node)):
                    return node
            return None
        return wait_for(f'a row that says {text}', look)

    def says_inside(self, node, text):
        return any(text in inner.name for inner in self.view().inside(node))

    # --- doing ------------------------------------------------------------------------------------

    def press(self, name, roles=BUTTONS, within=None):
        """Presses a button once it is sensitive."""
        node = self.find(roles, name, within)
        wait_for(f'{node} to become sensitive', lambda: node.has(State.SENSITIVE))
        self.act(node)
        return node

    def go(self, pane):
        """To a pane, by the sidebar."""
        panes = self.find(Role.LIST, self._('Panes'))
        self.choose(re.compile('^' + re.escape(pane)), panes)

    def command(self, keys, name):
        """Does what some keys do as well: here by the button of that name."""
        self.press(name)

    def ask(self, menu, item, keys):
        """Does what stands in a menu and what some keys do as well: here by the menu."""
        self.press(menu)
        self.press(item, Role.MENU_ITEM)

    def open(self, path):
        """Starts the program once more for a file, as a file manager would; it hands it to the one that runs."""
        subprocess.run([self.program, path], env=self.environment, check=True, timeout=PATIENCE,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def suggest(self, node):
        """Presses the button that does what is suggested."""
        self.act(node)

    def act(self, node):
        """Its own action, or a click where it has none."""
        if node.can('Action') and self.n_actions(node) > 0:
            node.call('Action', 'DoAction', '(i)', 0)
        else:
            self.show(node)
            self.click(node)

    @staticmethod
    def n_actions(node):
        return node.desk.call(node.path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', ('org.a11y.atspi.Action', 'NActions'))[0]

    def fill(self, name, text, roles=ENTRIES, within=None):
        """Sets an entry's text."""
        node = self.find(roles, name, within)
        wait_for(f'{node} to become editable', lambda: node.has(State.EDITABLE))
        assert node.call('EditableText', 'SetTextContents', '(s)', text)[0], f'{node} does not take text'
        return node

    def check(self, name, roles=CHECKS, within=None):
        """Sets what can be checked."""
        node = self.find(roles, name, within)
        if not node.has(State.CHECKED) and not node.has(State.PRESSED):
            self.act(node)
            wait_for(f'{node} to be checked', lambda: node.has(State.CHECKED) or node.has(State.PRESSED))
        return node

    def choose(self, name, within=None):
        """Presses on a list's row, which has no action of its own."""
        node = self.find(ROWS, name, within)
        self.show(node)
        self.click(node)
        return node

    def pick(self, name, option):
        """Chooses in a drop-down, by its keys."""
        box = self.find(Role.COMBO_BOX, name)
        self.show(box)
        self.act(self.find(BUTTONS, re.compile(''), box))
        self.pick_in_list(name, box, option)

    def pick_in_list(self, name, box, option):
        wait_for(f'{name} to open', self.focused_row)
        for _ in range(80):
            if self.says_inside(self.focused_row(), option):
                self.key('Return')
                wait_for(f'{name} to say {option}', lambda: self.says_inside(box, option))
                return
            self.key('Down')
        raise NotThere(f'{name} has no {option}')

    def focused_row(self):
        rows = self.select(lambda node: node.role == Role.LIST_ITEM and node.states[0] >> int(State.FOCUSED) & 1)
        return rows[0] if rows else None

    def show(self, node):
        """Turns the mouse's wheel until it is within the window, or until nothing moves any more."""
        before = []
        for _ in range(200):
            x, y, width, height = node.box()
            middle = y + height // 2
            before.append(middle)
            if 60 <= middle <= self.size[1] - 80 or (0 < middle < self.size[1] and len(before) > 4 and len(set(before[-4:])) == 1):
                return
            xdotool('mousemove', x + width // 2, self.size[1] // 2, 'click', 4 if middle < 60 else 5)
            time.sleep(0.02)
        raise NotThere(f'{node} does not come into sight')

    def click(self, node, button=1, where=(0.5, 0.5)):
        """Presses the mouse's button on it."""
        x, y = self.place(node, where)
        xdotool('mousemove', x, y, 'click', button)

    def place(self, node, where=(0.5, 0.5)):
        """A point of it on the screen: the bus tells places within the window's own surface."""
        x, y, width, height = node.box()
        left, top = self.origin()
        return left + int(x + width * where[0]), top + int(y + height * where[1])

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
        """Types text as a keyboard would."""
        self.take_keys()
        xdotool('type', '--delay', '10', text)

    @staticmethod
    def shoot(path):
        """Keeps a picture of the screen."""
        subprocess.run(['import', '-window', 'root', path], check=False)


def xdotool(*words, check=True):
    done = subprocess.run(['xdotool', *map(str, words)], check=check, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8')
    return done.stdout
