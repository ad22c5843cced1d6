"""Labels to label printers: what a printer is, how it is reached, what it says of itself."""
