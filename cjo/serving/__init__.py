"""Between the server and Django: what is loaded first, and what waits in memory."""
