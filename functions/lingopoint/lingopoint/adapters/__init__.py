"""The adapters: each port's way to the real service. The only modules that import boto3 or urllib3."""
