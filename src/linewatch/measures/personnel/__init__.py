"""Leaders kept, promoted, replaced and ousted against the plan; exits, talk of dissolution; wings."""
