"""Steps of the build; not shipped."""
