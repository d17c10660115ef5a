#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint.py [TREE]: reads the tree for what breaks its own rules, and says where."""

import os
import sys

sys.dont_write_bytecode = True

import rules_code
import rules_layers
import rules_tree
from tree import Tree

RULES = {rule.__name__.replace('_', '-'): rule
         for module in (rules_layers, rules_code, rules_tree) for rule in module.RULES}


def reports(tree, names=tuple(RULES)):
    """(rule, path, line, reason) of all that breaks the named rules."""
    return [(name, *place) for name in names for place in RULES[name](tree)]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(here))
    found = reports(Tree(root))
    for name, path, line, reason in found:
        print(f'{path}:{line}: {name}: {reason}')
    print(f'lint: {len(RULES)} rules, {len(found)} reports')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
