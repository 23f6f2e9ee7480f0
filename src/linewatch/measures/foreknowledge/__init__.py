"""Who used the terms of a text before it was public: a score against other texts of the archive in its place."""
