"""How the trained tables and weights in data/ are made, each by one repeatable command."""
