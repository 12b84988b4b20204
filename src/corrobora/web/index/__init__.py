"""The desk's index: what lists, counts and searches show, made from the facts and kept beside."""
