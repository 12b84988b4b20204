"""What pages show, worked out from records: everything but the words of the templates."""
