#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: in every pane each control has a name, no English is left in Chinese, and pictures of them are kept in
build/screenshots, in three sizes. Run below under-display.py."""

import os
import re
import sys

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path[:0] = [os.path.join(TOP, 'tests', 'lib'), os.path.join(TOP, 'tests', 'e2e')]

import desk_story
from desk_driver import BUTTONS, CHECKS, ENTRIES, Desk, Role
from tap import run_cases

NAMED = BUTTONS + ENTRIES + CHECKS + (Role.COMBO_BOX, Role.SPIN_BUTTON, Role.SLIDER)
PANES = ('Contracts', 'Seals', 'Certificates', 'Accounts')
SIZES = ((1280, 800), (1024, 700), (480, 800))
# Names and signs that Chinese writes so, too.
LATIN = {'PDF', 'SMS', 'Ctrl', 'kB', 'MB', 'GB'}


def nameless(view):
    """Controls that a screen reader has no word for; parts of a control that is named need none."""
    parts = {Role.COMBO_BOX, Role.TEXT, Role.ENTRY, Role.PASSWORD_TEXT, Role.PUSH_BUTTON, Role.TOGGLE_BUTTON}
    nodes = {node.path: node for node in view.nodes}
    for node in view.select(lambda node: node.role in NAMED and not node.name):
        around = [nodes[path] for path in view.around[node.path] if path in nodes]
        if not any(outer.name and outer.role in parts or outer.kind.startswith('AdwToast') for outer in around):
            yield f'{node} in ' + ' > '.join(str(outer) for outer in around if outer.name)


def english(view):
    """Latin words that are left; codes and figures are none."""
    for node in view.nodes:
        if node.role != Role.APPLICATION:
            for word in re.findall(r'(?<![\w.@/:-])[A-Za-z]{2,}(?![\w.@/:-])', node.name):
                if word not in LATIN:
                    yield f'{word} in {node}'


def shoot_all(desk, name):
    folder = os.path.join(os.environ['YINXIN_BUILDDIR'], 'screenshots')
    os.makedirs(folder, exist_ok=True)
    for size in SIZES:
        desk.size = size
        desk.fit()
        desk.find((Role.FRAME, Role.WINDOW), re.compile(''))
        desk.shoot(os.path.join(folder, f'{name}-{size[0]}x{size[1]}.png'))
    desk.size = SIZES[0]
    desk.fit()


def look(desk, name, prepare):
    def run():
        prepare()
        view = desk.view()
        shoot_all(desk, name)
        found = [*nameless(view), *english(view)]
        assert not found, '\n'.join(found)
    return f'/e2e/desk-panes/{name}', run


def main():
    with Desk() as desk:
        def enter():
            desk.choose(desk._('This computer'))
            desk.find(BUTTONS, desk._('Register an Account'))

        def settle():
            desk_story.register_enterprise(desk)
            desk_story.sign_in(desk)

        def show_pane(pane):
            desk_story.go(desk, pane)

        cases = [look(desk, 'welcome', lambda: desk.find((Role.LIST_ITEM,), desk._('This computer'))), look(desk, 'sign-in', enter),
                 look(desk, 'first', settle)]
        cases += [look(desk, pane.lower(), lambda pane=pane: show_pane(pane)) for pane in PANES]
        return run_cases(cases)


if __name__ == '__main__':
    sys.exit(main())
