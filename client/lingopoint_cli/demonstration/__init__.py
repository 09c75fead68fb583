"""The demonstration: a website on this machine that shows a local stack at work. Its pages are in `client/web/`."""
