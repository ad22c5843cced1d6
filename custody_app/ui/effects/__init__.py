"""Personal effects: what a person carried, apart from case property, with one outcome a line."""
