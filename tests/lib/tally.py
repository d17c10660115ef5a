#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test programs of a build folder and counts their TAP cases, suite by suite.

tally.py BUILD [SUITE|SUITE:PROGRAM]…

A case counts once. A program that crashes, runs out of time, plans other cases than it
runs, fails without naming a case or has no case at all counts as one failure more.
YINXIN_TEST_PATIENCE multiplies the time that each program has. YINXIN_TEST_AGAIN holds ASAN_OPTIONS with which a
program that failed runs once more, and that run counts: whole stacks, by which leaks of others are told, are slow.
YINXIN_TEST_SUM names a file that carries the total from one run to the next.
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
    """The suite and name of each test's command line."""
    text = subprocess.run(['meson', 'introspect', '--tests', build], check=True,
                          stdout=subprocess.PIPE).stdout
    return {tuple(test['cmd']): (test['suite'][0].split(':')[-1], test['name']) for test in json.loads(text)}


def is_wanted(program, words):
    """Whether a (suite, name) is meant by one of the words."""
    return program[0] in words or ':'.join(program) in words


def run_programs(build, suites, names=()):
    """Runs the suites' programs, or those of these names; what meson logged of each."""
    log = os.path.join(build, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.unlink(log)
    command = ['meson', 'test', '-C', build, '--no-rebuild', '--quiet',
               '--timeout-multiplier', os.environ.get('YINXIN_TEST_PATIENCE', '1')]
    for suite in suites:
        command += ['--suite', suite]
    subprocess.run(command + list(names), stdout=subprocess.DEVNULL, check=False)
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
    programs = {command: program for command, program in programs_of(build).items() if not wanted or is_wanted(program, wanted)}
    present = {suite for suite, _ in programs.values()}
    sums = {suite: Count() for suite in SUITES if suite in ({word.split(':')[0] for word in wanted} or present)}
    for word in wanted:
        if not any(is_wanted(program, [word]) for program in programs.values()):
            sums[word.split(':')[0]].failed.append('no test program')

    suites = [word for word in wanted if word in present]
    entries = run_programs(build, suites) if suites or not wanted else []
    for suite, name in sorted(program for program in programs.values() if program[0] not in suites and wanted):
        entries += run_programs(build, [suite], [name])
    again = os.environ.get('YINXIN_TEST_AGAIN')
    for entry in entries:
        suite, _ = programs.pop(tuple(entry['command']))
        count = count_program(entry)
        if count.failed and again and entry['result'] != 'TIMEOUT':
            entry = run_again(entry, build, again)
            count = count_program(entry)
        if count.failed:
            print_failure(suite, entry, count)
        sums[suite].add(count)
    for command, (suite, _) in programs.items():
        sums[suite].failed.append(f'{command[0]} did not run')
    return sums


def carry(total, path):
    """Adds what the runs before counted, and leaves the sum for the next one."""
    if os.path.exists(path):
        with open(path, encoding='ascii') as stream:
            passed, failed, skipped = json.load(stream)
        total.passed += passed
        total.skipped += skipped
        total.failed += ['in a run before'] * failed
    with open(path, 'w', encoding='ascii') as stream:
        json.dump([total.passed, len(total.failed), total.skipped], stream)


def main():
    build, wanted = sys.argv[1], sys.argv[2:]
    unknown = [word for word in wanted if word.split(':')[0] not in SUITES]
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
    status = 1 if total.failed else 0
    if 'YINXIN_TEST_SUM' in os.environ:
        carry(total, os.environ['YINXIN_TEST_SUM'])
    print(total, flush=True)
    return status


if __name__ == '__main__':
    sys.exit(main())
