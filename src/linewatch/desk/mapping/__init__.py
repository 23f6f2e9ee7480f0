"""The causal map and the model's own description: read from the movement's folder, told as rows, pages and figures."""
