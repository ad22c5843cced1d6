"""Large demonstration centres.

Years of realistic records, with real hashes and signatures, made by seed.
"""
