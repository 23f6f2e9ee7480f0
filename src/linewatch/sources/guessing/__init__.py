"""What a document says of itself: its date, who issued it, to whom, and what sort of paper it is."""

from linewatch.sources.guessing.guess import guess as guess
from linewatch.sources.guessing.loading import guess_rules as guess_rules
from linewatch.sources.guessing.rules import GuessRules as GuessRules
