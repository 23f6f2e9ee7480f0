"""What is known of languages: words, sentences, months, numerals."""
