# SPDX-License-Identifier: GPL-3.0-or-later
"""How C reads here."""

import re

from tree import room_of

FILE_LINES = 800
FUNCTION_LINES = 100
NESTING = 4
GENERATED = ('"yx-config.h"', '"yinxin-resources.h"', '"yinxin-desk-resources.h"')
C_FILES = r'(src|tests)/.*\.[ch]'
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
# The bracketed letters keep this table from being found by itself.
UNFINISHED = re.compile(r'\b(TO[D]O|FIXM[E]|XX[X]|HAC[K]|WI[P]|not (yet )?implemente[d]|unimplemente[d]|stu[b](bed)?|'
                        r'placeholder dat[a]|for no[w])\b|\bg_test_(skip|incomplete)\b|'
                        r'^\s*#\s*if\s+0\b|\bif\s*\(\s*0\s*\)')
UNSAFE = re.compile(r'\b(strcpy|strcat|sprintf|vsprintf|system|popen|gets|strtok|tmpnam|tempnam|mktemp|'
                    r'alloca|g_alloca)\s*\(')
PRINTING = re.compile(r'\b(printf|vprintf|puts|putchar|perror|g_print|g_printerr|g_message|g_warning|'
                      r'g_warning_once)\s*\(|\bfprintf\s*\(\s*std(out|err)\b|'
                      r'\bfputs\s*\([^;]*\bstd(out|err)\b')
# Programs, not libraries; in the hall the files that are its command line.
PRINTERS = r'src/(tool|judge)/.*|src/hall/(main|yx-hall-command[a-z-]*)\.c|src/\w+/main\.c'


def spdx(tree):
    """The licence stands on the first line, in scripts on the second."""
    for path in tree.matching(C_FILES + r'|(src|tests)/.*\.(py|sh)|dev|\.ci/run'):
        lines = tree.text(path).splitlines()[:2] + ['', '']
        line = lines[1] if lines[0].startswith('#!') else lines[0]
        if SPDX not in line:
            yield path, 1, f'begins without {SPDX}'


def pragma_once(tree):
    """Headers guard themselves with #pragma once."""
    for path in tree.matching(r'(src|tests)/.*\.h'):
        code = [line.strip() for _, line in tree.code(path) if line.strip()]
        if not code or code[0] != '#pragma once':
            yield path, 1, 'first line of code is not #pragma once'


def include_form(tree):
    """Rooms' headers are named with their room, a file's own first; a test may name one beside it alone."""
    for path in tree.matching(r'(src|tests)/\w+/.*\.[ch]'):
        folder, name = path.rsplit('/', 1)
        own = {f'"{name[:-1]}h"', re.sub(r'^\w+/(.*)c$', r'"\1h"', path)}
        includes = list(tree.includes(path))
        for number, header in includes:
            beside = path.startswith('tests/') and f'{folder}/{header[1:-1]}' in tree.files
            if header[0] == '"' and '/' not in header and header not in GENERATED and not beside:
                yield path, number, f'{header} is named without its room'
        if path.endswith('.c') and path[:-1] + 'h' in tree.files:
            if not includes or includes[0][1] not in own:
                yield path, includes[0][0] if includes else 1, f'{name[:-1]}h is not included first'


def file_length(tree):
    """No file has more than 800 lines."""
    for path in tree.matching(r'(src|tests)/.*\.(c|h|py|sh|build|sql|ui|css)|dev|meson\.build'):
        count = len(tree.text(path).splitlines())
        if count > FILE_LINES:
            yield path, 1, f'{count} lines, {FILE_LINES} at most'


def function_length(tree):
    """No function has more than 100 lines."""
    for path in tree.matching(C_FILES):
        for function in tree.functions(path):
            count = function.close_line - function.open_line + 1
            if count > FUNCTION_LINES:
                yield path, function.open_line, f'{function.name} has {count} lines, {FUNCTION_LINES} at most'


def nesting(tree):
    """No block lies more than four deep in its function."""
    for path in tree.matching(C_FILES):
        blocks = []
        for number, line in tree.bare(path):
            for brace in re.findall(r'[{}]', line):
                if brace == '{':
                    blocks.append(line.strip() == '{')
                    if blocks[-1] and sum(blocks) > NESTING + 1:
                        yield path, number, f'block {sum(blocks) - 1} deep, {NESTING} at most'
                elif blocks:
                    blocks.pop()


def no_goto(tree):
    """g_auto does what the jump did."""
    for path in tree.matching(C_FILES):
        for number, line in tree.bare(path):
            if re.search(r'\bgoto\b', line):
                yield path, number, 'a jump; g_autoptr cleans up'


def unfinished(tree):
    """Nothing says that it is unfinished, and nothing is switched off."""
    for path in tree.matching(r'(src|tests|resources|data|po|flatpak)/.*|dev|README\.md|meson.*'):
        for number, line in tree.lines(path) if not path.endswith('.png') else ():
            found = UNFINISHED.search(line)
            if found:
                yield path, number, f'unfinished or switched off: {found[0].strip()}'


def unsafe(tree):
    """Functions that cannot be used safely are not used."""
    for path in tree.matching(C_FILES):
        for number, line in tree.bare(path):
            found = UNSAFE.search(line)
            if found:
                yield path, number, f'{found[1]} is unsafe'


def quiet(tree):
    """Libraries report errors and print nothing."""
    for path in tree.matching(r'src/.*\.[ch]'):
        if re.fullmatch(PRINTERS, path):
            continue
        for number, line in tree.bare(path):
            if PRINTING.search(line):
                yield path, number, f'{room_of(path)} prints; report a GError or log with g_debug'


def _public_words(tree):
    """For each room, the words of its headers that leave it: other rooms include them, straight or through others."""
    waiting, seen = [], set()
    for path in tree.matching(r'src/\w+/.*\.[ch]'):
        waiting += [name for _, name in tree.includes(path) if not name.startswith(f'"{room_of(path)}/')]
    words = {}
    while waiting:
        path = 'src/' + waiting.pop()[1:-1]
        if path in tree.files and path not in seen:
            seen.add(path)
            text = ' '.join(line for _, line in tree.bare(path))
            words.setdefault(room_of(path), set()).update(re.findall(r'\w+(?= \()', text))
            waiting += [name for _, name in tree.includes(path)]
    return words


def documented(tree):
    """Functions that other rooms may call are documented where they are defined."""
    words = _public_words(tree)
    for path in tree.matching(r'src/.*\.c'):
        lines = tree.text(path).splitlines()
        for function in tree.functions(path):
            if function.static or function.name not in words.get(room_of(path), ()):
                continue
            last = function.head_line - 2
            while last >= 0 and not lines[last].strip():
                last -= 1
            first = last
            while first > 0 and '/*' not in lines[first]:
                first -= 1
            if last < 0 or not lines[last].rstrip().endswith('*/') or not lines[first].startswith('/**'):
                yield path, function.head_line, f'{function.name} is not documented'


RULES = (spdx, pragma_once, include_form, file_length, function_length, nesting, no_goto, unfinished, unsafe,
         quiet, documented)
