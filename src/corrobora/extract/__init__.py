"""Readers: annotated documents to claims, and the check that refuses unsupported ones."""
