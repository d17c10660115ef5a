# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do at the desk, step by step, told to a driver: from an empty machine to a contract that both have signed."""

import re

from desk_driver import BUTTONS, CHECKS, ENTRIES, ROWS, PATIENCE, Role, State, matches, wait_for, xdotool

ENTERPRISE = '长春市晨曦精密机械制造有限公司'
ACCOUNT = 'chenxi_2026'
PASSWORD = 'abcd-1234'
CERTIFICATE_PASSWORD = 'klmn-5678-opqr'
WORKER = '李想'
WORKER_PHONE = '13800138000'
WORKER_NUMBER = '220102199505050020'


def accept_code(desk):
    """A hall on this computer sends its codes into the window, where one press fills them in; some are asked for before.

    One button sends, counts down and fills in, so that only the entry says when it is done.
    """
    ready, send, entry = desk.pattern('Fill in %.3s %s'), (desk._('Send Code'), desk._('Send Again')), desk._('SMS code')

    def look():
        view = desk.view()
        if any(re.fullmatch(r'\d{6}', node.text()) for node in view.select(lambda node: node.role in ENTRIES and node.name == entry)):
            return True
        buttons = view.select(lambda node: node.role in BUTTONS and (node.name in send or matches(ready, node.name)))
        if buttons and buttons[0].has(State.SENSITIVE):
            desk.act(buttons[0])
        return False
    # The hall sends one a minute for each purpose.
    wait_for('the code', look, 60 + PATIENCE)


def consent(desk):
    desk.check(desk._('I have read both and agree'))


def wait_registered(desk):
    """The sign-in is there again, with who registered filled in; the words that say so are gone after five seconds."""
    def filled_in():
        entries = desk.select(lambda node: node.role in ENTRIES and node.text() in (ACCOUNT, WORKER_PHONE))
        return bool(entries) and desk.seek(BUTTONS, desk._('Sign In')) is not None
    wait_for('the sign-in', filled_in)


def begin(desk):
    """The first window: the hall on this computer."""
    desk.choose(desk._('This computer'))
    desk.find(BUTTONS, desk._('Register an Account'))


def register_enterprise(desk):
    desk.press(desk._('Register an Account'))
    desk.fill(desk._('New password'), PASSWORD)
    desk.fill(desk._('Account name'), ACCOUNT)
    desk.fill(desk._('The same once more'), PASSWORD)
    desk.fill(desk._('Enterprise name'), ENTERPRISE)
    desk.fill(desk._('Unified social credit code'), '91220101MA0Y1A2B3D')
    desk.pick(desk._('Unit type'), desk._('Limited liability company'))
    desk.fill(desk._('Domicile'), '吉林省长春市高新技术产业开发区硅谷大街1198号')
    desk.pick(desk._('Kind of head'), desk._('Legal representative'))
    desk.fill(desk._('Name of the head'), '赵明远')
    desk.fill(desk._('Document number'), '220102198001010012')
    desk.fill(desk._('Document valid from'), '2020-01-01')
    desk.press(desk._('Long-term'))
    desk.fill(desk._('Mobile phone'), '13900139000')
    accept_code(desk)
    consent(desk)
    desk.press(desk._('Register'))
    wait_registered(desk)


def sign_in(desk):
    desk.fill(desk._('Password'), PASSWORD)
    desk.press(desk._('Sign In'))
    desk.find(Role.LIST, desk._('Panes'))


def activate_certificate(desk):
    desk.go(desk._('Certificates'))
    accept_code(desk)
    desk.fill(desk._('New certificate password'), CERTIFICATE_PASSWORD)
    desk.fill(desk._('The same once more'), CERTIFICATE_PASSWORD)
    desk.check(desk._('I have read the certificate agreement and consent to it'))
    desk.press(desk._('_Activate'))
    desk.wait_gone(BUTTONS, desk._('_Activate'))


