# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases in TAP, for tests that are written in Python."""

import traceback


def run_cases(cases):
    """Runs (name, function) in turn; a case fails by raising. The exit status: 1 when any failed."""
    cases = list(cases)
    failed = False
    print(f'1..{len(cases)}', flush=True)
    for number, (name, case) in enumerate(cases, 1):
        try:
            case()
        except Exception:  # pylint: disable=broad-except
            failed = True
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
            print(f'not ok {number} {name}', flush=True)
        else:
            print(f'ok {number} {name}', flush=True)
    return 1 if failed else 0
