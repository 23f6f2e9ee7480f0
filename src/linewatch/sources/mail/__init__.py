"""Letters sent by computer, with what is enclosed."""
