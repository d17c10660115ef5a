#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the PDFs of this folder anew, each by the program that its name says. They are kept in the tree, so that the
# tests need none of these programs. Debian 12:
#   apt-get install --no-install-recommends libreoffice-writer ghostscript mupdf-tools texlive-latex-base librsvg2-bin \
#     qpdf poppler-utils libnss3-tools libpodofo-utils openssl fonts-arphic-uming
# The files that come out differ from those kept in dates and ids.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$here/source
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# --- unsigned: unsigned/ ------------------------------------------------------------------------------

out=$here/unsigned
mkdir -p "$out"
# LibreOffice 7.4: table
soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf "$source/contract.fodt" >/dev/null
mv contract.pdf "$out/libreoffice.pdf"
# the same as PDF/A-2b: tagged, with an output intent and metadata
soffice -env:UserInstallation="file://$work/office" --headless \
  --convert-to 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}' \
  "$source/contract.fodt" >/dev/null
mv contract.pdf "$out/libreoffice-archive.pdf"
# Ghostscript 10.0: table; linearised table
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o "$out/ghostscript.pdf" "$source/contract.ps"
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dFastWebView=true -o "$out/ghostscript-linearised.pdf" "$source/contract.ps"
# mutool 1.21: table, a Chinese font that is not embedded; cleaned up, renumbered and compressed
mutool create -o "$out/mutool.pdf" "$source/contract.page"
mutool clean -gggz "$out/ghostscript.pdf" "$out/mutool-clean.pdf"
# pdfTeX 1.40: object streams and a cross-reference stream; the same with a table
pdflatex -interaction=batchmode "$source/contract.tex" >/dev/null
mv contract.pdf "$out/pdftex-object-streams.pdf"
pdflatex -interaction=batchmode '\pdfminorversion4\pdfobjcompresslevel0\input{'"$source/contract.tex"'}' >/dev/null
mv contract.pdf "$out/pdftex-table.pdf"
# cairo 1.16, by way of librsvg: table; Chinese text
rsvg-convert --format pdf --output "$out/cairo.pdf" "$source/contract.svg"
# qpdf 11.3: linearised with object streams, and with tables
qpdf --linearize --object-streams=generate "$out/libreoffice.pdf" "$out/qpdf-linearised-object-streams.pdf"
qpdf --linearize "$out/ghostscript.pdf" "$out/qpdf-linearised.pdf"
# hybrid: a table with a stream beside it
qpdf --object-streams=disable "$out/cairo.pdf" plain.pdf
python3 "$source/hybrid.py" plain.pdf "$out/hybrid.pdf"
# a form with empty signature fields
pdflatex -interaction=batchmode "$source/form.tex" >/dev/null
mv form.pdf "$out/pdftex-form.pdf"

# --- to be refused: refused/ ---------------------------------------------------------------------------

out=$here/refused
mkdir -p "$out"
plain=$here/unsigned/cairo.pdf
# qpdf: AES-256 without a password to open it, AES-128 with one; Ghostscript: RC4
qpdf --encrypt '' owner 256 -- "$plain" "$out/encrypted-aes256.pdf"
qpdf --encrypt user owner 128 --use-aes=y -- "$plain" "$out/encrypted-aes128.pdf"
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -dEncryptionR=3 -dKeyLength=128 \
  -sOwnerPassword=owner -sUserPassword= -o "$out/encrypted-rc4.pdf" "$source/contract.ps"
qpdf --add-attachment "$source/contract.ps" -- "$plain" "$out/attachment.pdf"
pdflatex -interaction=batchmode "$source/script.tex" >/dev/null
mv script.pdf "$out/script.pdf"

# --- signed by others: signed/ ------------------------------------------------------------------------
# The keys live in the temporary folder only; root.pem is what is to be trusted.

out=$here/signed
mkdir -p "$out"
form=$here/unsigned/pdftex-form.pdf
conf=$source/ca.conf
days=10950
openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days $days -config "$conf" -extensions root
make_user () { # NAME SECTION CN KEY-OPTIONS…
  name=$1 section=$2 subject=$3
  shift 3
  openssl genpkey "$@" -out "$name.key"
  openssl req -new -key "$name.key" -subj "/CN=$subject" -utf8 -config "$conf" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -CA root.pem -CAkey root.key -CAcreateserial -days $days -extfile "$conf" \
    -extensions "$section" -out "$name.pem"
}
make_user rsa signer '王芳' -algorithm RSA -pkeyopt rsa_keygen_bits:2048
make_user ec signer '李想' -algorithm EC -pkeyopt ec_paramgen_curve:P-256
make_user weak signer '赵敏' -algorithm RSA -pkeyopt rsa_keygen_bits:1024
make_user tsa stamper 'Foreign time' -algorithm RSA -pkeyopt rsa_keygen_bits:2048
echo 01 >serial
cp root.pem "$out/root.pem"
openssl pkcs12 -export -in rsa.pem -inkey rsa.key -certfile root.pem -name rsa -passout pass:test -out rsa.p12

