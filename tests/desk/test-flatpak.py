#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: the manifest for Flatpak can be read, names its sources by hash, and opens nothing but network and portals."""

import os
import re
import sys

import yaml

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
sys.path.insert(0, os.path.join(TOP, 'tests', 'lib'))

from tap import run_cases

ID = 'io.github.yinxin.Yinxin'
# What a window needs, and the hall at the other end.
ALLOWED = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
# Dependencies of meson.build that GNOME's runtime lacks, and the modules that bring them.
BROUGHT = {'libqpdf': 'qpdf', 'poppler-glib': 'poppler', 'libarchive': 'libarchive'}
# … and those that it has.
IN_RUNTIME = {'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'gmodule-2.0', 'json-glib-1.0', 'sqlite3', 'libcrypto', 'cairo',
              'cairo-pdf', 'pangocairo', 'libsoup-3.0', 'gtk4', 'libadwaita-1', 'libsecret-1'}


def manifest():
    with open(os.path.join(TOP, 'flatpak', ID + '.yml'), encoding='utf-8') as stream:
        return yaml.safe_load(stream)


def names_the_program():
    found = manifest()
    assert found['id'] == ID and found['command'] == 'yinxin'
    assert found['runtime'] == 'org.gnome.Platform' and found['runtime-version'] == '48'


def opens_nothing():
    """No filesystem, no bus names: files come through portals."""
    assert set(manifest()['finish-args']) == ALLOWED


def sources_have_hashes():
    archives = 0
    for module in manifest()['modules']:
        for source in module['sources']:
            assert source['type'] == 'archive' or (module['name'], source['path']) == ('yinxin', '..'), module['name']
            if source['type'] == 'archive':
                archives += 1
                assert re.fullmatch('[0-9a-f]{64}', source['sha256']), source
                assert all(url.startswith('https://') for url in [source['url'], *source.get('mirror-urls', [])]), source
    assert archives >= 6


def brings_every_dependency():
    """What meson asks for is in the runtime, or one of the modules before the program."""
    with open(os.path.join(TOP, 'meson.build'), encoding='utf-8') as stream:
        wanted = set(re.findall(r"dependency\('([^']+)'", stream.read()))
    names = [module['name'] for module in manifest()['modules']]
    assert wanted - IN_RUNTIME == set(BROUGHT), wanted - IN_RUNTIME - set(BROUGHT)
    assert set(BROUGHT.values()) <= set(names) and names[-1] == 'yinxin'


def brings_the_fonts():
    """Contracts and seals come out alike wherever they are made."""
    commands = ' '.join(command for module in manifest()['modules'] for command in module.get('build-commands', []))
    assert 'uming.ttc' in commands and 'HanaMinA.ttf' in commands


CASES = (
    ('/desk/flatpak/names-the-program', names_the_program),
    ('/desk/flatpak/opens-nothing', opens_nothing),
    ('/desk/flatpak/sources-have-hashes', sources_have_hashes),
    ('/desk/flatpak/brings-every-dependency', brings_every_dependency),
    ('/desk/flatpak/brings-the-fonts', brings_the_fonts),
)

if __name__ == '__main__':
    sys.exit(run_cases(CASES))
