"""One paper in several releases or readings: which documents are one witness, and what each tells alone."""
