"""Names of the cookies a browser carries."""

BROWSER = "mock_idp_browser"
SESSION = "mock_idp_session"
LANGUAGE = "mock_idp_language"
PHONE = "mock_idp_phone"
STATE = "mock_idp_state"
"""What the frame of session management reads; it names nobody."""
SCENARIO_COOKIE = "mock_idp_scenario"
LONGEST_COOKIE = 200
