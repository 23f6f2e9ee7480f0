"""The set phrases of a movement, found without a list: their wordings, their life, what the centre means."""
