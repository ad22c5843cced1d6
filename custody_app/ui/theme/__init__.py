"""The look: design tokens, palette, style sheet, icons and fonts."""
