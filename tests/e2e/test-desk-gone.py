#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: the hall on this computer is killed in the middle of filing, sealing and signing, and does not come back for a
while: the window says so, keeps what it has, and finishes when the hall is back. Run below under-display.py."""

import os
import signal
import sys

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path[:0] = [os.path.join(TOP, 'tests', 'lib'), os.path.join(TOP, 'tests', 'e2e')]

import desk_story
from desk_driver import BUTTONS, Desk, wait_for
from desk_story import Story
from tap import run_cases

GOES_ON = 'The hall does not answer. The rest goes on by itself when it is back.'
KEPT = 'The hall does not answer. What you entered is kept; try again later.'
# A hall that does not start while it is held back.
HALL = """#!/bin/sh
[ ! -e '{hold}' ] || exit 1
exec '{hall}' "$@"
"""


class Gone(Story):
    """A story whose hall can be taken away."""

    def __init__(self, desk, hold):
        super().__init__(desk, 'desk-gone')
        self.hold = hold

    def hall(self):
        """Its process; None while there is none."""
        for number in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{number}/stat', encoding='utf-8', errors='replace') as stream:
                    parent = int(stream.read().rpartition(')')[2].split()[1])
                with open(f'/proc/{number}/cmdline', encoding='utf-8', errors='replace') as stream:
                    words = stream.read().split('\0')
            except OSError:
                continue
            if parent == self.desk.process.pid and 'serve' in words:
                return int(number)
        return None

    def take_away(self):
        with open(self.hold, 'w', encoding='ascii'):
            pass
        os.kill(wait_for('a hall', self.hall), signal.SIGKILL)

    def bring_back(self):
        os.unlink(self.hold)
        wait_for('a hall', self.hall)

    def file(self):
        desk = self.desk
        form = desk_story.fill_in_contract(desk)
        self.take_away()
        desk.press(desk._('_File'), within=form)
        desk.wait_says(desk._('The hall does not answer. The filing is kept here and sent as soon as it does.'))
        self.bring_back()
        desk_story.open_line(desk, 'To seal')
        desk.find(BUTTONS, desk._('_Seal'))

    def seal(self):
        desk = self.desk
        desk.press(desk._('_Seal'))
        desk_story.unlock(desk)
        self.take_away()
        desk_story.press_seal(desk)
        desk.wait_says(desk._(KEPT))
        self.bring_back()
        desk_story.unlock(desk)
        desk_story.press_seal(desk)
        desk.press(desk._('_Done'))
        desk.wait_says(desk._('To sign'))

    def sign(self):
        desk = self.desk
        desk_story.prepare_signing(desk)
        self.take_away()
        desk.press(desk._('Sign'))
        desk.wait_says(desk._(KEPT))
        self.bring_back()
        desk_story.unlock(desk)
        desk.press(desk._('Sign'))
        desk.find(BUTTONS, desk._('_Save My Copy'))

    def save(self):
        desk = self.desk
        path = os.path.join(desk.home, 'copy.pdf')
        self.take_away()
        desk_story.save_copy(desk, path)
        desk.wait_says(desk._(GOES_ON))
        assert not os.path.exists(path), 'a part of a copy'
        self.bring_back()
        wait_for('the copy', lambda: os.path.exists(path))


def main():
    hold = os.path.join(os.environ['HOME'], 'held-back')
    program = os.path.join(os.environ['HOME'], 'hall')
    with open(program, 'w', encoding='utf-8') as stream:
        stream.write(HALL.format(hold=hold, hall=os.environ['YINXIN_HALL']))
    os.chmod(program, 0o700)
    with Desk(environment={'YINXIN_HALL': program}) as desk:
        story = Gone(desk, hold)

        def begin():
            for step in ('begin', 'register_enterprise', 'sign_in', 'activate_certificate', 'make_seal'):
                getattr(desk_story, step)(desk)

        def change_places():
            for step in ('register_worker', 'sign_in'):
                getattr(desk_story, step)(desk)

        return run_cases([story.case(name, step) for name, step in (
            ('begin', begin), ('filing', story.file), ('sealing', story.seal), ('register-worker', change_places),
            ('signing', story.sign), ('saving', story.save), ('end', story.end))])


if __name__ == '__main__':
    sys.exit(main())
