"""The review desk: pages and an API over a workspace, served to browsers."""
