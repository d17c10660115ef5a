#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: each rule reports its fixtures, exactly where they break it, and nothing in the real tree.

A fixture `RULE[.CASE].txt` holds files: a line `-- PATH` begins one. A line that ends in `@@!` is one that the
rule must report (on a folder's `-- ` line: the folder). `@@N text` stands for N such lines. Any other `@@` falls
away; it keeps a word here from being what it is there. The files are laid over those of clean.txt.
"""

import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True

import lint
from tree import Tree

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, 'fixtures')
MARK = '@@!'


def parse(text):
    """The files of a fixture, and the places that its rule must report."""
    files, places, path = {}, set(), None
    for line in text.splitlines():
        marked = line.endswith(MARK)
        line = line.removesuffix(MARK)
        if line.startswith('-- '):
            path = line.removeprefix('-- ')
            if marked:
                places.add((path, 1))
            else:
                files[path] = []
            continue
        repeated = re.match(r'@@(\d+) (.*)', line)
        files[path] += [repeated[2]] * int(repeated[1]) if repeated else [line.replace('@@', '')]
        if marked:
            places.add((path, len(files[path])))
    return files, places


def read(name):
    with open(os.path.join(FIXTURES, name), encoding='utf-8') as stream:
        return parse(stream.read())


def reported(files):
    """What lint reports of a tree of these files: (rule, path, line)."""
    with tempfile.TemporaryDirectory() as root:
        for path, lines in files.items():
            place = os.path.join(root, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, 'w', encoding='utf-8') as stream:
                stream.write(''.join(line + '\n' for line in lines))
        return {found[:3] for found in lint.reports(Tree(root))}


def check_fixture(clean, rule, name):
    files, places = read(name)
    expected = {(rule, *place) for place in places}
    found = reported({**clean, **files})
    wrong = [f'not reported: {place}' for place in sorted(expected - found)]
    wrong += [f'reported: {place}' for place in sorted(found - expected)]
    return wrong if expected else ['the fixture marks no line']


def check_tree(tree, rule):
    return [f'{path}:{line}: {reason}' for _, path, line, reason in lint.reports(tree, (rule,))]


def cases():
    """(name, function that gives what is wrong)"""
    clean, _ = read('clean.txt')
    tree = Tree(os.path.dirname(os.path.dirname(HERE)))
    names = sorted(os.listdir(FIXTURES))
    yield 'a clean tree has no report', lambda: [str(place) for place in sorted(reported(clean))]
    for rule in lint.RULES:
        fixtures = [name for name in names if name.split('.')[0] == rule]
        if not fixtures:
            yield f'{rule} has a fixture', lambda: ['there is none']
        for name in fixtures:
            yield f'{name} breaks {rule}', lambda rule=rule, name=name: check_fixture(clean, rule, name)
    for rule in lint.RULES:
        yield f'the tree keeps {rule}', lambda rule=rule: check_tree(tree, rule)


def main():
    listed = list(cases())
    print(f'1..{len(listed)}')
    failed = False
    for number, (name, check) in enumerate(listed, 1):
        wrong = check()
        failed = failed or bool(wrong)
        print(f'{"not ok" if wrong else "ok"} {number} {name}')
        for line in wrong:
            print(f'# {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
