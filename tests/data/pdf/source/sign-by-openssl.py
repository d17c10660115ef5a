#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sign-by-openssl.py FROM TO FIELD KIND KEY CERT CHAIN [TSA-CONF]: fills FIELD with a signature that openssl(1) makes.

KIND: pades (ETSI.CAdES.detached as PAdES wants it: openssl signs the attributes), pades-stamped (with a signature
timestamp), cades (by openssl cms -cades, whose signing-time PAdES forbids), detached-sha512, detached-pss
(adbe.pkcs7.detached), sha1 (adbe.pkcs7.sha1), certify (adbe.pkcs7.detached, DocMDP P=2).
FROM has a cross-reference table and the form of form.tex; what is written is a revision of its own.
"""

import hashlib
import re
import subprocess
import sys

ROOM = 16384
come, to, field, kind, key, cert, chain = sys.argv[1:8]
data = open(come, 'rb').read()
if not data.endswith(b'\n'):
    data += b'\n'


def current(number):
    """The object's dictionary as the last revision has it."""
    found = re.findall(rb'(?:^|\n)%d 0 obj\s*(<<.*?>>)\s*endobj' % number, data, re.DOTALL)
    return found[-1]


def run(*arguments, given=None):
    return subprocess.run(['openssl', *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout


def der(tag, *parts):
    body = b''.join(parts)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, 'big')
    return bytes([tag, 0x80 | len(size)]) + size + body


def items(content):
    """The values in a constructed value: (tag, content)."""
    found = []
    while content:
        at, length = 2, content[1]
        if length & 0x80:
            at += length & 0x7f
            length = int.from_bytes(content[2:at], 'big')
        found.append((content[0], content[at:at + length]))
        content = content[at + length:]
    return found


def add_timestamp(cms, conf):
    """Adds a token as an unsigned attribute (RFC 3161, appendix A)."""
    (_, info), = items(cms)
    (_, kind_of), (_, wrapped) = items(info)
    (_, signed), = items(wrapped)
    parts = items(signed)
    (_, signer), = items(parts[-1][1])
    inside = items(signer)
    open('value', 'wb').write(inside[-1][1])
    run('ts', '-query', '-data', 'value', '-sha256', '-cert', '-out', 'query')
    run('ts', '-reply', '-config', conf, '-queryfile', 'query', '-token_out', '-out', 'token')
    token = open('token', 'rb').read()
    attribute = der(0x30, bytes.fromhex('060b2a864886f70d010910020e'), der(0x31, token))
    signer = b''.join(der(*item) for item in inside) + der(0xa1, attribute)
    signed = b''.join(der(*item) for item in parts[:-1]) + der(0x31, der(0x30, signer))
    return der(0x30, der(0x06, kind_of), der(0xa0, der(0x30, signed)))


def oid(hexadecimal):
    return der(0x06, bytes.fromhex(hexadecimal))


def pades(covered):
    """A SignedData without signing-time (EN 319 142-1, 6.3), the certificate named by its SHA-256."""
    data_type, signed_type = oid('2a864886f70d010701'), oid('2a864886f70d010702')
    sha256, ecdsa = der(0x30, oid('608648016503040201')), der(0x30, oid('2a8648ce3d040302'))
    certificate = run('x509', '-in', cert, '-outform', 'DER')
    root = run('x509', '-in', chain, '-outform', 'DER')
    (_, whole), = items(certificate)
    fields = items(items(whole)[0][1])
    identifier = der(0x30, der(*fields[3]), der(*fields[1]))
    reference = der(0x30, der(0x30, der(0x30, der(0x04, hashlib.sha256(certificate).digest()))))
    attributes = b''.join(sorted([
        der(0x30, oid('2a864886f70d010903'), der(0x31, data_type)),
        der(0x30, oid('2a864886f70d010904'), der(0x31, der(0x04, hashlib.sha256(covered).digest()))),
        der(0x30, oid('2a864886f70d010910022f'), der(0x31, reference)),
    ]))
    signature = run('dgst', '-sha256', '-sign', key, given=der(0x31, attributes))
    signer = der(0x30, b'\2\1\1', identifier, sha256, der(0xa0, attributes), ecdsa, der(0x04, signature))
    signed = der(0x30, b'\2\1\1', der(0x31, sha256), der(0x30, data_type), der(0xa0, *sorted([certificate, root])),
                 der(0x31, signer))
    return der(0x30, signed_type, der(0xa0, signed))


SIGN = ['cms', '-sign', '-binary', '-outform', 'DER', '-signer', cert, '-inkey', key, '-certfile', chain]
KINDS = {
    'cades': ('ETSI.CAdES.detached', ['-cades']),
    'pades': ('ETSI.CAdES.detached', []),
    'pades-stamped': ('ETSI.CAdES.detached', []),
    'detached-sha512': ('adbe.pkcs7.detached', ['-md', 'sha512']),
    'detached-pss': ('adbe.pkcs7.detached', ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss']),
    'sha1': ('adbe.pkcs7.sha1', ['-nodetach', '-md', 'sha1']),
    'certify': ('adbe.pkcs7.detached', ['-md', 'sha256']),
}
filter_name, options = KINDS[kind]

trailer = re.findall(rb'trailer\s*<<(.*?)>>\s*startxref\s+(\d+)', data, re.DOTALL)[-1]
size = int(re.search(rb'/Size (\d+)', trailer[0])[1])
root = int(re.search(rb'/Root (\d+) 0 R', trailer[0])[1])
rest = b' '.join(re.findall(rb'/(?:Info \d+ 0 R|ID ?\[.*?\])', trailer[0], re.DOTALL))
place = int(re.findall(rb'(?:^|\n)(\d+) 0 obj\s*<<(?:(?!endobj).)*/T ?\(%s\)' % field.encode(), data, re.DOTALL)[-1])

objects = {}
value = size
extra = ''
if kind == 'certify':
    extra = (' /Reference [<< /Type /SigRef /TransformMethod /DocMDP '
             '/TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>]')
    objects[root] = current(root)[:-2] + b' /Perms << /DocMDP %d 0 R >> >>' % value
objects[place] = current(place)[:-2] + b' /V %d 0 R >>' % value
objects[value] = (f'<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /{filter_name} /M (D:20261123190000Z)'
                  f'{extra} /ByteRange [0000000000 0000000000 0000000000 0000000000] /Contents <'
                  + '0' * ROOM + '> >>').encode()

out = data
places = {}
for number in sorted(objects):
    places[number] = len(out)
    out += b'%d 0 obj\n%s\nendobj\n' % (number, objects[number])
start = len(out)
out += b'xref\n'
for number in sorted(places):
    out += b'%d 1\n%010d 00000 n \n' % (number, places[number])
out += b'trailer\n<< /Size %d /Root %d 0 R %s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n' % (
    size + 1, root, rest, trailer[1], start)

first = out.index(b'<' + b'0' * ROOM + b'>')
last = first + ROOM + 2
old = b'/ByteRange [0000000000 0000000000 0000000000 0000000000]'
new = b'/ByteRange [0 %d %d %d]' % (first, last, len(out) - last)
out = out.replace(old, new.ljust(len(old)))
covered = out[:first] + out[last:]
if kind == 'sha1':
    covered = hashlib.sha1(covered).digest()
cms = pades(covered) if kind.startswith('pades') else run(*SIGN, *options, given=covered)
if kind == 'pades-stamped':
    cms = add_timestamp(cms, sys.argv[8])
digits = cms.hex().encode()
assert len(digits) <= ROOM
open(to, 'wb').write(out[:first + 1] + digits + b'0' * (ROOM - len(digits)) + out[last - 1:])
