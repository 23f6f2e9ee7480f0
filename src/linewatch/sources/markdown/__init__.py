"""Text with light marks."""
