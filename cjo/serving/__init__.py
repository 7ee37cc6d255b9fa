"""Between the server and Django: loading before the fork, stored pages, buffers."""
