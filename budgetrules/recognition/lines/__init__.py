"""Tables of a text dump: titles, physical lines → rows → printed cells."""
