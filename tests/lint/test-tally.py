#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: each case of a test program counts once, and what goes wrong outside of the cases counts as failed."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'lib'))

import tally

# (name, what the program printed, how meson judged it, exit status), (passed, failed, skipped)
PROGRAMS = (
    (('two cases', '1..2\nok 1 /a\nok 2 /b\n', 'OK', 0), (2, 0, 0)),
    (('plan at the end', 'TAP version 13\nok 1 /a\n1..1\n', 'OK', 0), (1, 0, 0)),
    (('a comment and a subtest', '# hello\n1..1\n    ok 1 - inner\n    1..1\nok 1 /a\n', 'OK', 0), (1, 0, 0)),
    (('one of two failed', '1..2\nnot ok 1 /a\nok 2 /b\n', 'FAIL', 1), (1, 1, 0)),
    (('failed, exit status 0', '1..1\nnot ok 1 /a\n', 'FAIL', 0), (0, 1, 0)),
    (('unfinished counts as failed', '1..1\nnot ok 1 /a # TO' 'DO later\n', 'OK', 0), (0, 1, 0)),
    (('skipped', '1..2\nok 1 /a # SKIP no fonts\nok 2 /b\n', 'OK', 0), (1, 0, 1)),
    (('crash in the second case', '1..2\nok 1 /a\n', 'ERROR', -11), (1, 1, 0)),
    (('abort after a failed case', '1..2\nnot ok 1 /a\nBail out!\n', 'ERROR', -6), (0, 2, 0)),
    (('killed by a shell', '1..1\nok 1 /a\n', 'ERROR', 139), (1, 1, 0)),
    (('out of time', '1..2\nok 1 /a\n', 'TIMEOUT', -15), (1, 1, 0)),
    (('no case', '', 'OK', 0), (0, 1, 0)),
    (('a plan without cases', '1..0 # SKIP all\n', 'SKIP', 0), (0, 1, 0)),
    (('fewer cases than planned', '1..3\nok 1 /a\n', 'ERROR', 0), (1, 1, 0)),
    (('no plan', 'ok 1 /a\n', 'ERROR', 0), (1, 1, 0)),
    (('a leak after all cases passed', '1..1\nok 1 /a\n', 'ERROR', 1), (1, 1, 0)),
    (('words that look like a result', '1..1\nokay\nnot okay\nok 1 /a\n', 'OK', 0), (1, 0, 0)),
)


def main():
    print(f'1..{len(PROGRAMS)}')
    failed = False
    for number, ((name, text, result, status), expected) in enumerate(PROGRAMS, 1):
        count = tally.count_program({'stdout': text, 'result': result, 'returncode': status})
        found = (count.passed, len(count.failed), count.skipped)
        failed = failed or found != expected
        print(f'{"ok" if found == expected else "not ok"} {number} {name}')
        if found != expected:
            print(f'# {found} instead of {expected}: {count.failed}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
