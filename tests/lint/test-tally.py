#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: each case of a test program counts once, and what goes wrong outside of the cases counts as failed."""

import os
import sys
import tempfile

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


# (suite, name), words: whether the words mean it
WANTED = (
    ((('e2e', 'walkthrough'), ['e2e']), True),
    ((('e2e', 'walkthrough'), ['hall', 'e2e:walkthrough']), True),
    ((('e2e', 'walkthrough'), ['e2e:restored']), False),
    ((('hall', 'walkthrough'), ['e2e']), False),
)


def check_wanted():
    return all(tally.is_wanted(*given) == expected for given, expected in WANTED)


def check_carry():
    """Three runs: the total goes from one to the next."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'sum')
        totals = [tally.Count() for _ in range(3)]
        for number, total in enumerate(totals):
            total.passed, total.skipped, total.failed = number + 1, 1, ['/a'] if number == 1 else []
            tally.carry(total, path)
        return str(totals[2]) == '6 passed, 1 failed, 3 skipped'


def main():
    print(f'1..{len(PROGRAMS) + 2}')
    failed = False
    for number, ((name, text, result, status), expected) in enumerate(PROGRAMS, 1):
        count = tally.count_program({'stdout': text, 'result': result, 'returncode': status})
        found = (count.passed, len(count.failed), count.skipped)
        failed = failed or found != expected
        print(f'{"ok" if found == expected else "not ok"} {number} {name}')
        if found != expected:
            print(f'# {found} instead of {expected}: {count.failed}')
    for number, (name, check) in enumerate((('words choose programs', check_wanted), ('totals are carried', check_carry)),
                                           len(PROGRAMS) + 1):
        good = check()
        failed = failed or not good
        print(f'{"ok" if good else "not ok"} {number} {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
