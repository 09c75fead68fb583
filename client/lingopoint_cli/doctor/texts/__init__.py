"""What Amazon Translate is asked: texts of ours, and what is thought of their translations."""
