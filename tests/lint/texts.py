#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""texts.py TEMPLATE: lists the files with text for people, and writes their texts as a template."""

import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True

from tree import Tree

KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dgettext:2',
            'g_dpgettext2:2c,3')
WORDS = '|'.join(keyword.split(':')[0] for keyword in KEYWORDS)
MARKED = re.compile(rf'\b({WORDS})\s*\(')
DEFINED = re.compile(rf'\s*#\s*define\s+({WORDS})\s*\(')


TRANSLATABLE = re.compile(r'\btranslatable="(yes|true)"')


def marked_files(tree):
    """The files of src and the templates with text for people."""
    templates = [path for path in tree.matching(r'resources/ui/.*\.ui')
                 if any(TRANSLATABLE.search(line) for _, line in tree.lines(path))]
    return templates + [path for path in tree.matching(r'src/.*\.[ch]')
            if any(MARKED.search(line) and not DEFINED.match(line) for _, line in tree.bare(path))]


def gettext(tree, *command):
    """Runs one of gettext's programs in the tree: its exit status, and what it said."""
    result = subprocess.run(command, cwd=tree.root, check=False, stdout=subprocess.PIPE, encoding='utf-8',
                            stderr=subprocess.STDOUT, errors='replace', env={**os.environ, 'LC_ALL': 'C'})
    return result.returncode, result.stdout


def write_template(tree, template):
    """The texts of src, as xgettext finds them."""
    gettext(tree, 'xgettext', '--from-code=UTF-8', '--force-po', '--no-location', '--output', template, '-k',
            *(f'-k{keyword}' for keyword in KEYWORDS), *marked_files(tree))
    with open(template, encoding='utf-8') as stream:
        text = stream.read()
    with open(template, 'w', encoding='utf-8') as stream:
        stream.write(text.replace('charset=CHARSET', 'charset=UTF-8'))


if __name__ == '__main__':
    here = Tree(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    write_template(here, sys.argv[1])
    print('\n'.join(marked_files(here)))
