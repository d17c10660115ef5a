# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree as the rules see it: its files, their text, and C read just far enough."""

import os
import re

ROOMS = ('base', 'model', 'api', 'crypto', 'ink', 'seal', 'pdf', 'judge', 'paper', 'hall',
         'client', 'flow', 'tool', 'desk')
UNREAD_FOLDERS = ('.git', '__pycache__', '.cache')
UNREAD_PATHS = ('tests/lint/fixtures', 'tests/data')

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def blank(text):
    """As many lines, nothing on them."""
    return '\n' * text.count('\n')


class Function:
    """A function definition: first line of its head, lines of its braces, its words."""

    def __init__(self, head_line, head, open_line, close_line):
        self.head_line = head_line
        self.head = head
        self.open_line = open_line
        self.close_line = close_line

    @property
    def static(self):
        return re.search(r'\bstatic\b', self.head) is not None

    @property
    def name(self):
        return re.search(r'(\w+)\s*\(', re.sub(r'__attribute__\s*\(\(.*?\)\)', '', self.head))[1]


class Tree:
    """All files below a root that are the project's own."""

    def __init__(self, root):
        self.root = root
        self.top = sorted(name for name in os.listdir(root)
                          if not name.startswith('build') and name not in UNREAD_FOLDERS)
        self.folders = set()
        self.files = sorted(self._walk())
        self._texts = {}

    def _walk(self):
        for folder, names, files in os.walk(self.root):
            here = os.path.relpath(folder, self.root)
            here = '' if here == '.' else here + '/'
            names[:] = [name for name in names if self._read(here, name)]
            self.folders.update(here + name for name in names)
            yield from (here + name for name in files)

    def _read(self, here, name):
        if name in UNREAD_FOLDERS or here + name in UNREAD_PATHS:
            return False
        return here != '' or not re.match(r'build(-.*)?$', name)

    def matching(self, pattern):
        """Paths that match the expression from beginning to end."""
        return [path for path in self.files if re.fullmatch(pattern, path)]

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding='utf-8', errors='replace') as stream:
                self._texts[path] = stream.read()
        return self._texts[path]

    def lines(self, path):
        """Numbered lines."""
        return enumerate(self.text(path).splitlines(), 1)

    def code(self, path):
        """Numbered lines of C without comments."""
        text = TOKEN.sub(lambda m: m[0] if m[0][0] in '"\'' else ' ' + blank(m[0]), self.text(path))
        return enumerate(text.splitlines(), 1)

    def bare(self, path):
        """Numbered lines of C without comments and without what stands in quotes."""
        text = TOKEN.sub(lambda m: m[0][0] * 2 if m[0][0] in '"\'' else ' ' + blank(m[0]),
                         self.text(path))
        return enumerate(text.splitlines(), 1)

    def includes(self, path):
        """(line, name as written with its quotes or brackets)"""
        for number, line in self.code(path):
            found = re.match(r'\s*#\s*include\s*(["<][^">]*[">])', line)
            if found:
                yield number, found[1]

    def functions(self, path):
        """Definitions whose braces stand in the first column."""
        lines = [line for _, line in self.bare(path)]
        opened = None
        for index, line in enumerate(lines):
            if line.startswith('{'):
                opened = index
            elif line.startswith('}') and opened is not None:
                first = opened
                while first > 0 and _belongs_to_head(lines[first - 1]):
                    first -= 1
                head = ' '.join(lines[first:opened])
                if re.search(r'\w\s*\(', head) and '=' not in head:
                    yield Function(first + 1, head, opened + 1, index + 1)
                opened = None


def _belongs_to_head(line):
    return line.strip() != '' and not line.startswith(('}', '#')) and not line.rstrip().endswith(';')


def room_of(path):
    """The room of a path below src/, None elsewhere."""
    found = re.match(r'src/(\w+)/', path)
    return found[1] if found else None
