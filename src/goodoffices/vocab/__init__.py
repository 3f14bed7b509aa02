"""Words and codes of the field as YAML files, loaded and checked."""
