#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TAP: what a desktop is told of the program is valid, in both languages, and goes where it belongs."""

import configparser
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
TOP = os.environ['YINXIN_SRCDIR']
BUILD = os.environ['YINXIN_BUILDDIR']
sys.path.insert(0, os.path.join(TOP, 'tests', 'lib'))

from tap import run_cases

ID = 'io.github.yinxin.Yinxin'
DATA = os.path.join(TOP, 'data')
ENTRY = os.path.join(DATA, ID + '.desktop')
METAINFO = os.path.join(DATA, ID + '.metainfo.xml')
LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'
SVG = '{http://www.w3.org/2000/svg}'


def read(*path):
    with open(os.path.join(*path), encoding='utf-8') as stream:
        return stream.read()


def files_below(folder, ending):
    return sorted(os.path.join(above, name) for above, _, names in os.walk(os.path.join(TOP, folder))
                  for name in names if name.endswith(ending))


def succeed(*command):
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8')
    assert done.returncode == 0, done.stdout
    return done.stdout


def entry_is_valid():
    said = succeed('desktop-file-validate', ENTRY)
    assert not said, said


def entry_speaks_chinese():
    entry = configparser.RawConfigParser(delimiters='=', interpolation=None)
    entry.optionxform = str
    entry.read_string(read(ENTRY))
    lines = entry['Desktop Entry']
    for key in ('Name', 'GenericName', 'Comment', 'Keywords'):
        assert re.search('[\u4e00-\u9fff]', lines[key + '[zh_CN]']), key
    assert lines['Icon'] == ID and lines['MimeType'] == 'application/pdf;'


def metainfo_is_valid():
    succeed('appstreamcli', 'validate', '--no-net', METAINFO)


def metainfo_speaks_chinese():
    """Each text is followed by its Chinese."""
    texts = 0
    for parent in ElementTree.fromstring(read(METAINFO)).iter():
        children = list(parent)
        for child, after in zip(children, children[1:] + [None]):
            if child.tag in ('name', 'summary', 'p', 'li') and LANGUAGE not in child.attrib:
                texts += 1
                assert after is not None and after.tag == child.tag and after.get(LANGUAGE) == 'zh_CN', child.text
    assert texts > 5


def names_agree():
    """One id and one version, wherever they stand."""
    root = ElementTree.fromstring(read(METAINFO))
    assert f'"{ID}"' in read(TOP, 'src/desk/window/yx-application.h')
    assert root.findtext('id') == ID and root.findtext('launchable') == ID + '.desktop'
    version = re.search(r"version: '([^']+)'", read(TOP, 'meson.build'))[1]
    assert root.find('releases/release').get('version') == version


def all_is_installed():
    places = ' '.join(json.loads(succeed('meson', 'introspect', '--installed', BUILD)).values())
    for place in (f'applications/{ID}.desktop', f'metainfo/{ID}.metainfo.xml', 'icons/hicolor', 'bin/yinxin'):
        assert place in places, place


def symbolic_icons_are_plain():
    """16 px, one colour, only filled shapes: what GTK can colour by itself."""
    icons = files_below('resources/icons', '.svg') + files_below('data/icons', '-symbolic.svg')
    assert len(icons) > 4
    for path in icons:
        root = ElementTree.fromstring(read(path))
        assert root.get('viewBox') == '0 0 16 16', path
        for shape in root.iter():
            assert shape.tag in (SVG + 'svg', SVG + 'path', SVG + 'rect', SVG + 'circle'), (path, shape.tag)
            assert shape.get('stroke') is None and shape.get('fill') in (None, '#2e3436'), path


def icons_exist():
    """No name of an icon in the source is a slip: ours, the icon theme's or GTK's own have it."""
    known = {os.path.basename(path)[:-len('.svg')] for path in files_below('resources/icons', '.svg')}
    theme = [name for _, _, names in os.walk('/usr/share/icons/Adwaita') for name in names]
    library = re.search(r'=> (\S*libgtk-4\S*)', succeed('ldd', os.path.join(BUILD, 'src/desk/yinxin')))[1]
    own = [os.path.basename(line) for line in succeed('gresource', 'list', library).splitlines()]
    known |= {re.sub(r'(\.symbolic)?\.(svg|png)$', '', name) for name in theme + own}
    for path in files_below('src/desk', '.c') + files_below('resources/ui', '.ui'):
        for name in re.findall(r'[">]([a-z0-9-]+-symbolic)["<]', read(path)):
            assert name in known, f'{path}: no icon {name}'


CASES = (
    ('/desk/data/entry-is-valid', entry_is_valid),
    ('/desk/data/entry-speaks-chinese', entry_speaks_chinese),
    ('/desk/data/metainfo-is-valid', metainfo_is_valid),
    ('/desk/data/metainfo-speaks-chinese', metainfo_speaks_chinese),
    ('/desk/data/names-agree', names_agree),
    ('/desk/data/all-is-installed', all_is_installed),
    ('/desk/data/symbolic-icons-are-plain', symbolic_icons_are_plain),
    ('/desk/data/icons-exist', icons_exist),
)

if __name__ == '__main__':
    sys.exit(run_cases(CASES))
