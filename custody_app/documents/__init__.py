"""Labels, forms and reports: frozen data in, PDF bytes out; knows no database and no window."""
