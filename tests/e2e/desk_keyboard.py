# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the window by its keyboard alone: Tab and the arrows find, Space and Return press, and what has a mnemonic or a
shortcut is asked for by it. The accessibility bus is only read; whoever tries to act over it, or to point, fails."""

import re
import time

from desk_driver import BUTTONS, CHECKS, ENTRIES, PATIENCE, ROWS, Desk, Node, NotThere, Role, State, plain_text, wait_for, xdotool

# Of the bus: what does something instead of telling something.
DEEDS = ('DoAction', 'SetTextContents', 'InsertText', 'DeleteText', 'GrabFocus', 'SelectChild', 'SetCaretOffset', 'SetCurrentValue',
         'ScrollTo')
MNEMONIC = re.compile(r'_(.)')
# Controls that a window may have; more steps than twice that mean that there is no way.
MOST_STEPS = 400


class KeyboardDesk(Desk):
    """The desk for somebody who has no hand on a mouse."""

    has_pointer = False

    def __init__(self, *arguments, environment=None, **options):
        # Signs that the keyboard has no key for are entered by their number.
        super().__init__(*arguments, environment={'GTK_IM_MODULE': 'gtk-im-context-simple', **(environment or {})}, **options)
        self.mnemonics = {}
        self.known = {}

    def call(self, path, interface, method, signature=None, values=(), name=None):
        assert method not in DEEDS, f'{method} is no key'
        return super().call(path, interface, method, signature, values, name)

    def _(self, text):
        """Notes by the way which letter asks for it."""
        here = self.words.gettext(text)
        letter = MNEMONIC.search(here)
        if letter:
            self.mnemonics[plain_text(here)] = letter[1].lower()
        return plain_text(here)

    # --- where the keyboard is --------------------------------------------------------------------

    def focus(self):
        """What has the keyboard, and all that it is in; the innermost first."""
        self.known = {item[0][1]: item for item in self.items()}
        found = [path for path, item in self.known.items() if item[9][0] >> int(State.FOCUSED) & 1]
        return self.around(found[-1]) if found else []

    def around(self, path):
        """It and all that it is in, as of the last look at the keyboard."""
        chain = []
        while path in self.known and path not in chain:
            chain.append(path)
            path = self.known[path][2][1]
        return chain

    def focused(self):
        chain = self.focus()
        return Node(self, self.known[chain[0]]) if chain else None

    def step(self, name):
        """Presses a key that moves the keyboard; where it is then."""
        before = self.focus()[:1]
        self.key(name)
        end = time.monotonic() + 1
        while time.monotonic() < end:
            now = self.focus()
            if now and now[:1] != before:
                return now
            time.sleep(0.01)
        return self.focus()

    def reach(self, node, keys=('Tab', 'shift+Tab', 'Down', 'Up')):
        """Moves the keyboard to it, or to what takes the keys for it."""
        at = self.focus()
        for name in self.likely(node, at, keys):
            seen = []
            for _ in range(MOST_STEPS):
                if node.path in at or self.is_row_around(node, at):
                    return
                if seen.count(at[:1]) > 1:
                    break
                seen.append(at[:1])
                at = self.step(name)
        raise NotThere(f'no key leads to {node}; the keyboard is at {self.focused()}')

    def is_row_around(self, node, at):
        """A row takes the keyboard for all that is in it."""
        return bool(at) and Role(self.known[at[0]][7]) in ROWS and at[0] in self.around(node.path)

    def likely(self, node, at, keys):
        """The shorter way first."""
        order = [other.path for other in self.view().nodes]
        if at and at[0] in order and node.path in order and order.index(node.path) < order.index(at[0]):
            return (keys[1], keys[0], *keys[2:])
        return keys

    # --- the same things as by hand ---------------------------------------------------------------

    def press(self, name, roles=BUTTONS, within=None):
        node = self.find(roles, name, within)
        wait_for(f'{node} to become sensitive', lambda: node.has(State.SENSITIVE))
        letter = self.mnemonics.get(name) if isinstance(name, str) else None
        if letter:
            self.key('alt+' + letter)
        else:
            self.act(node)
        return node

    def act(self, node):
        self.reach(node)
        self.key('space')

    def click(self, node, button=1, where=(0.5, 0.5)):
        self.reach(node)
        self.key('Return')

    def fill(self, name, text, roles=ENTRIES, within=None):
        node = self.find(roles, name, within)
        wait_for(f'{node} to become editable', lambda: node.has(State.EDITABLE))
        self.reach(node)
        self.key('ctrl+a')
        self.type(text)
        wait_for(f'{node} to have {text}, not {node.text()}', lambda: node.text().replace(' ', '') == text)
        return node

    def choose(self, name, within=None):
        node = self.find(ROWS, name, within)
        self.click(node)
        return node

    def pick(self, name, option):
        box = self.find(Role.COMBO_BOX, name)
        self.reach(box)
        self.key('space')
        self.pick_in_list(name, box, option)

    def go(self, pane):
        """To a pane, by its name."""
        self.key('ctrl+k')
        entry = self.find(ENTRIES, self._('Go to'))
        wait_for('the keyboard in it', lambda: entry.path in self.focus())
        self.type(pane)
        wait_for(pane, self.chosen_row)
        for _ in range(MOST_STEPS):
            if self.chosen_row().name == pane:
                self.key('Return')
                return
            self.key('Down')
        raise NotThere(f'nothing leads to {pane}')

    def chosen_row(self):
        """The row of the list in front that Return would take."""
        found = self.find(Role.LIST, self._('Found'))
        rows = self.select(lambda node: node.role in ROWS and node.states[0] >> int(State.SELECTED) & 1, found)
        return rows[0] if rows else None

    def command(self, keys, name):
        node = self.find(BUTTONS, name)
        wait_for(f'{node} to become sensitive', lambda: node.has(State.SENSITIVE))
        self.key(keys)

    def ask(self, menu, item, keys):
        self.key(keys)

    def suggest(self, node):
        self.key('ctrl+Return')

    def show(self, node):
        """What has the keyboard is in sight."""
        self.reach(node)

    def place(self, node, where=(0.5, 0.5)):
        raise AssertionError('there is no pointer')

    def type(self, text):
        self.take_keys()
        for plain, other in re.findall(r'([ -~]+)|([^ -~]+)', text):
            if plain:
                xdotool('type', '--delay', '10', plain)
            for sign in other:
                xdotool('key', '--delay', '5', 'ctrl+shift+u', *f'{ord(sign):x}', 'space')
