"""The tamper-evident log: bytes in, hashes and findings out; knows nothing of custody."""
