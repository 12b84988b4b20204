"""Bytes to documents: each format a reader, all of them streams of documents and refusals."""

from corrobora.ingest.options import Ingested, IngestOptions, Limits
from corrobora.ingest.paths import read_paths

__all__ = ["IngestOptions", "Ingested", "Limits", "read_paths"]
