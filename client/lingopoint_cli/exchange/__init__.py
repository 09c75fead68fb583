"""Exchange with translators: a document's texts as XLIFF, and the finished file as the document again."""
