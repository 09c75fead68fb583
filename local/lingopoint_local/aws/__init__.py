"""The local AWS: starting it, deploying the template to it, calling the function, stopping it."""
