"""What extended dialects of Markdown know and CommonMark takes for text, masked for the parser."""