def make_seal(desk):
    desk.go(desk._('Seals'))
    accept_code(desk)
    desk.fill(desk._('Certificate password'), CERTIFICATE_PASSWORD)
    desk.press(desk._('_Enter'))
    desk.press(desk._('_Make a Seal'))
    desk.find(ENTRIES, desk._('Name of the seal'))
    desk.press(desk._('_Make Seal'))
    desk.find(BUTTONS, re.compile(f'^{ENTERPRISE}.*, {desk._("Valid")}'))


def fill_in_contract(desk):
    """A filing that is ready; its window."""
    desk.go(desk._('Contracts'))
    desk.command('ctrl+n', desk._('File a contract'))
    form = desk.find((Role.FRAME, Role.WINDOW), desk._('New filing'))
    desk.fill(desk._('Full name'), WORKER, within=form)
    desk.fill(desk._('Document number'), WORKER_NUMBER, within=form)
    desk.fill(desk._('Mobile phone'), WORKER_PHONE, within=form)
    desk.fill(desk._('Domicile'), '吉林省长春市朝阳区人民大街5268号', within=form)
    desk.fill(desk._('Post'), '质量检验员', within=form)
    desk.fill(desk._('Agreed pay'), '8000', within=form)
    desk.wait_says(desk._('Ready to file'))
    return form


def file_contract(desk):
    form = fill_in_contract(desk)
    desk.press(desk._('_File'), within=form)
    confirm_findings(desk)
    desk.find(BUTTONS, desk._('_Seal'))


def confirm_findings(desk):
    """What the law only warns of is asked for once."""
    filed, asked = desk._('To seal'), desk._('File in spite of this?')
    wait_for('the filing', lambda: desk.says(filed) or desk.says(asked))
    dialog = desk.seek(Role.DIALOG, asked)
    if dialog is not None:
        desk.press(desk._('_File'), within=dialog)


def unlock(desk):
    """Code and certificate password, for whoever seals or signs."""
    accept_code(desk)
    desk.fill(desk._('Certificate password'), CERTIFICATE_PASSWORD)


def press_seal(desk):
    desk.press(desk.pattern(desk.words.ngettext('_Seal %u Document', '_Seal %u Documents', 1)))


def seal_contract(desk):
    desk.command('ctrl+Return', desk._('_Seal'))
    unlock(desk)
    press_seal(desk)
    desk.press(desk._('_Done'))
    desk.wait_says(desk._('To sign'))


def register_worker(desk):
    desk.press(ENTERPRISE)
    desk.press(desk._('Another Account…'))
    desk.press(desk._('Person'))
    desk.press(desk._('Register an Account'))
    desk.fill(desk._('New password'), PASSWORD)
    desk.fill(desk._('The same once more'), PASSWORD)
    desk.fill(re.compile(f'^({desk._("Full name")}|{desk._("Name")})$'), WORKER)
    desk.fill(desk._('Document number'), WORKER_NUMBER)
    desk.fill(desk._('Document valid from'), '2020-01-01')
    desk.press(desk._('Long-term'))
    desk.fill(desk._('Mobile phone'), WORKER_PHONE)
    accept_code(desk)
    consent(desk)
    desk.press(desk._('Register'))
    wait_registered(desk)


def open_line(desk, state):
    """The contract in the list that is in that state."""
    desk.click(desk.find(ROWS, re.compile(re.escape(desk._(state)))))


def open_contract(desk):
    open_line(desk, 'To sign')
    desk.command('ctrl+Return', desk._('Read and _Sign'))


def read_to_the_end(desk):
    """The same button says Next until the last page was read, then Sign; the notice comes after it."""
    following, notice = (desk._('Next'), desk._('Sign')), desk._('I have read this notice')

    def turn():
        if desk.seek(CHECKS, notice) is not None:
            return True
        found = desk.select(lambda node: node.role in BUTTONS and node.name in following)
        if found:
            desk.suggest(found[-1])
        return False
    wait_for('the end of the document', turn, 4 * PATIENCE)


