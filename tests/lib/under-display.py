#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""under-display.py PROGRAM [ARGUMENT]…: runs it with a display, a session bus and a home of its own.

The display is Xvfb's, 1280 by 1024 unless YINXIN_TEST_SCREEN says another size; all of it is gone afterwards.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

SCREEN = os.environ.get('YINXIN_TEST_SCREEN', '1280x1024')
# What widgets find instead of a desktop: accessibility that tests can ask, one renderer, settings in memory.
WIDGETS = {
    'GDK_BACKEND': 'x11',
    'GSK_RENDERER': 'cairo',
    'GDK_DEBUG': 'gl-disable',
    'GTK_A11Y': 'test',
    'GSETTINGS_BACKEND': 'memory',
    'GIO_USE_VFS': 'local',
    'GIO_USE_PROXY_RESOLVER': 'dummy',
    'NO_AT_BRIDGE': '1',
    'ADW_DISABLE_PORTAL': '1',
    'GTK_USE_PORTAL': '0',
}
FOLDERS = {
    'HOME': 'home',
    'XDG_RUNTIME_DIR': 'runtime',
    'XDG_CONFIG_HOME': 'home/config',
    'XDG_DATA_HOME': 'home/data',
    'XDG_CACHE_HOME': 'home/cache',
    'XDG_STATE_HOME': 'home/state',
}


def start_display(folder):
    """Xvfb on the first free number; without -noreset it would end with its first client."""
    reading, writing = os.pipe()
    with open(os.path.join(folder, 'display.log'), 'w', encoding='utf-8') as log:
        server = subprocess.Popen(  # pylint: disable=consider-using-with
            ['Xvfb', '-displayfd', str(writing), '-screen', '0', SCREEN + 'x24', '-noreset', '-nolisten', 'tcp'],
            pass_fds=(writing,), stdout=log, stderr=log)
    os.close(writing)
    with os.fdopen(reading, encoding='ascii') as stream:
        number = stream.readline().strip()
    if not number:
        with open(os.path.join(folder, 'display.log'), encoding='utf-8', errors='replace') as log:
            sys.exit('Xvfb did not start: ' + log.read())
    return server, number


def main():
    """Runs the command; its exit status."""
    folder = tempfile.mkdtemp(prefix='yinxin-display-')
    environment = {**WIDGETS, **os.environ}
    for name, path in FOLDERS.items():
        environment[name] = os.path.join(folder, path)
        os.makedirs(environment[name], mode=0o700, exist_ok=True)
    server, number = start_display(folder)
    environment['DISPLAY'] = ':' + number
    environment.pop('WAYLAND_DISPLAY', None)
    environment.pop('DBUS_SESSION_BUS_ADDRESS', None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return subprocess.call(['dbus-run-session', '--'] + sys.argv[1:], env=environment)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
