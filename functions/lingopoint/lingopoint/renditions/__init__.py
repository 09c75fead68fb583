"""What makes an answer: which object is meant and who may read it, a rendition found or made, and its identity."""
