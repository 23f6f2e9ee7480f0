"""E-mails, written for the test."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.errors import Unreadable
from linewatch.sources.mail.reader import attachments, read_mail
from tests.sources.office_making import holds, mutated, rows

LETTER = b"""From: =?utf-8?q?J=C3=A9r=C3=B4me?= Dock <j@pier.example>
To: "Pier, A." <a@pier.example>, b@pier.example
Cc: Staff <s@pier.example>
Subject: =?utf-8?b?RmVycnkg?= =?utf-8?b?ZmFyZXM=?=
Date: Mon, 9 Apr 1956 23:30:00 -0500
Message-ID: <1@pier.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: multipart/alternative; boundary="C"

--C
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

At the caf=E9 they
said so.

On Monday A wrote:
> Fares will
> not rise.
>
> Never.
>> Or later.
Fine.
--=20
J. D.
--C
Content-Type: text/html

<p>At the caf\xc3\xa9</p>
--C--
--B
Content-Type: application/pdf
Content-Disposition: attachment; filename="../../fares.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--B
Content-Type: message/rfc822

From: c@pier.example
Subject: before

Hello.
--B--
"""


def simple(body: bytes, head: bytes = b"") -> bytes:
    return b"From: a@pier.example\n" + head + b"\n" + body


def test_the_head_says_who_wrote_what_to_whom_and_when():
    letter = read_mail("ferry", LETTER)
    assert (letter.title, letter.issuer, letter.date, letter.time) == (
        "Ferry fares",
        "Jérôme Dock",
        "1956-04-09",
        "23:30:00-05:00",
    )
    assert (letter.addressees, letter.copies) == (("Pier, A.", "b@pier.example"), ("Staff",))
    assert letter.extra == {"message_id": "<1@pier.example>", "enclosed": ["fares.pdf", "message.eml"]}
    assert letter.untold == ("language", "pages")


def test_quotations_and_signatures_are_told_apart():
    letter = read_mail("ferry", LETTER)
    assert rows(letter)[4:] == [
        ("heading", "Ferry fares"),
        ("paragraph", "At the café they said so."),
        ("paragraph", "On Monday A wrote:"),
        ("paragraph", "Fares will not rise."),
        ("paragraph", "Never."),
        ("paragraph", "Or later."),
        ("paragraph", "Fine."),
        ("signature", "J. D."),
    ]
    assert [passage.section for passage in letter.passages[7:11]] == ["quoted"] * 3 + [None]
    holds(letter)


def test_enclosures_have_plain_names_and_their_bytes():
    assert list(attachments(LETTER)) == [
        ("fares.pdf", b"%PDF"),
        ("message.eml", b"From: c@pier.example\nSubject: before\n\nHello."),
    ]


def test_enclosures_of_one_name_are_told_apart():
    part = b'--B\nContent-Disposition: attachment; filename="..\\\\a/.b"\n\nx\n'
    data = b"From: a@b\nContent-Type: multipart/mixed; boundary=B\n\n" + part * 2 + b"--B--\n"
    assert [name for name, _ in attachments(data)] == ["b", "b-2"]


def test_a_letter_that_is_a_web_page_is_read_by_its_reader():
    data = simple(b"<p>Caf\xe9</p><p>Two</p>", b"Subject: S\nContent-Type: text/html; charset=latin-1\n")
    letter = read_mail("ferry", data)
    assert rows(letter) == [
        ("address", "From: a@pier.example"),
        ("heading", "S"),
        ("paragraph", "Café"),
        ("paragraph", "Two"),
    ]
    holds(letter)


@pytest.mark.parametrize(
    ("head", "body", "meant"),
    [
        (b"Content-Type: text/plain; charset=utf-8\n", "Café".encode(), "Café"),
        (b"Content-Type: text/plain; charset=us-ascii\n", "Café".encode(), "Café"),
        (b"Content-Type: text/plain; charset=nonsense\n", "Café".encode(), "Café"),
        (b"Content-Type: text/plain; charset=punycode\n", b"plain", "plain"),
        (b"", b"no\0thing", "no\ufffdthing"),
        (b"Content-Transfer-Encoding: base64\n", b"Q2Fmw6k=", "Café"),
        (b"Content-Transfer-Encoding: base64\n", b"not base64 at all!", None),
        (b"Content-Type: text/plain; charset=a\0b\n", "Café".encode(), "Café"),
        (b"Content-Type: multipart/mixed\n", b"No boundary.", "No boundary."),
        (b"Content-Type: multipart/mixed; boundary=B\n", b"--B\n\nNever closed.", "Never closed."),
    ],
)
def test_a_wrong_or_missing_charset_or_boundary_costs_little(head, body, meant):
    letter = read_mail("ferry", simple(body, head))
    if meant:
        assert letter.passages[-1].text == meant
    holds(letter)


@pytest.mark.parametrize(
    ("line", "issuer", "date"),
    [
        (b"From: Caf\xc3\xa9 <c@d>\nDate: nonsense", "Café", None),
        (b"From: Caf\xe9\nDate: 31 Feb 1956 10:00", "Café", None),
        (b"From: =?utf-8?b?broken <c@d>\nDate: 9 Apr 56 10:00 GMT", "=?utf-8?b?broken", None),
        (b"From: undisclosed-recipients:;\nDate: Mon, 9 Apr 1956", "undisclosed-recipients:;", "1956-04-09"),
        (b"Sender: A <a@b>\nDate: 9 Apr 0001 00:30 +1400", "A", None),
    ],
)
def test_broken_heads_are_read_as_far_as_they_go(line, issuer, date):
    letter = read_mail("ferry", line + b"\n\nBody.")
    assert (letter.issuer, letter.date) == (issuer, date)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no head"),
        (b"Fares rise.\n\nThey do.", "no head"),
        (b"From: a@b\nContent-Type: application/pkcs7-mime\n\nMIIB", "It is encrypted."),
        (b"From: a@b\nContent-Type: text/plain; " + b";" * 9000 + b"\n\nx", "longer than any program"),
        (b"From: a@b\n\n" + b"\n" * 17_000_000, "too large"),
    ],
)
def test_what_cannot_be_read_is_told(data, told):
    with pytest.raises(Unreadable, match=told):
        read_mail("bad", data)


def nested(depth: int) -> bytes:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"From: a@b\n" + parts + b"\ntext\n" * 1000


@pytest.mark.parametrize(
    "data",
    [
        nested(300),
        nested(5000),
        b"From: " + b"(" * 100_000 + b"\n\nx",
        b"From: a@b\nTo: " + b"a@b, " * 100_000 + b"\n\nx",
        b"From: a@b\nTo: " + b'"' * 100_000 + b"\n\nx",
        b"From: a@b\nSubject: " + b"=?a?q?" * 100_000 + b"\n\nx",
        b"From: a@b\nDate: " + b"1 " * 100_000 + b"\n\nx",
        simple(b"> " * 200_000),
        simple(b"> a\n>> b\n" * 20_000),
        b"From: a@b\nContent-Type: multipart/mixed; boundary=B\n\n" + b"--B\n\nx\n" * 20_000,
    ],
    ids=["deep", "deeper", "comments", "many", "quotes", "encoded", "date", "signs", "quoted", "parts"],
)
def test_what_is_written_to_take_for_ever_does_not(data):
    began = time.process_time()
    try:
        holds(read_mail("bad", data))
        list(attachments(data))
    except Unreadable:
        pass
    assert time.process_time() - began < 10


LINES = b"""From: a@b
To: (
Subject: =?utf-8?q?=ff?=
Date: Mon

--B
--B--
> a
--\x20
Content-Type: multipart/alternative; boundary=B
Content-Type: message/rfc822
Content-Type: text/html
Content-Type: message/delivery-status
Content-Type: text/plain; charset=utf-16
Content-Type: text/plain; charset*0=
Content-Transfer-Encoding: uuencode
begin 644 a
\xff\xfe
Content-Transfer-Encoding: base64
=====
 folded
Content-Disposition: attachment; filename*=utf-8''%ff%00/../a
""".splitlines(keepends=True)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200).map(lambda data: b"From: a\n" + data),
        mutated(LETTER),
        st.lists(st.sampled_from(LINES), max_size=25).map(lambda lines: b"From: a@b\n" + b"".join(lines)),
    )
)
def test_no_bytes_break_the_reader(data):
    try:
        holds(read_mail("any", data))
        for name, inner in attachments(data):
            assert name
            assert "/" not in name
            assert isinstance(inner, bytes)
    except Unreadable:
        pass
