"""The stand-in for Amazon Translate: its API, its behaviour, and the engines that translate."""
