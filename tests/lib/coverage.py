#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""coverage.py TREE BUILD [ROOM]: a table of what the tests of a coverage build ran.

Counts with gcovr, room by room; with a room named, also the lines whose branches were not all taken. Exit status 1
when a room of WANTED has less than LEAST per cent of its branches taken.

Not counted as branches, by rule and never by hand:
- those that the compiler alone makes: on lines without code and for exceptions;
- the failing side of g_return_if_fail and g_assert, which only a programmer's mistake takes;
- what GLib's macros define: types, error domains, the null checks of g_clear_pointer and of automatic clean-up.
"""

import json
import os
import subprocess
import sys

WANTED = ('model', 'api', 'crypto', 'pdf', 'hall')
LEAST = 85
MACROS = (r'.*\b(g_return_(val_)?if_fail|g_return_(val_)?if_reached|g_assert\w*|g_clear_\w+|G_DEFINE_\w+)\s*\(.*'
          r'|\s*g_auto(ptr|free)?\b[^?&|]*')


def measure(tree, build):
    """gcovr's account of the files below src/."""
    report = os.path.join(build, 'coverage.json')
    subprocess.run(['gcovr', '--root', tree, '--filter', os.path.join(tree, 'src') + '/',
                    '--object-directory', build, '--exclude-unreachable-branches', '--exclude-throw-branches',
                    '--exclude-branches-by-pattern', MACROS, '--json', '--output', report, build], check=True)
    with open(report, encoding='utf-8') as stream:
        return json.load(stream)['files']


def sums_of(files):
    """For each room: lines, lines run, branches, branches taken."""
    sums = {}
    for entry in files:
        room = entry['file'].split('/')[1]
        count = sums.setdefault(room, [0, 0, 0, 0])
        for line in entry['lines']:
            if line.get('gcovr/noncode'):
                continue
            count[0] += 1
            count[1] += line['count'] > 0
            count[2] += len(line['branches'])
            count[3] += sum(branch['count'] > 0 for branch in line['branches'])
    return sums


def print_lines(tree, files, room):
    """The lines of a room whose branches were not all taken."""
    for entry in files:
        if entry['file'].split('/')[1] != room:
            continue
        with open(os.path.join(tree, entry['file']), encoding='utf-8') as stream:
            source = stream.read().splitlines()
        for line in entry['lines']:
            counts = [branch['count'] for branch in line['branches']]
            if 0 in counts:
                number = line['line_number']
                print(f'{entry["file"]}:{number}: {counts} {source[number - 1].strip()}')


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def main():
    tree, build, rooms = sys.argv[1], sys.argv[2], sys.argv[3:]
    files = measure(tree, build)
    sums = sums_of(files)
    for room in rooms:
        print_lines(tree, files, room)
    low = False
    print(f'{"room":<8}{"lines":>8}{"run":>9}{"branches":>10}{"taken":>9}')
    for room, (lines, run, branches, taken) in sorted(sums.items()):
        share = percent(taken, branches)
        short = room in WANTED and share < LEAST
        low = low or short
        print(f'{room:<8}{lines:>8}{percent(run, lines):>8.1f}%{branches:>10}{share:>8.1f}%'
              + (f'  less than {LEAST} %' if short else ''))
    missing = [room for room in WANTED if room not in sums]
    if missing:
        print('nothing measured: ' + ' '.join(missing))
    return 1 if low or missing else 0


if __name__ == '__main__':
    sys.exit(main())
