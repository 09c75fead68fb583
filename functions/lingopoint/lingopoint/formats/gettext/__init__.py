"""gettext catalogues: PO and POT."""
