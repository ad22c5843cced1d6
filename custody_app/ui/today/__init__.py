"""Today 今日: what must be done now?"""
