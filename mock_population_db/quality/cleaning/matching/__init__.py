"""Is this row this person, and if not quite, why?"""
