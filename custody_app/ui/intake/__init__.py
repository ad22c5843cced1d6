"""Intake: does what lies here match the list?"""
