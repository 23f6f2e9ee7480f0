"""What the page of echoes adds to the look of texts side by side."""

LOOK = """
.chain { margin-bottom: 2.5rem; }
.narrow { display: none; }
.wording { font-size: 1.05rem; line-height: 1.9; max-width: 60rem; }
.apart { display: inline-flex; flex-direction: column; vertical-align: middle; gap: 1px; margin: 2px; max-width: 100%;
  border: 1px solid #888; }
.reading { border-left: var(--edge, 5px solid #111); padding: 0 0.4rem; line-height: 1.35; font-size: 0.95rem;
  --edge: 5px solid #111; }
.reading.dropped { --edge: 5px dotted #111; background: #eee; }
.reading.added { --edge: 5px double #111; background: #fff; }
.reading.reworded { --edge: 5px dashed #555; background: #f8f8f8; }
.who { font: 0.68rem sans-serif; color: #333; }
.reading b { font-family: sans-serif; margin-right: 0.15rem; }
.places > li { margin-bottom: 0.5rem; }
.gaps { list-style: none; padding: 0; margin: 0.2rem 0 0; }
.gaps li { border-left: var(--edge); padding: 0.1rem 0.6rem; margin: 0.15rem 0; font-size: 0.92rem;
  background: #f8f8f8; }
.gaps li.dropped { --edge: 5px dotted #111; } .gaps li.added { --edge: 5px double #111; }
.gaps li.reworded { --edge: 5px dashed #555; }
u { text-decoration-thickness: 2px; text-underline-offset: 0.15em; }
.texts h3 { font-weight: bold; } .texts p { white-space: pre-line; font-size: 0.92rem; }
.texts a.no { text-decoration: none; margin: 0 0.2rem; vertical-align: 0.3em; } .texts .no::before { content: ""; }
@media (max-width: 40rem) { .wide { display: none; } .narrow { display: block; } }
@media print { .texts { display: none; } .narrow { display: none; } .wide { display: block; } }
"""
