"""Texts set beside texts made from them by known edits: what a labeller of shifts should find, and how far it does.

A text A is 20 to 60 sentences in order from one document of FRUS or the UN General Debate. About a third are
edited (dropped, added, softened, hardened, reversed, reworded, moved, split, merged), the others stand verbatim in
B. Two in five pairs are turned about, B for A, so that every edit is met in both directions. Some pairs set a long
text against a short one; some carry no edit but new line breaks, quotation marks, spaces, dashes or hyphens.

The cues stand in two files: `cues.en.toml` (open) and `cues_sealed.en.toml`, which no author of a
lexicon may read. A pair is made with one half only. Documents are dealt by the hash of their id to `development`
(open half only) and `reporting`. Everything follows from the seed.

Gold rows lie at the level of clauses (`clauses`), offsets in code points, half open. Where two edits meet in one
clause the heavier is its kind, in the order of `HEAVIEST`: a clause moved and softened is softened. A split or a
merge is kept, or reworded where words changed, with a flag. How found rows are matched: see `score`.

Run with: python -m benchmarks.edits write OUT.jsonl [--split reporting] [--pairs 200] [--seed 1]
          python -m benchmarks.edits score PAIRS.jsonl FOUND.jsonl [--known WORDS.txt]
          python -m benchmarks.edits look [--seed 1] [--half open]
"""
