"""Corrobora reads reports of political violence into a sourced event dataset."""

__version__ = "0.1.0"
