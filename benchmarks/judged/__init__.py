"""Made-up questions with a known answer, made-up judges of them, and the scores of what is made of their judgements."""
