# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do at the desk, step by step, told to a driver: from an empty machine to a contract that both have signed."""
from desk_driver import BUTTONS, Role, wait_for

ENTERPRISE = '长春市晨曦精密机械制造有限公司'
ACCOUNT = 'chenxi_2026'
PASSWORD = 'abcd-1234'
CERTIFICATE_PASSWORD = 'klmn-5678-opqr'
WORKER = '李想'
WORKER_PHONE = '13800138000'
WORKER_NUMBER = '11010519491231002X'


def accept_code(desk):
    """A hall on this computer sends its codes into the window, where one press fills them in; some are asked for before."""
    found = wait_for('the row of the code', lambda: desk.seek(BUTTONS, desk.pattern('Fill in %.3s %s')) or desk.seek(BUTTONS, desk._('Send Code')))
    if found.name == desk._('Send Code'):
        desk.press(desk._('Send Code'))
    desk.press(desk.pattern('Fill in %.3s %s'))


def begin(desk):
    """The first window: the hall on this computer."""
    desk.choose(desk._('This computer'))
    desk.find(BUTTONS, desk._('Register an Account'))


def consent(desk):
    desk.check(desk._('I have read both and agree'))


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


def sign_in(desk, person=False):
    if person:
        desk.check(desk._('Person'))
    desk.fill(desk._('Password'), PASSWORD)
    desk.press(desk._('Sign In'))
    wait_for('the panes', lambda: desk.seek(Role.LIST, desk._('Panes')))


def go(desk, pane):
    """By the sidebar."""
    desk.choose(desk._(pane), desk.find(Role.LIST, desk._('Panes')))


def activate_certificate(desk):
    go(desk, 'Certificates')
    accept_code(desk)
    desk.fill(desk._('New certificate password'), CERTIFICATE_PASSWORD)
    desk.fill(desk._('The same once more'), CERTIFICATE_PASSWORD)
    desk.check(desk._('I have read the certificate agreement and consent to it'))
    desk.press(desk._('_Activate'))
