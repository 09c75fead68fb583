"""Reads an object as a file: python read_with_s3fs.py ENDPOINT PATH. Run by s3fs's own environment."""

import sys

import s3fs  # type: ignore[import-not-found]

endpoint, path = sys.argv[1:]
filesystem = s3fs.S3FileSystem(key="test", secret="test", endpoint_url=endpoint)
with filesystem.open(path) as file:
    whole = file.read()
assert filesystem.cat_file(path) == whole
assert filesystem.info(path)["size"] == len(whole)
assert filesystem.checksum(path) == filesystem.checksum(path, refresh=True)
with filesystem.open(path, block_size=16 * 1024) as file:
    file.seek(20_000)
    assert file.read(100) == whole[20_000:20_100]
sys.stdout.buffer.write(whole)
