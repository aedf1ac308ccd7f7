"""Markdown, the HTML page and the report of a batch."""

import base64
import dataclasses
import datetime as dt
import hashlib
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image

from irsletter.emit.build import build_result
from irsletter.errors import ErrorCode, ReadError
from tests.unit.emit.faces import report_html, to_html, to_markdown

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)> [pay](http://evil.example) www.evil.example'


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def picture(kind="PNG"):
    buffer = BytesIO()
    Image.new("L", (850, 1100), 255).save(buffer, kind)
    return buffer.getvalue()


def test_markdown_has_the_first_screen_and_tables(make_result):
    text = to_markdown(make_result())
    assert text.startswith("# CP504 · Notice of intent to levy")
    assert "**WANTS** It asks you to pay $9,533.53" in text
    assert "| Failure-to-pay penalty | 2024 | $34.98 | accepted |" in text
    assert "\n1. " in text


def test_markdown_of_a_letter_holds_no_markup_and_no_link_of_the_letter(make_result, make):
    text = to_markdown(make_result(fields={"taxpayer_name": make.field(EVIL, EVIL)}))
    assert "<script" not in text.replace("\\<script", "")
    assert "http://" not in text
    assert "www.evil" not in text
    assert "](" not in text.replace("\\](", "")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_page_shows_each_picture_with_a_box_for_each_place(make_result, kind):
    page = Tags(to_html(make_result(), {1: picture(kind)}))
    (image,) = page.all("image")
    assert image["href"].startswith(f"data:image/{kind.lower()};base64,")
    assert base64.b64decode(image["href"].split(",")[1]) == picture(kind)
    anchors = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert all(attrs["href"].removeprefix("#") in anchors for attrs in page.all("a"))
    # the name stands at x 0.1235 to 0.4 and y 0.4 to 0.42 of a page of 850 by 1100
    assert {"x": "105.0", "y": "440.0", "width": "235.0", "height": "22.0"} in page.all("rect")


def test_without_pictures_the_page_is_text_only(make_result):
    page = Tags(to_html(make_result()))
    assert page.all("svg") == []
    assert any("$9,533.53" in text for text in page.text)


def test_other_kinds_of_pictures_are_refused(make_result):
    with pytest.raises(ValueError, match="PNG, JPEG or WebP"):
        to_html(make_result(), {1: b"GIF89a"})


def assert_harmless(text):
    page = Tags(text)
    if scripts := page.all("script"):  # the report's own, named by the policy
        assert scripts == [{}]
        script = text.split("<script>")[1].split("</script>")[0]
        assert (
            f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
            in text.replace("&#39;", "'")
        )
    assert page.all("img") == []
    assert not any(name.startswith("on") or name == "style" for _, attrs in page.tags for name in attrs)
    targets = [attrs[key] for _, attrs in page.tags for key in ("href", "src", "action") if key in attrs]
    assert all(target.startswith(("#", "data:image/")) for target in targets)
    (policy,) = (attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv"))
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_pages_run_nothing_and_fetch_nothing_whatever_the_letter_says(make_result, make):
    whole = make_result(fields={"taxpayer_name": make.field(EVIL, EVIL)})
    whole = replace(whole, source=replace(whole.source, name=EVIL, path=EVIL))
    assert_harmless(to_html(whole, {1: picture()}))
    assert_harmless(report_html([whole]).decode())


def test_the_report_lists_letters_by_urgency_then_date(make_result, make):
    def letter(name, **changes):
        whole = make_result(**changes)
        return replace(whole, source=replace(whole.source, path=name))

    calm = letter("calm.pdf", deadlines=(), asks=())
    soon = letter("soon.pdf", deadlines=(make.levy,))
    sooner = letter("sooner.pdf", deadlines=(replace(make.levy, date=dt.date(2026, 12, 1)),))
    right = letter("right.pdf", deadlines=(make.hearing,))
    page = Tags(report_html([calm, soon, sooner, right]).decode())
    files = [text for text in page.text if text.endswith(".pdf")]
    assert files == ["right.pdf", "sooner.pdf", "soon.pdf", "calm.pdf"]
    anchors = [attrs["id"] for attrs in page.all("article")]
    assert [attrs["href"].removeprefix("#") for attrs in page.all("a") if "class" not in attrs] == anchors
    assert len(set(anchors)) == 4


def test_totals_leave_out_what_can_not_count(make_result, make):
    def changed(whole, **changes):
        return replace(whole, letters=[replace(whole.letters[0], **changes)])

    plain, doubted = make_result(), make_result(authenticity=make.fraud)
    copy, overtaken = changed(plain, copy_of="a" * 12), changed(plain, superseded_by="b" * 12)
    due = plain.letters[0].fields["amount_due"]
    unsure = changed(plain, fields={**plain.letters[0].fields, "amount_due": replace(due, status="review")})
    text = " ".join(report_html([plain, plain, doubted, copy, overtaken, unsure]).decode().split())
    assert "$19,067.06 in 2 letters, 1 more to be checked;" in text  # twice 9,533.53


def test_a_copy_is_counted_in_no_chart_and_one_letter_is_said_as_one(make_result, make):
    first = make_result(deadlines=(make.levy,))
    copy = replace(first, letters=[replace(first.letters[0], copy_of="a" * 12)])
    text = report_html([first, copy]).decode()
    assert "$9,533.53 in 1 letter, 0 more" in " ".join(text.split())
    bars = Tags(text[text.index("<svg") : text.index("</svg>")]).text
    assert [each for each in bars if each.isdigit()] == ["1"]


def test_the_report_names_files_that_could_not_be_read():
    error = ReadError(ErrorCode.ENCRYPTED, "It is protected.", "Take the password off.")
    result = build_result(None, (), error, catalog_digest="", as_of=dt.date(2026, 11, 22))
    result = dataclasses.replace(result, source=dataclasses.replace(result.source, path="a/locked.pdf"))
    text = report_html([result]).decode()
    assert "a/locked.pdf" in text
    assert "It is protected. Take the password off." in text
    assert "0 letters as of Nov 22, 2026" in text


def test_an_empty_batch_has_a_report():
    assert b"0 letters" in report_html([])


def test_no_number_stands_on_a_covered_place(make_result):
    ink = Image.new("L", (850, 1100), 255)
    ink.paste(0, (70, 380, 103, 480))  # left of the name, which stands at x 105 to 340 and y 440 to 462
    buffer = BytesIO()
    ink.save(buffer, "PNG")
    page = Tags(to_html(make_result(), {1: buffer.getvalue()}))
    spots = [(float(each["cx"]), float(each["cy"])) for each in page.all("circle")]
    assert not [spot for spot in spots if 70 < spot[0] < 103 and 380 < spot[1] < 480]
