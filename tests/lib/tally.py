#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test programs of a build folder and counts their TAP cases, suite by suite.

tally.py BUILD [SUITE]…

A case counts once. A program that crashes, runs out of time, plans other cases than it
runs, fails without naming a case or has no case at all counts as one failure more.
YINXIN_TEST_PATIENCE multiplies the time that each program has. YINXIN_TEST_AGAIN holds ASAN_OPTIONS with which a
program that failed runs once more, and that run counts: whole stacks, by which leaks of others are told, are slow.
The last line is `N passed, N failed, N skipped`; the exit status is 1 when any failed.
"""

import json
import os
import re
import subprocess
import sys

SUITES = ['base', 'model', 'api', 'crypto', 'ink', 'seal', 'pdf', 'judge', 'paper', 'hall',
          'client', 'flow', 'tool', 'desk', 'lint', 'e2e', 'faults']
RESULT = re.compile(r'(not )?ok\b(?:\s+\d+)?\s*(?:-\s*)?(.*)$')
PLAN = re.compile(r'1\.\.(\d+)')
DIRECTIVE = re.compile(r'\s#\s*(skip|todo)\b', re.IGNORECASE)


class Count:
    """Cases of a program or suite: how many passed and were skipped, and which failed."""

    def __init__(self):
        self.passed = 0
        self.skipped = 0
        self.failed = []

    def add(self, other):
        self.passed += other.passed
        self.skipped += other.skipped
        self.failed += other.failed

    def __str__(self):
        return f'{self.passed} passed, {len(self.failed)} failed, {self.skipped} skipped'


def count_cases(text):
    """The cases of TAP text; indented lines belong to a subtest, whose sum follows."""
    count, planned = Count(), None
    for line in text.splitlines():
        plan = PLAN.match(line)
        result = RESULT.match(line)
        if plan:
            planned = int(plan[1])
        elif result:
            directive = DIRECTIVE.search(line)
            if result[1]:
                count.failed.append(result[2] or 'a case without a name')
            elif directive and directive[1].lower() == 'skip':
                count.skipped += 1
            else:
                count.passed += 1
    return count, planned


def count_program(entry):
    """The cases of one program's run, with what went wrong outside of them."""
    count, planned = count_cases(entry.get('stdout') or '')
    ran = count.passed + count.skipped + len(count.failed)
    status = entry.get('returncode', 0)
    if entry['result'] == 'TIMEOUT':
        count.failed.append('ran out of time')
    elif status < 0 or status >= 128:
        count.failed.append(f'crashed (status {status})')
    elif ran == 0:
        count.failed.append('no case')
    elif planned is None or planned != ran:
        count.failed.append(f'{ran} cases where {planned} were planned')
    elif not count.failed and (status != 0 or entry['result'] not in ('OK', 'SKIP')):
        count.failed.append(f'{entry["result"].lower()} (status {status})')
    return count


def programs_of(build):
    """The suite of each test's command line."""
    text = subprocess.run(['meson', 'introspect', '--tests', build], check=True,
                          stdout=subprocess.PIPE).stdout
    return {tuple(test['cmd']): test['suite'][0].split(':')[-1] for test in json.loads(text)}


def run_programs(build, suites):
    """Runs the suites' programs; what meson logged of each."""
    log = os.path.join(build, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.unlink(log)
    command = ['meson', 'test', '-C', build, '--no-rebuild', '--quiet',
               '--timeout-multiplier', os.environ.get('YINXIN_TEST_PATIENCE', '1')]
    for suite in suites:
        command += ['--suite', suite]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if not os.path.exists(log):
        return []
    with open(log, encoding='utf-8', errors='replace') as stream:
        return [json.loads(line) for line in stream if line.strip()]


def run_again(entry, build, options):
    """The entry of a program's second run."""
    done = subprocess.run(entry['command'], cwd=build, env={**entry['env'], 'ASAN_OPTIONS': options}, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding='utf-8', errors='replace')
    return {**entry, 'stdout': done.stdout, 'stderr': done.stderr, 'returncode': done.returncode,
            'result': 'ERROR' if done.returncode else 'OK'}


def print_failure(suite, entry, count):
    print(f'--- {suite}: {entry["name"]}: {" ".join(entry["command"])}')
    for stream in ('stdout', 'stderr'):
        lines = [line for line in (entry.get(stream) or '').splitlines() if not line.startswith('ok ')]
        if len(lines) > 80:
            lines[50:-30] = ['…']
        for line in lines:
            print(f'    {line}')
    for case in count.failed:
        print(f'    FAILED {case}')


def tally(build, wanted):
    programs = programs_of(build)
    present = set(programs.values())
    sums = {suite: Count() for suite in SUITES if suite in (wanted or present)}
    for suite in wanted:
        if suite not in present:
            sums[suite].failed.append('no test program')

    suites = [suite for suite in wanted if suite in present]
    entries = run_programs(build, suites) if suites or not wanted else []
    again = os.environ.get('YINXIN_TEST_AGAIN')
    for entry in entries:
        suite = programs.pop(tuple(entry['command']))
        count = count_program(entry)
        if count.failed and again and entry['result'] != 'TIMEOUT':
            entry = run_again(entry, build, again)
            count = count_program(entry)
        if count.failed:
            print_failure(suite, entry, count)
        sums[suite].add(count)
    for command, suite in programs.items():
        if suite in sums:
            sums[suite].failed.append(f'{command[0]} did not run')
    return sums


def main():
    build, wanted = sys.argv[1], sys.argv[2:]
    unknown = [suite for suite in wanted if suite not in SUITES]
    if unknown:
        print(f'no suite {unknown[0]}; there are: {" ".join(SUITES)}', file=sys.stderr)
        return 2
    total = Count()
    sums = tally(build, wanted)
    for suite, count in sums.items():
        print(f'{suite}: {count}')
        total.add(count)
    if not total.passed and not total.failed:
        total.failed.append('no case')
    print(total, flush=True)
    return 1 if total.failed else 0


if __name__ == '__main__':
    sys.exit(main())
