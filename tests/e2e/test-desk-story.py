#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: the main job at the desk, in Chinese, with the hall on this computer, from an empty machine to a contract that
both have signed and that verifies. Run below under-display.py."""

import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path[:0] = [os.path.join(TOP, 'tests', 'lib'), os.path.join(TOP, 'tests', 'e2e')]

import desk_story
from desk_driver import Desk, wait_for
from tap import run_cases

STEPS = ('begin', 'register_enterprise', 'sign_in', 'activate_certificate', 'make_seal', 'file_contract', 'seal_contract',
         'register_worker', 'sign_in', 'sign_contract')


class Story:
    """Steps that build on each other: after one that failed, the others fail at once."""

    def __init__(self, desk):
        self.desk = desk
        self.broken = None

    def case(self, name, step):
        def run():
            assert self.broken is None, f'{self.broken} failed before'
            try:
                step()
            except BaseException:
                self.broken = name
                self.desk.tell()
                raise
        return f'/e2e/desk-story/{name}', run

    def verify(self):
        """The copy that the worker keeps, judged by the command line with nothing but the hall's root."""
        path = os.path.join(self.desk.home, 'copy.pdf')
        desk_story.save_copy(self.desk, path)
        wait_for('the copy', lambda: os.path.exists(path) and os.path.getsize(path) > 0)
        roots = glob.glob(os.path.join(self.desk.home, '**', 'root*.pem'), recursive=True)
        assert roots, 'the hall has no root'
        done = subprocess.run([os.path.join(os.environ['YINXIN_BUILDDIR'], 'src/tool/yinxinctl'), 'verify', '--trust', roots[0], path],
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8')
        assert done.returncode == 0, done.stdout
        assert desk_story.WORKER in done.stdout and desk_story.ENTERPRISE in done.stdout, done.stdout

    def end(self):
        """Ended as a session ends it, without a critical on the way."""
        self.desk.stop()
        assert 'CRITICAL' not in self.desk.log(), self.desk.log()


def main():
    with Desk() as desk:
        story = Story(desk)
        cases = [story.case(f'{number}-{name.replace("_", "-")}', lambda name=name: getattr(desk_story, name)(desk))
                 for number, name in enumerate(STEPS, 1)]
        return run_cases([*cases, story.case('verify', story.verify), story.case('end', story.end)])


if __name__ == '__main__':
    sys.exit(main())
