"""The page of a brief in HTML: its template and its look, kept as text because the core opens no file."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111; font: 1.0625rem/1.5 Georgia, "Times New Roman", serif;
  overflow-wrap: break-word; }
.content { max-width: 50rem; margin: 0 auto; padding: 0 1.25rem 2rem; }
.marking { font: bold 0.9rem/1.2 sans-serif; letter-spacing: 0.12em; text-align: center;
  padding: 0.9rem 1rem; }
h1, h2, h3, h4, h5, h6 { font-family: sans-serif; line-height: 1.25; break-after: avoid; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 1.5rem 0 0.4rem; }
h2 { font-size: 1.35rem; margin: 2.6rem 0 0.7rem; padding-top: 0.5rem; border-top: 2px solid #111; }
h3 { font-size: 1.1rem; margin: 1.8rem 0 0.5rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.4rem 0 0.4rem; }
p { margin: 0 0 0.8rem; }
a { color: inherit; text-decoration-color: #888; text-underline-offset: 0.15em; }
.date { font-family: sans-serif; color: #444; }
.caveat { border-left: 3px solid #111; padding-left: 0.9rem; font-style: italic; }
.remark { color: #333; }
nav > ol { columns: 2 18rem; column-gap: 2.5rem; }
nav > ol > li { break-inside: avoid; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { padding-left: 1.4rem; font-size: 0.94rem; }
nav li { margin: 0.15rem 0; }
table { width: 100%; border-collapse: collapse; margin: 0.4rem 0 1.2rem; font-size: 0.97rem; }
th { font: bold 0.8rem/1.3 sans-serif; text-align: left; border-bottom: 1.5px solid #111;
  padding: 0 0.9rem 0.3rem 0; }
td { vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid #ccc; }
tr { break-inside: avoid; }
th:last-child, td:last-child { padding-right: 0; }
.when { width: 11rem; }
.who { width: 9.5rem; }
.sure { width: 5.5rem; }
td.who { font-weight: bold; }
.ground { display: block; font-size: 0.82rem; line-height: 1.35; color: #555; }
.outside { display: inline-block; margin-top: 0.2rem; padding: 0.1rem 0.4rem; border: 1px dashed #555;
  font-size: 0.9rem; font-style: italic; line-height: 1.35; }
sup { line-height: 0; font: 0.72rem/0 sans-serif; margin-left: 0.1em; }
sup a { text-decoration: none; padding: 0.25em 0.1em; }
sup a:hover, sup a:focus { text-decoration: underline; }
:target { background: #e4e4e4; outline: 2px solid #777; }
figure { margin: 1.2rem 0 1.6rem; }
figure svg { display: block; margin: 0 auto; }
figcaption { font: 0.88rem/1.45 sans-serif; margin-top: 0.5rem; }
figcaption details { margin-top: 0.4rem; }
figcaption summary { cursor: pointer; }
.narrow { display: none; }
.source { margin: 0 0 0.6rem; padding-left: 1.4rem; text-indent: -1.4rem; }
.note { font-size: 0.87rem; line-height: 1.4; margin: 0 0 0.35rem; padding-left: 2.4rem; position: relative; }
.note .number { position: absolute; left: 0; width: 1.9rem; text-align: right; font-family: sans-serif; }
.notes { columns: 2 24rem; column-gap: 2.2rem; }
.note { break-inside: avoid; }
.unverified { font-style: italic; }
@media (min-width: 62rem) {
  figure { margin-left: -3rem; margin-right: -3rem; }
  figcaption { padding: 0 3rem; }
}
@media screen and (max-width: 42rem) {
  .content { padding: 0 1rem 1.5rem; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.2rem; }
  table, tbody, tr, td { display: block; width: auto; }
  thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  tr { border-bottom: 1px solid #ccc; padding: 0.6rem 0; }
  td { border: 0; padding: 0; }
  .when, .who, .sure { width: auto; }
  td.when { font-family: sans-serif; font-size: 0.84rem; color: #333; }
  td.sure { font-style: italic; font-size: 0.88rem; }
  .outside { display: inline-block; margin: 0.15rem 0; }
  .wide { display: none; }
  .narrow { display: block; }
  sup a { padding: 0.6em 0.25em; }
}
@page { margin: 16mm 16mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  html { font-size: 9pt; }
  /* Browsers repeat the head and the foot of a table on each page, and keep room for them. */
  .sheet { display: table; width: 100%; }
  .top { display: table-header-group; break-inside: avoid; }
  .bottom { display: table-footer-group; break-inside: avoid; }
  .marking p { margin: 0; padding: 0 0 4mm; }
  .bottom.marking p { padding: 4mm 0 0; }
  .content { max-width: none; padding: 0; }
  h1 { margin-top: 0; }
  section > p { break-after: avoid; }
  figure { margin: 1rem 0; break-inside: avoid; }
  figcaption { padding: 0; }
  figcaption details { display: none; }
  a { text-decoration: none; }
  :target { background: none; outline: none; }
  figure svg { max-height: 225mm; }
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

{% macro paragraph(block) %}
<p>
{%- for sentence in block.sentences %}{% if not loop.first %} {% endif %}{% if sentence.citations %}
{{ sentence.text }}{{ refs(sentence.citations) }}
{%- else %}<span class="remark">{{ sentence.text }}</span>{% endif %}
{%- endfor %}
</p>
{% endmacro %}

{% macro entries(block) %}
<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col" class="when">{{ words.get('columns.when') }}</th>
{% if block.has_who %}
<th role="columnheader" scope="col" class="who">{{ words.get('columns.who') }}</th>
{% endif %}
<th role="columnheader" scope="col">{{ words.get('columns.what') }}</th>
{% if block.has_how_sure %}
<th role="columnheader" scope="col" class="sure">{{ words.get('columns.how_sure') }}</th>
{% endif %}
</tr></thead>
<tbody role="rowgroup">
{% for row in block.rows %}
<tr role="row">
<td role="cell" class="when">{{ row.when }}
{%- if row.outside %} <span class="outside">{{ words.format('page.outside', date=row.outside.when) }}</span>
{%- endif %}</td>
{% if block.has_who %}<td role="cell" class="who">{{ row.who }}</td>{% endif %}
<td role="cell" class="what">{{ row.what.text }}{{ refs(row.what.citations) }}
{%- if row.ground %} <span class="ground">
{{- words.format('page.ground', ground=row.ground) -}}
</span>{% endif %}
{%- if row.outside %} <span class="ground">
{{- words.format('page.outside_source', source=row.outside.source) -}}
</span>{% endif %}</td>
{% if block.has_how_sure %}<td role="cell" class="sure">{{ row.how_sure }}</td>{% endif %}
</tr>
{% endfor %}
</tbody>
</table>
{% endmacro %}

{% macro figure(block) %}
<figure>
<div class="{{ 'wide' if block.narrow_svg else 'only' }}">{{ picture(block.svg) }}</div>
{% if block.narrow_svg %}<div class="narrow">{{ picture(block.narrow_svg) }}</div>{% endif %}
<figcaption><b>{{ words.format('page.figure', number=figures.next()) }}</b> {{ block.title }}
{%- for remark in block.remarks %}. {{ remark.text }}{% endfor %}{{ refs(block.citations) }}
<details><summary>{{ words.get('page.figure_in_words') }}</summary><p>{{ block.description }}</p></details>
</figcaption>
</figure>
{% endmacro %}

{% macro section(block, place, depth) %}
<section aria-labelledby="s{{ place }}">
<h{{ depth }} id="s{{ place }}">{{ block.title }}</h{{ depth }}>
{% for inner in block.blocks %}
{% if inner.kind == 'section' %}{{ section(inner, place ~ '-' ~ loop.index, [depth + 1, 6] | min) }}
{% elif inner.kind == 'entries' %}{{ entries(inner) }}
{% elif inner.kind == 'figure' %}{{ figure(inner) }}
{% else %}{{ paragraph(inner) }}{% endif %}
{% endfor %}
</section>
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
{% for block in brief.sections %}{% set place = loop.index %}
<li><a href="#s{{ place }}">{{ block.title }}</a>
{% if block.sections %}<ol>
{% for inner in block.blocks %}{% if inner.kind == 'section' %}
<li><a href="#s{{ place }}-{{ loop.index }}">{{ inner.title }}</a></li>
{% endif %}{% endfor %}
</ol>{% endif %}</li>
{% endfor %}
{% if brief.sources %}<li><a href="#sources">{{ brief.sources_title }}</a></li>{% endif %}
<li><a href="#notes">{{ words.get('page.notes') }}</a></li>
</ol>
</nav>
<main>
{% for block in brief.sections %}{{ section(block, loop.index, 2) }}{% endfor %}
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
{%- if note.quote %}: {{ note.quote }}{% endif %}. <span class="{{ note.css }}">{{ note.standing }}</span>
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
