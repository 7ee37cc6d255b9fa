"""Published texts in the forms that pages and exports need."""
