"""The page of a brief in HTML: its template and its look, kept as text because the core opens no file."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111; font: 1.0625rem/1.5 Georgia, "Times New Roman", serif;
  overflow-wrap: break-word; }
.content { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem 2rem; }
.marking { font: bold 0.9rem/1.2 sans-serif; letter-spacing: 0.12em; text-align: center;
  padding: 0.9rem 1rem; }
h1, h2, h3 { font-family: sans-serif; line-height: 1.25; break-after: avoid; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 1.5rem 0 0.4rem; }
h2 { font-size: 1.35rem; margin: 2.4rem 0 0.7rem; padding-top: 0.5rem; border-top: 2px solid #111; }
h3 { font-size: 1.08rem; margin: 1.6rem 0 0.4rem; }
p { margin: 0 0 0.75rem; }
a { color: inherit; text-decoration-color: #888; text-underline-offset: 0.15em; }
.date { font-family: sans-serif; color: #444; }
.caveat { border-left: 3px solid #111; padding-left: 0.9rem; font-style: italic; }
.remark { color: #444; }
nav ol { columns: 2 18rem; column-gap: 2.5rem; margin: 0; padding: 0 0 0 1.3rem; }
nav li { margin: 0.15rem 0; break-inside: avoid; }
.head { font: bold 0.92em/1.4 sans-serif; }
.when { font-style: italic; color: #333; }
.aside { font: 0.74em/1.4 sans-serif; color: #555; }
.outside { padding: 0 0.25em; border: 1px dashed #555; }
sup { line-height: 0; font: 0.68rem/0 sans-serif; margin-left: 0.08em; }
sup a { text-decoration: none; padding: 0.25em 0.1em; }
sup a:hover, sup a:focus { text-decoration: underline; }
:target { background: #e4e4e4; outline: 2px solid #777; }
figure { margin: 1rem 0 1.4rem; }
figure svg { display: block; margin: 0 auto; }
figcaption { font: 0.85rem/1.4 sans-serif; margin-top: 0.4rem; }
figcaption details { margin-top: 0.3rem; }
figcaption summary { cursor: pointer; }
.narrow { display: none; }
.source { margin: 0 0 0.5rem; padding-left: 1.4rem; text-indent: -1.4rem; }
.notes { columns: 3 15rem; column-gap: 1.6rem; }
.note { font-size: 0.8rem; line-height: 1.35; margin: 0 0 0.2rem; padding-left: 2rem; position: relative;
  break-inside: avoid; }
.note .number { position: absolute; left: 0; width: 1.6rem; text-align: right; font-family: sans-serif; }
@media (min-width: 62rem) {
  figure, .notes { margin-left: -5rem; margin-right: -5rem; }
  figcaption { padding: 0 5rem; }
}
@media screen and (max-width: 42rem) {
  .content { padding: 0 1rem 1.5rem; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.2rem; }
  .wide { display: none; }
  .narrow { display: block; }
  sup a { padding: 0.6em 0.2em; }
}
@page { size: A4; margin: 14mm 16mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  html { font-size: 9pt; }
  body { font-size: 10pt; line-height: 1.38; }
  /* Browsers repeat the head and the foot of a table on each page, and keep room for them. */
  .sheet { display: table; width: 100%; }
  .top { display: table-header-group; break-inside: avoid; }
  .bottom { display: table-footer-group; break-inside: avoid; }
  .marking p { margin: 0; padding: 0 0 3mm; }
  .bottom.marking p { padding: 3mm 0 0; }
  .content { max-width: none; padding: 0; }
  h1 { margin-top: 0; }
  h2 { margin: 1.2rem 0 0.5rem; }
  h3 { margin: 0.9rem 0 0.3rem; }
  p { margin-bottom: 0.45rem; orphans: 2; widows: 2; }
  .caveat { margin-bottom: 0.3rem; font-size: 0.92em; }
  nav h2 { margin-top: 0.7rem; }
  nav ol { columns: 3; column-gap: 6mm; font-size: 0.88em; }
  nav li { margin: 0; }
  .prose { columns: 2; column-gap: 7mm; }
  figure { margin: 0.4rem 0 0.8rem; break-inside: avoid; }
  figcaption { padding: 0; }
  figcaption details { display: none; }
  figure svg { max-height: 172mm; }
  a { text-decoration: none; }
  :target { background: none; outline: none; }
  .notes { columns: 3; column-gap: 5mm; margin: 0; }
  .note { font-size: 7.2pt; line-height: 1.22; margin: 0 0 0.3mm; padding-left: 5.2mm; }
  .note .number { width: 4.4mm; }
}
"""

