"""Uploaded pictures, encoded anew in a process with limits. It knows no database."""
