#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: the main job at the desk, in Chinese, with the hall on this computer, from an empty machine to a contract that
both have signed and that verifies, in the window too. With --keyboard all of it by the keyboard alone. Run below
under-display.py."""

import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path[:0] = [os.path.join(TOP, 'tests', 'lib'), os.path.join(TOP, 'tests', 'e2e')]

import desk_story
from desk_driver import Desk, wait_for
from desk_keyboard import KeyboardDesk
from desk_story import Story
from tap import run_cases

STEPS = ('begin', 'register_enterprise', 'sign_in', 'activate_certificate', 'make_seal', 'file_contract', 'seal_contract',
         'register_worker', 'sign_in', 'sign_contract')


class WholeStory(Story):
    """To its end: a copy on the disk and what verifies it."""

    def __init__(self, desk, name):
        super().__init__(desk, name)
        self.path = os.path.join(desk.home, 'copy.pdf')

    def save(self):
        """The copy that the worker keeps."""
        desk_story.save_copy(self.desk, self.path)
        wait_for('the copy', lambda: os.path.exists(self.path) and os.path.getsize(self.path) > 0)

    def verify_by_menu(self):
        desk_story.verify_by_menu(self.desk, self.path)

    def verify_by_command(self):
        """As a file that somebody opens elsewhere."""
        self.desk.open(self.path)
        desk_story.read_verdict(self.desk, self.path)

    def verify(self):
        """Judged by the command line with nothing but the hall's root."""
        roots = glob.glob(os.path.join(self.desk.home, '**', 'root*.pem'), recursive=True)
        assert roots, 'the hall has no root'
        done = subprocess.run([os.path.join(os.environ['YINXIN_BUILDDIR'], 'src/tool/yinxinctl'), 'verify', '--trust', roots[0], self.path],
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8')
        assert done.returncode == 0, done.stdout
        assert desk_story.WORKER in done.stdout and desk_story.ENTERPRISE in done.stdout, done.stdout


def main():
    keyboard = '--keyboard' in sys.argv[1:]
    with (KeyboardDesk if keyboard else Desk)() as desk:
        story = WholeStory(desk, 'desk-keyboard' if keyboard else 'desk-story')
        steps = [(f'{number}-{name.replace("_", "-")}', lambda name=name: getattr(desk_story, name)(desk))
                 for number, name in enumerate(STEPS, 1)]
        steps += [('save', story.save), ('verify-by-menu', story.verify_by_menu), ('verify-by-command', story.verify_by_command),
                  ('verify', story.verify), ('end', story.end)]
        return run_cases([story.case(name, step) for name, step in steps])


if __name__ == '__main__':
    sys.exit(main())
