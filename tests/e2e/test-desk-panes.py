#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: at every pane, page and window each control has a name, no English is left in Chinese, and pictures are kept in
build/screenshots: in both languages, both schemes and three sizes. Run below under-display.py."""

import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path[:0] = [os.path.join(TOP, 'tests', 'lib'), os.path.join(TOP, 'tests', 'e2e')]

import desk_story
from desk_driver import BUTTONS, CHECKS, ENTRIES, Desk, Role, wait_for
from tap import run_cases

NAMED = BUTTONS + ENTRIES + CHECKS + (Role.COMBO_BOX, Role.SPIN_BUTTON, Role.SLIDER)
SIZES = ((1280, 800), (1024, 700), (480, 800))
# Names and signs that Chinese writes so, too; the name of the account.
LATIN = {'PDF', 'SMS', 'Ctrl', 'Alt', 'Shift', 'Return', 'Space', 'kB', 'MB', 'GB', 'ID', 'Yinxin', 'CA', desk_story.ACCOUNT}
PARTS = {Role.COMBO_BOX, Role.TEXT, Role.ENTRY, Role.PASSWORD_TEXT, Role.PUSH_BUTTON, Role.TOGGLE_BUTTON}


def nameless(view):
    """Controls that a screen reader has no word for; parts of a control that is named need none."""
    nodes = {node.path: node for node in view.nodes}
    for node in view.select(lambda node: node.role in NAMED and not node.name):
        around = [nodes[path] for path in view.around[node.path] if path in nodes]
        if not any(outer.name and outer.role in PARTS or outer.kind.startswith('AdwToast') for outer in around):
            yield f'{node} in ' + ' > '.join(str(outer) for outer in around if outer.name)


def english(view):
    """Latin words that are left; codes and figures are none."""
    for node in view.nodes:
        if node.role != Role.APPLICATION:
            for word in re.findall(r'(?<![\w.@/:-])[A-Za-z]{2,}(?![\w.@/:-])', node.name):
                if word not in LATIN:
                    yield f'{word} in {node}'


class Tour:
    """What is looked at on one way through the window."""

    def __init__(self, desk, language, scheme):
        self.desk = desk
        self.name = f'{language}-{scheme}'
        self.chinese = language == 'zh_CN'
        self.broken = None

    def shoot(self, name):
        """A picture of each size; the one that the tour goes on with comes last."""
        folder = os.path.join(os.environ['YINXIN_BUILDDIR'], 'screenshots')
        os.makedirs(folder, exist_ok=True)
        for size in (*SIZES[1:], SIZES[0]):
            self.desk.size = size
            self.desk.fit()
            self.desk.view()
            self.desk.shoot(os.path.join(folder, f'{name}-{self.name}-{size[0]}x{size[1]}.png'))

    def stop(self, name, way, back=None):
        """A case: goes `way`, looks, and goes `back`; after one that lost its way the others fail at once."""
        def run():
            assert self.broken is None, f'{self.broken} failed before'
            self.broken = name
            try:
                way(self.desk)
                self.shoot(name)
                view = self.desk.view()
                if back is not None:
                    back(self.desk)
            except BaseException:
                self.desk.tell()
                raise
            self.broken = None
            found = [*nameless(view), *(english(view) if self.chinese else ())]
            assert not found, '\n'.join(found)
        return f'/e2e/desk-panes/{self.name}/{name}', run


def close_window(desk):
    """Closes the window on top and waits until it is gone."""
    before = len(desk.windows())
    desk.key('Escape')
    try:
        wait_for('the window to go', lambda: len(desk.windows()) < before, 3)
    except AssertionError:
        desk.key('ctrl+w')
        wait_for('the window to go', lambda: len(desk.windows()) < before)


def open_with(*keys):
    """Presses keys that open a window, and waits for it."""
    def way(desk):
        before = len(desk.windows())
        desk.key(*keys)
        wait_for('a window more', lambda: len(desk.windows()) > before)
    return way


def steps(*names, then=None):
    """A way of the story's steps, and on to a pane."""
    def way(desk):
        for name in names:
            getattr(desk_story, name)(desk)
        if then is not None:
            desk.go(desk._(then))
    return way


