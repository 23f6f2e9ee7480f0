"""What the page of a question adds to the look of a brief."""

LOOK = """
.limits { border: 2px solid #111; padding: 0.7rem 0.9rem; margin: 0.8rem 0 1.2rem; }
.limits p { margin: 0; }
.lead { font-size: 1.12em; }
.plain { list-style: none; padding: 0; margin: 0 0 0.9rem; }
.plain > li { margin: 0 0 0.55rem; padding-left: 0.9rem; border-left: 3px solid #999; }
.items { padding-left: 2.1rem; }
.items > li { margin: 0 0 0.7rem; }
.items > li::marker { font: bold 0.85rem sans-serif; }
.facts { display: block; font: 0.78rem/1.45 sans-serif; color: #444; }
.items details { font-size: 0.9rem; margin-top: 0.15rem; }
summary { cursor: pointer; font-family: sans-serif; font-size: 0.8rem; }
.items details ul { margin: 0.2rem 0 0.4rem; padding-left: 1.1rem; }
.trouble { border-left: 5px double #111; padding-left: 0.9rem; }
.wide-table { overflow-x: auto; }
table { border-collapse: collapse; font: 0.85rem/1.4 sans-serif; margin: 0 0 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid #ccc; }
thead th { border-bottom: 2px solid #111; }
tbody th { font-weight: normal; min-width: 11rem; }
td { font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { border: 0; font-weight: normal; color: #444; white-space: normal; }
.small { font: 0.8rem/1.5 sans-serif; color: #444; }
@media print {
  .keep { break-after: avoid; }
  figure.parts { break-inside: auto; } figure.parts svg { break-inside: avoid; margin-bottom: 4mm; }
  .items > li, .plain > li, tr { break-inside: avoid; }
  .items details { display: none; }
}
"""
