"""Items: where is a thing and what happened to it?"""
