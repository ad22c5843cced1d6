"""Papers.

Their data gathered from the record, their PDF made, stored and recorded with the form's number.
"""
