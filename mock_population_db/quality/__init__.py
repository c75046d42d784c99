"""Quality of lists of people: spoil them with the truth beside, and clean them.

``defects`` makes wrong data on purpose and can undo it; ``cleaning`` compares a list
with the register and says what is right, wrong, missing or double; ``sources`` is
how both reach the register.
"""
