"""The codebook and the tables of rules: loaded from data/ and checked."""