PAGE = """\
{% macro refs(citations) -%}
{%- for number in book.take(citations) -%}
<sup><a id="ref-{{ number }}" href="#note-{{ number }}" role="doc-noteref"
 aria-label="{{ words.format('page.note', number=number) }}">{{ number }}</a></sup>
{%- if not loop.last %}<sup>,</sup>{% endif -%}
{%- endfor -%}
{%- endmacro %}

{% macro told(item) -%}
{%- if item.when or item.outside %}<span class="when">{{ item.when }}
{%- if item.outside %}{% if item.when %} {% endif %}<span class="outside">
{{- words.format('page.outside', date=item.outside.when) }}</span>{% endif %}
{{- words.get('lead.after_when') }}</span> {% endif -%}
{%- if item.who %}<b>{{ item.who }}</b> {% endif -%}
{{ item.text }}{{ refs(item.citations) }}
{%- set ground = book.once(item.ground) -%}
{%- set source = words.format('page.outside_source', source=item.outside.source) if item.outside else '' -%}
{%- set ground = words.format('page.ground', ground=ground) if ground else '' -%}
{%- set aside = words.aside((item.mark, ground, source)) -%}
{%- if aside %} <span class="aside">{{ aside }}</span>{% endif -%}
{%- endmacro %}

{% macro paragraph(block) %}
<p>
{%- if block.head %}<b class="head">{{ words.ended(block.head) }}</b> {% endif -%}
{%- for item in block.sentences %}{% if not loop.first %} {% endif %}{% if item.citations %}{{ told(item) }}
{%- else %}<span class="remark">{{ item.text }}</span>{% endif %}
{%- endfor %}
</p>
{% endmacro %}

{% macro figure(block) %}
<figure>
<div class="{{ 'wide' if block.narrow_svg else 'only' }}">{{ picture(block.svg) }}</div>
{% if block.narrow_svg %}<div class="narrow">{{ picture(block.narrow_svg) }}</div>{% endif %}
<figcaption><b>{{ words.format('page.figure', number=figures.next()) }}</b> {{ block.title }}.
{{- refs(block.citations) }}
<details><summary>{{ words.get('page.figure_in_words') }}</summary><p>{{ block.description }}</p></details>
</figcaption>
</figure>
{% endmacro %}

{% macro inside(block, depth) %}
{% for group in runs(block.blocks) %}
{% if group[0].kind == 'figure' %}{% for inner in group %}{{ figure(inner) }}{% endfor %}
{% elif group[0].kind == 'section' %}
{% if depth == 2 %}<div class="prose">{% endif %}
{% for inner in group %}
<section>
<h{{ [depth + 1, 6] | min }}>{{ inner.title }}</h{{ [depth + 1, 6] | min }}>
{{ inside(inner, depth + 1) }}
</section>
{% endfor %}
{% if depth == 2 %}</div>{% endif %}
{% else %}
{% if depth == 2 %}<div class="prose">{% endif %}
{% for inner in group %}{{ paragraph(inner) }}{% endfor %}
{% if depth == 2 %}</div>{% endif %}
{% endif %}
{% endfor %}
{% endmacro %}

<!doctype html>
<html lang="{{ words.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ brief.title }}</title>
<style>{{ style }}</style>
</head>
<body>
<div class="sheet">
{% if brief.marking %}<div class="marking top"><p>{{ brief.marking }}</p></div>{% endif %}
<div class="content">
<header>
<h1>{{ brief.title }}</h1>
{% if brief.date %}<p class="date">{{ brief.date }}</p>{% endif %}
{% if brief.caveat %}<p class="caveat">{{ brief.caveat }}</p>{% endif %}
</header>
<nav aria-labelledby="contents">
<h2 id="contents">{{ words.get('page.contents') }}</h2>
<ol>
{% for block in brief.sections %}
<li><a href="#s{{ loop.index }}">{{ block.title }}</a></li>
{% endfor %}
{% if brief.sources %}<li><a href="#sources">{{ brief.sources_title }}</a></li>{% endif %}
<li><a href="#notes">{{ words.get('page.notes') }}</a></li>
</ol>
</nav>
<main>
{% for block in brief.sections %}
<section aria-labelledby="s{{ loop.index }}">
<h2 id="s{{ loop.index }}">{{ block.title }}</h2>
{{ inside(block, 2) }}
</section>
{% endfor %}
{% if brief.sources %}
<section aria-labelledby="sources">
<h2 id="sources">{{ brief.sources_title }}</h2>
{% for remark in brief.sources_remarks %}<p class="remark">{{ remark.text }}</p>{% endfor %}
{% for source in brief.sources %}
<p class="source"><cite>{{ source.title }}</cite>{% for part in parts(source) %}, {{ part }}{% endfor %}.</p>
{% endfor %}
</section>
{% endif %}
</main>
<section aria-labelledby="notes">
<h2 id="notes">{{ words.get('page.notes') }}</h2>
<div class="notes">
{% for number, note in book.notes %}
<div class="note" id="note-{{ number }}" role="doc-footnote">
<a class="number" href="#ref-{{ number }}" role="doc-backlink"
 aria-label="{{ words.format('page.back', number=number) }}">{{ number }}</a>
<cite>{{ note.title }}</cite>
{%- if note.place %}, {{ note.place }}{% endif %}
{%- if note.quote %}: {{ note.quote }}{% endif %}.
{%- if note.standing %} <i>{{ note.standing }}</i>{% endif %}
</div>
{% endfor %}
</div>
</section>
</div>
{% if brief.marking %}<div class="marking bottom"><p>{{ brief.marking }}</p></div>{% endif %}
</div>
</body>
</html>
"""
