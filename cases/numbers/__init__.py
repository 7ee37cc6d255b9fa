"""Case numbers 案号: read, normalised, explained. Knows no Django."""
