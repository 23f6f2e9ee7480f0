"""What the head of a Rich Text file tells: the encodings of its fonts, and which styles are headings."""

from __future__ import annotations

from linewatch.sources.office.word_styles import HEADING_STYLE, TITLE_STYLE


class Fonts:
    """The encodings of a file's fonts.

    Attributes:
        file_encoding: Of a font that names none.
    """

    def __init__(self) -> None:
        self.file_encoding = "cp1252"
        self._default = self._at = 0
        self._encodings: dict[int, str] = {}

    @property
    def usual(self) -> str:
        """The encoding where no font is named."""
        return self.encoding(self._default)

    def encoding(self, font: int) -> str:
        """Return the encoding of a font."""
        return self._encodings.get(font, self.file_encoding)

    def set_default(self, font: int | None) -> None:
        """Set the font that holds where none is named."""
        self._default = font or 0

    def begin(self, font: int) -> None:
        """Begin the entry of a font."""
        self._at = font

    def keep(self, encoding: str | None) -> None:
        """Keep the encoding of the font whose entry is open, if it names one."""
        if encoding:
            self._encodings[self._at] = encoding


class StyleSheet:
    """Which of a file's styles are headings.

    Attributes:
        name: The name of the style whose entry is open, as it comes.
    """

    def __init__(self) -> None:
        self.name: list[str] = []
        self._headings: dict[int, bool] = {}  # True for the title's

    def keep(self, style: int, *, outlined: bool) -> None:
        """Keep what the entry of a style told."""
        name = "".join(self.name).split(";")[0].split(",")[0].strip()
        title = name.lower() == TITLE_STYLE
        if title or outlined or HEADING_STYLE.fullmatch(name):
            self._headings[style] = title
        self.name.clear()

    def is_heading(self, style: int) -> bool:
        """Return whether paragraphs of a style are headings."""
        return style in self._headings

    def is_title(self, style: int) -> bool:
        """Return whether paragraphs of a style are the title."""
        return self._headings.get(style, False)