def begin(tour):
    """From an empty machine to a contract under seal, looked at on the way."""
    return [
        tour.stop('welcome', lambda desk: desk.find((Role.LIST_ITEM,), desk._('This computer'))),
        tour.stop('sign-in', steps('begin')),
        tour.stop('register', lambda desk: desk.press(desk._('Register an Account')), lambda desk: desk.press(desk._('Back'))),
        tour.stop('first', steps('register_enterprise', 'sign_in')),
        tour.stop('activate', steps(then='Certificates')),
        tour.stop('seals-locked', steps('activate_certificate', then='Seals')),
        tour.stop('sealed', steps('make_seal', 'file_contract', 'seal_contract')),
    ]


def open_contract(desk):
    desk.go(desk._('Contracts'))
    desk.press(desk._('All'))
    desk_story.open_line(desk, 'To sign')
    desk.find(BUTTONS, desk._('Page Thumbnails'))


def enter_seals(desk):
    desk.go(desk._('Seals'))
    desk_story.accept_code(desk)
    desk.fill(desk._('Certificate password'), desk_story.CERTIFICATE_PASSWORD)
    desk.press(desk._('_Enter'))
    desk.find(BUTTONS, desk._('_Make a Seal'))


def show_seal(desk):
    desk.press(re.compile(f'^{desk_story.ENTERPRISE}.*, {desk._("Valid")}'))
    desk.find(BUTTONS, desk._('Back'))


def go_back(desk):
    desk.press(desk._('Back'))
    desk.find(BUTTONS, desk._('_Make a Seal'))


def verify_file(desk):
    """The program called once more with a file: the one that runs shows its verdict."""
    before = len(desk.windows())
    path = os.path.join(TOP, 'tests', 'data', 'pdf', 'signed', 'poppler-twice.pdf')
    subprocess.run([desk.program, path], env=desk.environment, check=True)
    wait_for('the window of the verdict', lambda: len(desk.windows()) > before)
    desk.find(BUTTONS, desk._("Trust a hall's certificate"))


def make_seal(desk):
    desk.press(desk._('_Make a Seal'))
    desk.find(ENTRIES, desk._('Name of the seal'))


def file_anew(desk):
    desk.go(desk._('Contracts'))
    open_with('ctrl+n')(desk)


def go_round(tour):
    """What an enterprise has that has one contract, one seal and one certificate."""
    return [
        tour.stop('contract', open_contract),
        tour.stop('certificates', steps(then='Certificates')),
        tour.stop('accounts', steps(then='Accounts')),
        tour.stop('seals', enter_seals),
        tour.stop('seal', show_seal, go_back),
        tour.stop('make-seal', make_seal, go_back),
        tour.stop('filing', file_anew, close_window),
        tour.stop('verify', verify_file, close_window),
        tour.stop('go-to', open_with('ctrl+k'), close_window),
        tour.stop('shortcuts', open_with('ctrl+question'), close_window),
        tour.stop('help', open_with('F1'), close_window),
    ]


def restart(desk, language, scheme):
    """The same home in another language and scheme, signed in."""
    desk.stop()
    desk.speak(language, scheme)
    desk.start()
    desk_story.sign_in(desk)
    desk.go(desk._('Contracts'))


def main():
    with Desk() as desk:
        first = Tour(desk, 'zh_CN', 'light')
        cases = [*begin(first), *go_round(first)]
        for language, scheme in (('zh_CN', 'dark'), ('en', 'light'), ('en', 'dark')):
            tour = Tour(desk, language, scheme)
            cases.append(tour.stop('contracts', lambda desk, how=(language, scheme): restart(desk, *how)))
            cases += go_round(tour)
        return run_cases(cases)


if __name__ == '__main__':
    sys.exit(main())
