"""XML, and the vocabularies that say themselves what is text: XLIFF, Android resources, .resx."""
