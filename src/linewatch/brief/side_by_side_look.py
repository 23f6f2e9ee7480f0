"""The look of two texts in two columns: greys that differ in lightness, borders that differ in kind."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 3rem; background: #fff; color: #111;
  font: 1rem/1.45 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1, h2, .legend, th, summary, .place, .aside, .which { font-family: sans-serif; }
h1 { font-size: 1.7rem; margin: 1.4rem 0 0.3rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; border-top: 2px solid #111; padding-top: 0.4rem; }
.which { margin: 0 0 1rem; } .which span, .aside { color: #555; font-size: 0.8rem; }
.summary { max-width: 52rem; font-size: 1.06rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; padding: 0; margin: 1rem 0 1.4rem; }
.legend li { padding: 0.15rem 0.6rem; font-size: 0.85rem; }
.legend span { color: #333; }
table { width: 100%; border-collapse: separate; border-spacing: 0 0.35rem; table-layout: fixed; }
thead th { text-align: left; font-size: 0.8rem; color: #555; font-weight: normal; }
td, tbody th { vertical-align: top; padding: 0.4rem 0.7rem; }
td { width: 43%; }
thead th:nth-child(2), tbody th { width: 14%; text-align: center; font-size: 0.85rem; font-weight: normal; }
tbody th b { display: block; font-size: 1.35rem; line-height: 1.1; }
.why { display: block; color: #444; font-size: 0.75rem; }
mark { background: none; color: inherit; font-weight: bold; text-decoration: underline; text-underline-offset: 0.15em; }
.place { font-size: 0.72rem; color: #444; white-space: nowrap; }
.none { color: #777; }
tbody tr td:first-child { border-left: 5px solid; }
tr.reversed, li.reversed { background: #d9d2e9; } tr.reversed td:first-child { border-left: 9px double #332288; }
tr.hardened, li.hardened { background: #f7d9b8; } tr.hardened td:first-child { border-left-color: #a34a00; }
tr.softened, li.softened { background: #dcecf8; } tr.softened td:first-child { border-left: 5px dashed #0072b2; }
tr.cannot_tell, li.cannot_tell { background: #eee; } tr.cannot_tell td:first-child { border-left: 5px dotted #111; }
tr.moved, li.moved { background: #f4f4f4; } tr.moved td:first-child { border-left: 5px groove #777; }
tr.reworded, li.reworded { background: #f8f8f8; } tr.reworded td:first-child { border-left: 2px solid #999; }
tr.dropped, li.dropped { background: #fff; outline: 1px dashed #999; }
tr.dropped td:first-child { border-left-color: #111; }
tr.added, li.added { background: #fff; outline: 1px solid #999; } tr.added td:first-child { border-left-color: #bbb; }
tr.kept, li.kept { background: #fff; } tr.kept td:first-child { border-left: 1px solid #ccc; }
details { margin: 1rem 0; } summary { cursor: pointer; padding: 0.3rem 0; }
.sources { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 2rem; font-size: 0.9rem; }
.sources p { margin: 0 0 0.7rem; white-space: pre-line; }
:target { outline: 3px solid #111; outline-offset: 2px; }
@media (max-width: 40rem) {
  body { padding: 0 0.8rem 2rem; }
  table, tbody, tr, td, tbody th { display: block; width: auto; } thead { display: none; }
  tbody tr { margin: 0 0 0.9rem; } tbody th { text-align: left; } tbody th b { display: inline; }
  .why { display: inline; margin-left: 0.5rem; }
  tbody tr td:last-child { border-left: 5px solid transparent; }
  .sources { grid-template-columns: 1fr; }
}
@media print { tr { break-inside: avoid; } }
"""
