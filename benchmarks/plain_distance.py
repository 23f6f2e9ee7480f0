"""The plain baseline: TF-IDF cosine between each speech and the centre's of the same year.

Shares no code with the measure. Run with: python -m benchmarks.plain_distance FOLDER CENTRE; the files are
named ACTOR_ANYTHING_YEAR.txt. Prints actor, year and 1 - cosine.
"""

from __future__ import annotations

import sys
from pathlib import Path


def plain_distances(folder: Path, centre: str) -> dict[tuple[str, int], float]:
    """Return 1 - cosine of each actor's texts of a year with the centre's, by actor and year.

    Words in two or more speeches, counts on a log scale, English stop words left out.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    texts: dict[tuple[str, int], str] = {}
    for path in sorted(folder.rglob("*.txt")):
        actor, *_, year = path.stem.split("_")
        key = (actor, int(year))
        texts[key] = texts.get(key, "") + "\n" + path.read_text(encoding="utf-8", errors="replace")
    keys = sorted(texts)
    rows = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english").fit_transform(
        texts[key] for key in keys
    )
    at = {key: i for i, key in enumerate(keys)}
    return {
        (actor, year): 1 - float((rows[at[actor, year]] @ rows[at[centre, year]].T).toarray()[0, 0])
        for actor, year in keys
        if actor != centre and (centre, year) in at
    }


def main() -> None:
    """Print a folder's distances."""
    folder, centre = sys.argv[1:3]
    for (actor, year), distance in sorted(plain_distances(Path(folder), centre).items()):
        print(f"{actor}\t{year}\t{distance:.4f}")


if __name__ == "__main__":
    main()
