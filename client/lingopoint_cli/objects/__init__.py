"""Objects in S3, as the access point serves them and as they are stored."""
