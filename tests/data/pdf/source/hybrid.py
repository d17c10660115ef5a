#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hybrid.py FROM TO: a PDF with a table becomes a hybrid-reference file (ISO 32000-2 §7.5.8.4).

No program in Debian writes hybrids; office programs once did. The catalog, the pages and what they show stay where the
table finds them; the document information moves into an object stream that only the stream beside the table knows.
"""

import re
import sys
import zlib

data = open(sys.argv[1], 'rb').read()
start = int(re.search(rb'startxref\s+(\d+)\s+%%EOF\s*$', data)[1])
trailer = re.search(rb'trailer\s*<<(.*?)>>\s*startxref', data[start:], re.DOTALL)[1]
size = int(re.search(rb'/Size (\d+)', trailer)[1])
root = re.search(rb'/Root (\d+ 0 R)', trailer)[1].decode()
rows = re.findall(rb'(\d{10}) (\d{5}) ([nf])', data[start:])
assert len(rows) == size, 'a table of one subsection is wanted'

body = data[:start]
info, objects, cross = size, size + 1, size + 2
packed = f'{info} 0 << /Title (Supplement) /Producer (hybrid.py) >>'.encode()
packed = zlib.compress(packed)
place = len(body)
body += (f'{objects} 0 obj\n<< /Type /ObjStm /N 1 /First {len(str(info)) + 3} /Filter /FlateDecode '
         f'/Length {len(packed)} >>\nstream\n').encode() + packed + b'\nendstream\nendobj\n'
beside = len(body)
entries = bytes([2]) + objects.to_bytes(4, 'big') + bytes(2)
entries += bytes([1]) + place.to_bytes(4, 'big') + bytes(2)
entries += bytes([1]) + beside.to_bytes(4, 'big') + bytes(2)
body += (f'{cross} 0 obj\n<< /Type /XRef /Size {cross + 1} /W [1 4 2] /Index [{info} 3] /Root {root} '
         f'/Length {len(entries)} >>\nstream\n').encode() + entries + b'\nendstream\nendobj\n'
table = len(body)
body += f'xref\n0 {cross + 1}\n'.encode()
body += b''.join(b'%s %s %s \n' % row for row in rows)
body += b'0000000000 00000 f \n' * 3
body += (f'trailer\n<< /Size {cross + 1} /Root {root} /Info {info} 0 R /XRefStm {beside} >>\n'
         f'startxref\n{table}\n%%EOF\n').encode()
open(sys.argv[2], 'wb').write(body)
