"""Made-up content by the thousand, to measure how the site grows. Never for readers."""
