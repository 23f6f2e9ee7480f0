import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch.brief.compose import compose
from linewatch.brief.html import html_page
from linewatch.brief.markdown import escaped, markdown_text
from linewatch.brief.outline import Brief, Paragraph, Section, Sentence
from linewatch.figures.texts import plain
from linewatch.kinds.citations import Citation

HOSTILE = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}"
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.heard = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.heard.append(data)

    def with_role(self, role):
        return [attrs for _, attrs in self.tags if attrs.get("role") == role]

    @property
    def text(self):
        return " ".join("".join(self.heard).split())


@pytest.fixture
def brief(case, words):
    return compose(case, words)


def test_each_citation_is_a_note_of_its_own_that_leads_there_and_back(brief, words):
    page = Page(html_page(brief, words))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    notes, refs, backs = (page.with_role(f"doc-{role}") for role in ("footnote", "noteref", "backlink"))
    assert len(ids) == len(set(ids))
    assert len(notes) == len(refs) == len(backs) == len(brief.citations) == 15
    assert [f"#{attrs['id']}" for attrs in notes] == [attrs["href"] for attrs in refs]
    assert [f"#{attrs['id']}" for attrs in refs] == [attrs["href"] for attrs in backs]
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert all(link.removeprefix("#") in ids for link in links)


def test_the_page_needs_nothing_but_itself(brief, words):
    text = html_page(brief, words)
    page = Page(text)
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "en"})
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base"}
    loading = {"src", "srcset", "xlink:href", "action", "data", "background"}
    assert not any(loading & set(attrs) for _, attrs in page.tags)
    assert not re.search(r"url\(|@import", text)
    assert {attrs["xmlns"] for tag, attrs in page.tags if "xmlns" in attrs} == {"http://www.w3.org/2000/svg"}
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace(
        "http://www.w3.org/1999/xlink", ""
    )


def test_the_page_shows_marking_figure_and_contents(brief, words):
    page = Page(html_page(brief, words))
    assert page.text.count("SECRET") == 2
    assert [tag for tag, _ in page.tags].count("figure") == 1
    assert [tag for tag, _ in page.tags].count("svg") == 2  # wide and narrow
    assert "from outside: 4 June 1956" in page.text
    assert "outside date from: a newspaper" in page.text
    assert page.text.count("Not verified: no copy is held.") == 15


def test_no_marking_prints_none(case, words):
    brief = compose(replace(case, marking="", events=()), words)
    assert 'class="marking' not in html_page(brief, words)
    assert "****" not in markdown_text(brief, words)


def test_what_documents_say_is_never_markup(case, words):
    hostile = {
        key: tuple(replace(item, exact=HOSTILE, page=HOSTILE, csl={"title": HOSTILE}) for item in cited)
        for key, cited in case.citations.items()
    }
    events = tuple(replace(event, name=HOSTILE, outside_source=HOSTILE) for event in case.events)
    brief = compose(replace(case, title=HOSTILE, marking=HOSTILE, events=events, citations=hostile), words)
    page = Page(html_page(brief, words))
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.text.count(HOSTILE) > len(brief.citations)
    assert "<script" not in re.sub(r"\\<", "", markdown_text(brief, words))


def small(text):
    cited = (Citation("key", exact=None, csl={"title": text}),) * 2
    led = Sentence(text, cited, when=text, who=text, ground=text, mark=text)
    blocks = (Paragraph((Sentence(text, cited[:1]),)), Paragraph((led,), head=text))
    return Brief(
        title=text, marking=text, date=text, caveat=text, sections=(Section(text, blocks),), sources=()
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30) | st.text("<>&\"'{}%#`*_[]()!\\-+.1|~ \n\x00", max_size=20))
def test_any_text_survives_in_html(text, words):
    page = Page(html_page(small(text), words))
    assert page.open == []
    assert len(page.with_role("doc-footnote")) == 3
    assert plain(text) in page.text


@given(st.text("<>&*_[]()`#+-.!|~^$1a \\\n", max_size=25))
def test_markdown_marks_are_escaped_and_nothing_else_is_changed(text):
    made = escaped(text)
    assert re.sub(r"\\(.)", r"\1", made) == plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>*_`\[\]#|~^$]", made)
    assert not re.match(r"[-+=]|\d+[.)]", made)


def test_markdown_has_a_footnote_for_each_citation(brief, words):
    text = markdown_text(brief, words)
    made = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert made == used == [str(number) for number in range(1, 16)]
    assert text.startswith("**SECRET**\n\n# A small case\n")
    assert text.endswith("**SECRET**\n")
    assert "<svg" not in text
    assert "4 June 1956, date from outside: The release (a newspaper)" in text


def test_the_same_case_gives_the_same_bytes(case, words):
    assert html_page(compose(case, words), words) == html_page(compose(case, words), words)
    assert markdown_text(compose(case, words), words) == markdown_text(compose(case, words), words)


def test_figures_that_follow_each_other_are_all_printed(brief, words):
    section = next(s for s in brief.sections if any(b.kind == "figure" for b in s.blocks))
    figure = next(b for b in section.blocks if b.kind == "figure")
    twice = replace(brief, sections=(replace(section, blocks=(figure, figure)),))
    page = html_page(twice, words)
    assert page.count("<figure>") == 2
    assert page.count('role="doc-footnote"') == len(twice.citations)
