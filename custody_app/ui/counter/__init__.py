"""Counter 柜台: who is here, and what changes hands?"""