def write_name(desk):
    """Two strokes with the mouse; without one the name itself, as spec.md 3.5-1 has it for who cannot write."""
    sheet = desk.find(Role.IMAGE, desk.pattern('Signature of %s'))
    if not desk.has_pointer:
        desk.press(desk._('Make it from my name'))
        return
    for stroke in (((0.3, 0.3), (0.4, 0.6), (0.45, 0.35)), ((0.5, 0.3), (0.55, 0.7), (0.65, 0.4), (0.7, 0.6))):
        points = [desk.place(sheet, where) for where in stroke]
        xdotool('mousemove', *points[0], 'mousedown', 1)
        for before, after in zip(points, points[1:]):
            for step in range(1, 9):
                xdotool('mousemove', *(int(a + (b - a) * step / 8) for a, b in zip(before, after)))
        xdotool('mouseup', 1)
    desk.press(desk._('See It in Place'))


def prepare_signing(desk):
    """Reads it to the end, consents, activates a certificate on the way, writes, looks, enters what confirms it."""
    open_contract(desk)
    desk.find(BUTTONS, desk._('Next'))
    read_to_the_end(desk)
    desk.check(desk._('I have read this notice'))
    desk.check(desk._('I consent to the contract being made in electronic form'))
    desk.press(desk._('I Consent'))
    accept_code(desk)
    desk.fill(desk._('New certificate password'), CERTIFICATE_PASSWORD)
    desk.fill(desk._('The same once more'), CERTIFICATE_PASSWORD)
    desk.check(desk._('I have read the certificate agreement and consent to it'))
    desk.press(desk._('_Activate'))
    write_name(desk)
    desk.press(desk._('Use This'))
    unlock(desk)


def sign_contract(desk):
    prepare_signing(desk)
    desk.press(desk._('Sign'))
    desk.find(BUTTONS, desk._('_Save My Copy'))


def save_copy(desk, path):
    desk.press(desk._('_Save My Copy'))
    wait_for('the file chooser', lambda: len(desk.windows()) > 1)
    desk.key('ctrl+a')
    desk.type(path)
    desk.key('Return')


def read_verdict(desk, path):
    """The window that verifies a file: both parties confirmed, nothing changed since; closes it."""
    title = desk._('Verify %s').replace('%s', path.rpartition('/')[2])
    window = desk.find((Role.FRAME, Role.WINDOW, Role.DIALOG), title)
    confirmed = re.compile('^' + re.escape(desk._('Confirmed') + ': '))
    headline = desk.find((Role.PANEL, Role.FILLER), confirmed, window).name
    assert WORKER in headline and ENTERPRISE in headline, headline
    desk.key('ctrl+w')
    desk.wait_gone((Role.FRAME, Role.WINDOW, Role.DIALOG), title)


def verify_by_menu(desk, path):
    """Any PDF is verified, from the menu."""
    desk.press(desk._('_Leave'))
    number = len(desk.windows())
    desk.ask(desk._('Main Menu'), desk._('_Verify a PDF…'), 'ctrl+o')
    wait_for('the file chooser', lambda: len(desk.windows()) > number and not desk.seek(Role.MENU_ITEM, desk._('_Verify a PDF…')))
    desk.key('ctrl+l', 'ctrl+a')
    desk.type(path)
    desk.key('Return')
    read_verdict(desk, path)


class Story:
    """Steps that build on each other: after one that failed, the others fail at once."""

    def __init__(self, desk, name):
        self.desk = desk
        self.name = name
        self.broken = None

    def case(self, name, step):
        def run():
            assert self.broken is None, f'{self.broken} failed before'
            try:
                step()
            except BaseException:
                self.broken = name
                self.desk.tell()
                raise
        return f'/e2e/{self.name}/{name}', run

    def end(self):
        """Ended as a session ends it, without a critical on the way."""
        self.desk.stop()
        assert 'CRITICAL' not in self.desk.log(), self.desk.log()
