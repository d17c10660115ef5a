# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things lie, what they are called, and the translation."""

import os
import re
import tempfile

from texts import gettext, marked_files, write_template
from tree import ROOMS

TOP = ('meson.build', 'meson_options.txt', 'dev', 'src', 'data', 'po', 'resources', 'tests', 'flatpak',
       'README.md', 'COPYING')
BESIDES_ROOMS = ('lib', 'e2e', 'faults', 'fuzz', 'bench', 'data', 'lint')
VAGUE = re.compile(r'(^|[-_.])(utils?|helpers?|managers?|misc|common2|data2)([-_.]|$)')
TEXTS = r'.*\.(c|h|py|sh|build|txt|md|po|sql|ui|css|xml|json|conf|service|desktop|yml|yaml|in)|dev|\.ci/.*'
MACHINE_PATH = re.compile(r'(?<![\w.>}])/(?:wor[k]|far[m]|roo[t]|hom[e]|User[s]|mnt)/')


def top_level(tree):
    """Nothing lies at the top but what the house has."""
    for name in tree.top:
        if name not in TOP and not name.startswith('.'):
            yield name, 1, 'does not belong at the top'


def file_name(tree):
    """Files are kebab-case, named after their type or job."""
    for path in tree.matching(r'(src|tests)/.*'):
        folder, name = os.path.split(path)
        if VAGUE.search(name):
            yield path, 1, 'the name says nothing'
        elif path.startswith('src/') and name.endswith(('.c', '.h')) \
                and not re.fullmatch(r'main\.c|yx-[a-z0-9]+(-[a-z0-9]+)*\.[ch]', name):
            yield path, 1, 'not a kebab-case name that begins with yx-'
        elif name.endswith(('.c', '.h')) and not re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*\.[ch]', name):
            yield path, 1, 'not a kebab-case name'


def room_purpose(tree):
    """Each folder's meson.build begins with what the room is for."""
    for folder in sorted(tree.folders):
        if not re.fullmatch(r'src/\w+', folder):
            continue
        path = folder + '/meson.build'
        if path not in tree.files:
            yield path, 1, 'there is none'
        elif not re.match(r'# \w+', tree.text(path)):
            yield path, 1, 'does not begin with what the room is for'


def tests_mirror(tree):
    """tests/ has a folder for each room, and a program for each room with code."""
    for folder in sorted(tree.folders):
        found = re.fullmatch(r'(src|tests)/(\w+)', folder)
        if not found:
            continue
        kind, name = found.groups()
        if kind == 'src' and name not in ROOMS:
            yield folder, 1, f'{name} is not a room'
        elif kind == 'src' and f'tests/{name}' not in tree.folders:
            yield folder, 1, f'has no tests/{name}'
        elif kind == 'src' and tree.matching(f'src/{name}/.*\\.c') \
                and not tree.matching(f'tests/{name}/test-.*'):
            yield folder, 1, f'has code, and tests/{name} no test program'
        elif kind == 'tests' and name not in BESIDES_ROOMS and f'src/{name}' not in tree.folders:
            yield folder, 1, f'mirrors no src/{name}'


def machine_path(tree):
    """No path of one machine."""
    for path in tree.matching(TEXTS):
        for number, line in tree.lines(path):
            if MACHINE_PATH.search(line):
                yield path, number, 'a path of one machine'


def po_listed(tree):
    """po/POTFILES lists the files with text for people, and no others."""
    if 'po/POTFILES' not in tree.files:
        yield 'po/POTFILES', 1, 'there is none'
        return
    listed = [line for _, line in tree.lines('po/POTFILES') if line and not line.startswith('#')]
    marked = marked_files(tree)
    for number, line in tree.lines('po/POTFILES'):
        if line in listed and line not in marked:
            yield 'po/POTFILES', number, f'{line} has no text for people'
    for path in marked:
        if path not in listed:
            yield path, 1, 'has text for people and is not in po/POTFILES (./po/refresh)'


def po_complete(tree):
    """zh_CN.po has every text, translated."""
    path = 'po/zh_CN.po'
    if path not in tree.files:
        yield path, 1, 'there is none'
        return
    status, said = gettext(tree, 'msgfmt', '--check', '--statistics', '-o', os.devnull, path)
    if status or re.search(r'fuzzy|untranslated', said):
        yield path, 1, ' '.join(said.split())
    elif marked_files(tree):
        yield from _lost_texts(tree, path)


def _lost_texts(tree, path):
    """Texts of src that the translation has not."""
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'yinxin.pot')
        write_template(tree, template)
        status, said = gettext(tree, 'msgcmp', path, template)
    lost = re.findall(r'this message is used but', said)
    if lost:
        yield path, 1, f'{len(lost)} texts of src are missing (./po/refresh)'
    elif status:
        yield path, 1, ' '.join(said.split())[:200]


def dev_verbs(tree):
    """./dev, its help and README name the same verbs."""
    if 'dev' not in tree.files:
        return
    listed, done, inside = {}, {}, ''
    for number, line in tree.lines('dev'):
        if line.endswith("<<'HELP'"):
            inside = 'help'
            continue
        if line == 'HELP':
            inside = ''
        elif line == 'case $verb in':
            inside = 'verbs'
        found = re.match(r'  (\w+)(\)?)', line) if inside else None
        if found and inside == 'help' and not found[2]:
            listed[found[1]] = number
        elif found and inside == 'verbs' and found[2]:
            done[found[1]] = number
    readme = tree.text('README.md') if 'README.md' in tree.files else ''
    for verb in sorted(listed.keys() - done.keys()):
        yield 'dev', listed[verb], f'the help names {verb}, which it does not do'
    for verb in sorted(done.keys() - listed.keys()):
        yield 'dev', done[verb], f'the help does not name {verb}'
    for verb in sorted(done):
        if f'`{verb}`' not in readme and f'./dev {verb}' not in readme:
            yield 'README.md', 1, f'does not name ./dev {verb}'
    for number, line in tree.lines('README.md') if readme else ():
        for verb in re.findall(r'\./dev (\w+)', line):
            if verb not in done and verb != 'help':
                yield 'README.md', number, f'./dev has no {verb}'


RULES = (top_level, file_name, room_purpose, tests_mirror, machine_path, po_listed, po_complete, dev_verbs)
