"""The screens on the computer: choose an account, wait, reach a level, consent."""
