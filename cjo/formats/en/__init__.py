"""English, the language of the desk."""