# openssl 3.0
by_openssl () { # FROM TO FIELD KIND USER
  python3 "$source/sign-by-openssl.py" "$1" "$2" "$3" "$4" "$5.key" "$5.pem" root.pem "$conf"
}
by_openssl "$form" "$out/openssl-pades.pdf" employer pades ec
by_openssl "$form" "$out/openssl-pades-stamped.pdf" employer pades-stamped ec
by_openssl "$form" "$out/openssl-cades.pdf" employer cades ec
by_openssl "$form" "$out/openssl-detached-sha512.pdf" employer detached-sha512 rsa
by_openssl "$form" "$out/openssl-detached-pss.pdf" employer detached-pss rsa
by_openssl "$form" "$out/openssl-sha1.pdf" employer sha1 rsa
by_openssl "$form" "$out/openssl-weak-key.pdf" employer certify weak
by_openssl "$form" "$out/openssl-certified.pdf" employer certify ec
by_openssl "$out/openssl-certified.pdf" "$out/openssl-twice.pdf" worker pades ec

# MuPDF 1.21 fills a text field in and saves a revision: before any signature, after an approval, after a
# certification that permits it
fill () { # FROM TO
  cp "$1" filled.pdf
  mutool run "$source/fill.js" filled.pdf '长春市南关区'
  mv filled.pdf "$2"
}
fill "$form" "$here/unsigned/mutool-form-filled.pdf"
fill "$out/openssl-certified.pdf" "$out/openssl-certified-filled.pdf"

# mutool 1.21: adbe.pkcs7.detached; object numbers are those of the fields
number () { # FILE FIELD
  python3 -c 'import re, sys
print(re.findall(rb"(?:^|\n)(\d+) 0 obj\s*<<(?:(?!endobj).)*/T ?\(%s\)" % sys.argv[2].encode(),
                 open(sys.argv[1], "rb").read(), re.DOTALL)[-1].decode())' "$1" "$2"
}
mutool sign -s rsa.p12 -P test -o "$out/mutool.pdf" "$form" "$(number "$form" employer)"
mutool sign -s rsa.p12 -P test -o "$out/mutool-twice.pdf" "$out/mutool.pdf" "$(number "$form" worker)"
fill "$out/mutool.pdf" "$out/mutool-filled.pdf"

# Poppler 22.12 by NSS: a field of its own; an existing one; a second signature
mkdir nss
certutil -N -d sql:nss --empty-password
pk12util -i rsa.p12 -d sql:nss -W test -K ''
certutil -M -d sql:nss -n 'Yinxin tests: foreign root' -t CT,C,C || certutil -A -d sql:nss -n root -t CT,C,C -i root.pem
pdfsig -nssdir nss -nss-pwd '' -sign employer -nick rsa "$form" "$out/poppler.pdf"
pdfsig -nssdir nss -nss-pwd '' -sign worker -nick rsa "$out/poppler.pdf" "$out/poppler-twice.pdf"
# a signature that gets a field of its own; with this one font, because Poppler embeds it whole
cat >fonts.conf <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/type1/urw-base35</dir><cachedir>fonts</cachedir></fontconfig>
END
FONTCONFIG_FILE=$work/fonts.conf pdfsig -nssdir nss -nss-pwd '' -add-signature -nick rsa "$out/poppler-twice.pdf" \
  "$out/poppler-thrice.pdf"

# LibreOffice 7.4 by NSS: signed while it is exported
MOZILLA_CERTIFICATE_FOLDER=sql:$work/nss soffice -env:UserInstallation="file://$work/office" --headless \
  --convert-to 'pdf:writer_pdf_Export:{"SignPDF":{"type":"boolean","value":"true"},"SignCertificateSubjectName":{"type":"string","value":"CN=王芳"}}' \
  "$source/contract.fodt" >/dev/null
mv contract.pdf "$out/libreoffice.pdf"

# PoDoFo 0.9: adbe.pkcs7.detached with SHA-512
podofosign -in "$here/unsigned/libreoffice.pdf" -out "$out/podofo.pdf" -cert rsa.pem -pkey rsa.key -reason 同意
