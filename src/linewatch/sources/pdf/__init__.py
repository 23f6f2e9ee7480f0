"""PDF: pages as they are printed, read in the order in which a person reads them."""

from linewatch.sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
