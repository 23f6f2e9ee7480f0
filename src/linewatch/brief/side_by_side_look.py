"""The look of texts in two columns: greys that differ in lightness, borders that differ in kind."""

from __future__ import annotations

from linewatch.brief.phrases import Phrases

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 3rem; background: #fff; color: #111;
  font: 1rem/1.45 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3, .legend, th, summary, .place, .aside, .which, .what, .no, .rows, nav { font-family: sans-serif; }
h1 { font-size: 1.7rem; margin: 1.4rem 0 0.4rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 0.3rem; border-top: 2px solid #111; padding-top: 0.4rem; }
h3 { font-size: 0.9rem; margin: 1.2rem 0 0.4rem; font-weight: normal; }
a { color: #0b3d91; }
.which { margin: 0 0 1rem; } .which span { margin-left: 0.4rem; }
.which span, .aside { color: #555; font-size: 0.8rem; }
p.aside { margin: 0 0 0.5rem; }
.summary { max-width: 52rem; font-size: 1.06rem; }
.rows { font-size: 0.75rem; white-space: nowrap; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; padding: 0; margin: 1rem 0 0.4rem; }
.legend li { padding: 0.15rem 0.6rem; font-size: 0.85rem; border-left: 5px solid #ccc; }
.legend span { color: #333; }
nav ul { columns: 2; column-gap: 2rem; padding-left: 1.1rem; margin: 0.4rem 0; font-size: 0.9rem; }
nav li { break-inside: avoid; margin-bottom: 0.2rem; }
table { width: 100%; border-collapse: separate; border-spacing: 0 0.35rem; table-layout: fixed; }
thead th { text-align: left; font-size: 0.8rem; color: #555; font-weight: normal; }
td, tbody th { vertical-align: top; padding: 0.4rem 0.7rem; }
td { width: 40%; }
thead th:nth-child(2), tbody th { width: 20%; text-align: center; font-size: 0.85rem; font-weight: normal; }
tbody th b { font-size: 1.2rem; line-height: 1; }
.no { color: #444; font-size: 0.72rem; }
.no::before { content: <part.number>; } .sources .no::before { content: ""; }
.why { display: block; color: #333; font-size: 0.75rem; }
mark { background: none; color: inherit; font-weight: bold; text-decoration: underline; text-underline-offset: 0.15em; }
i { font-style: normal; text-decoration: underline dotted; text-underline-offset: 0.15em; }
.place { font-size: 0.72rem; color: #444; white-space: nowrap; }
.none { color: #444; }
tr, li { --edge: 5px solid #ccc; }
tbody td:first-child, .alone li, .legend li { border-left: var(--edge); }
.reversed { background: #c9bfe0; --edge: 9px double #332288; }
.hardened { background: #f7d3aa; --edge: 5px solid #8a3d00; }
.softened { background: #e6f2fa; --edge: 5px dashed #0072b2; }
.cannot_tell { background: #eee; --edge: 5px dotted #111; }
.moved { background: #f4f4f4; --edge: 8px ridge #999; }
.reworded { background: #f8f8f8; --edge: 2px solid #888; }
.dropped { --edge: 5px solid #111; outline: 1px dashed #777; }
.added { --edge: 5px solid #999; outline: 1px solid #999; }
.kept { --edge: 1px solid #bbb; }
.alone { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
.alone ul { list-style: none; padding: 0; margin: 0; }
.alone li { padding: 0.35rem 0.7rem; margin-bottom: 0.5rem; }
.what { font-size: 0.8rem; margin-right: 0.3rem; } .what b { font-size: 1rem; }
details { margin: 0.8rem 0; } summary { cursor: pointer; padding: 0.3rem 0; font-size: 0.9rem; }
.sources { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 2rem; font-size: 0.9rem; }
.sources p { margin: 0 0 0.7rem; white-space: pre-line; }
.sources a.no { text-decoration: none; margin-right: 0.2rem; vertical-align: 0.3em; font-size: 0.62rem; }
svg { max-width: 100%; height: auto; }
.print { display: none; }
:target { outline: 3px solid #111 !important; outline-offset: 2px; }
@media (max-width: 40rem) {
  body { padding: 0 0.8rem 2rem; }
  table, tbody, tr, td, tbody th { display: block; width: auto !important; } thead { display: none; }
  tbody tr { margin: 0 0 0.9rem; border-left: var(--edge); } tbody td:first-child { border: 0; }
  tbody th { text-align: left; }
  td::before { content: <side.a> " "; font: bold 0.72rem sans-serif; } td:last-child::before { content: <side.b> " "; }
  nav ul { columns: 1; }
  .sources, .alone { grid-template-columns: 1fr; }
}
@media print {
  @page { margin: 1.5cm; }
  body { font-size: 9.5pt; max-width: none; padding: 0 2px;
    print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .sources { display: none; } .print { display: block; font-size: 8pt; }
  details:not([open]) > summary::after { content: <part.folded>; }
}
"""


def style(say: Phrases) -> str:
    """Return the style sheet, with the few words that it prints."""
    found = _STYLE
    for key in ("part.number", "part.folded", "side.a", "side.b"):
        found = found.replace(f"<{key}>", _string(say.get(key)))
    return found


def _string(words: str) -> str:
    """Return words as a string of CSS that can end neither itself nor the sheet."""
    return '"' + "".join(c if c.isalnum() or c in " .,;()" else f"\\{ord(c):x} " for c in words) + '"'
