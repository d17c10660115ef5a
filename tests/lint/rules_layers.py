# SPDX-License-Identifier: GPL-3.0-or-later
"""Which room may use which: the table of the house, closed over."""

import re

from tree import ROOMS, room_of

USES = {
    'base': (),
    'model': ('base',),
    'api': ('model',),
    'crypto': ('base',),
    'ink': ('base',),
    'seal': ('model', 'ink', 'crypto'),
    'pdf': ('crypto',),
    'judge': ('pdf', 'seal', 'crypto'),
    'paper': ('model', 'pdf'),
    'hall': ('api', 'paper', 'seal', 'pdf', 'crypto'),
    'client': ('api', 'crypto'),
    'flow': ('client', 'paper', 'seal', 'ink', 'pdf', 'crypto'),
    'tool': ('flow',),
    'desk': ('flow',),
}

# Header, the dependency that brings it, and the only rooms that may name either.
FOREIGN = (
    (r'openssl/', ('openssl_dep',), ('crypto',)),
    (r'sqlite3', ('sqlite_dep',), ('base',)),
    (r'qpdf/', ('qpdf_dep',), ('pdf',)),
    (r'gtk/|gdk/|gsk/', ('gtk_dep',), ('desk', 'bench')),
    (r'adwaita', ('adw_dep', 'adwaita_dep'), ('desk', 'bench')),
    (r'poppler', ('poppler_dep',), ('desk',)),
    (r'libsoup/', ('soup_dep',), ('hall', 'client')),
    (r'archive(_entry)?\.h', ('archive_dep',), ('hall',)),
    (r'libsecret/', ('secret_dep',), ('client',)),
    (r'cairo', ('cairo_dep', 'cairo_pdf_dep'), ('ink', 'seal', 'paper', 'desk')),
    (r'pango/', ('pango_dep',), ('seal', 'paper', 'desk')),
)
# What tests of any room may use besides what their room may.
TESTS_MAY = ('libsoup/', 'cairo')


def closure(room):
    """The room and all that it may use."""
    rooms, waiting = set(), [room]
    while waiting:
        current = waiting.pop()
        if current not in rooms:
            rooms.add(current)
            waiting += USES[current]
    return rooms


def layers_include(tree):
    """A room includes only the rooms that it may use."""
    for path in tree.matching(r'src/\w+/.*\.[ch]'):
        room = room_of(path)
        allowed = closure(room) if room in USES else {room}
        for number, name in tree.includes(path):
            found = re.match(r'"(\w+)/', name)
            if found and found[1] in ROOMS and found[1] not in allowed:
                yield path, number, f'{room} may not use {found[1]}'


def _meson_lines(tree, path):
    for number, line in tree.lines(path):
        yield number, re.sub(r"'[^']*'", "''", line).split('#')[0], line


def layers_link(tree):
    """A room links only the rooms and libraries that it may use."""
    for path in tree.matching(r'src/\w+/(.*/)?meson\.build'):
        room = room_of(path)
        allowed = closure(room) if room in USES else {room}
        for number, line, _ in _meson_lines(tree, path):
            for other, kind in re.findall(r'\b([a-z]+)_(dep|lib|sources)\b', line):
                if other in ROOMS and other not in allowed:
                    yield path, number, f'{room} may not link {other}_{kind}'
            for word in re.findall(r'\b\w+_dep\b', line):
                if any(word in deps and room not in rooms for _, deps, rooms in FOREIGN):
                    yield path, number, f'{room} may not link {word}'
            if re.search(r'(?<!declare_)\bdependency\s*\(|\bfind_library\s*\(', line):
                yield path, number, 'libraries are looked up in the top meson.build'


def foreign_headers(tree):
    """Each foreign library is met by the rooms that own it alone, and by their tests."""
    for path in tree.matching(r'(src|tests)/\w+/.*\.[ch]'):
        kind, room = path.split('/')[:2]
        for number, name in tree.includes(path):
            for pattern, _, rooms in FOREIGN:
                if not re.match(f'[<"](?:{pattern})', name) or room in rooms:
                    continue
                if kind == 'src' or not re.match('[<"](?:' + '|'.join(TESTS_MAY) + ')', name):
                    yield path, number, f'{name} belongs to {" and ".join(rooms)}'


RULES = (layers_include, layers_link, foreign_headers)
