"""Implicit, and Form Post Implicit. Which modules the plan has."""

from tests.conformance.oidcc.id_token import (
    test_oidcc_idtoken_signature,
)
from tests.conformance.oidcc.prompt import (
    test_oidcc_claims_locales,
    test_oidcc_display_page,
    test_oidcc_display_popup,
    test_oidcc_ensure_request_with_acr_values_succeeds,
    test_oidcc_id_token_hint,
    test_oidcc_login_hint,
    test_oidcc_max_age_1,
    test_oidcc_max_age_10000,
    test_oidcc_prompt_login,
    test_oidcc_prompt_none_logged_in,
    test_oidcc_prompt_none_not_logged_in,
    test_oidcc_ui_locales,
)
from tests.conformance.oidcc.request_object import (
    test_oidcc_ensure_request_object_with_redirect_uri,
    test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported,
    test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported,
)
from tests.conformance.oidcc.server import (
    test_oidcc_alternate_happy_flow,
    test_oidcc_ensure_registered_redirect_uri,
    test_oidcc_ensure_request_with_unknown_parameter_succeeds,
    test_oidcc_ensure_request_without_nonce_fails,
    test_oidcc_response_type_missing,
    test_oidcc_server,
)
from tests.conformance.oidcc.userinfo import (
    test_oidcc_claims_essential,
    test_oidcc_scope_address,
    test_oidcc_scope_all,
    test_oidcc_scope_email,
    test_oidcc_scope_phone,
    test_oidcc_scope_profile,
    test_oidcc_userinfo_get,
    test_oidcc_userinfo_post_body,
    test_oidcc_userinfo_post_header,
)

__all__ = [
    "test_oidcc_alternate_happy_flow",
    "test_oidcc_claims_essential",
    "test_oidcc_claims_locales",
    "test_oidcc_display_page",
    "test_oidcc_display_popup",
    "test_oidcc_ensure_registered_redirect_uri",
    "test_oidcc_ensure_request_object_with_redirect_uri",
    "test_oidcc_ensure_request_with_acr_values_succeeds",
    "test_oidcc_ensure_request_with_unknown_parameter_succeeds",
    "test_oidcc_ensure_request_without_nonce_fails",
    "test_oidcc_id_token_hint",
    "test_oidcc_idtoken_signature",
    "test_oidcc_login_hint",
    "test_oidcc_max_age_1",
    "test_oidcc_max_age_10000",
    "test_oidcc_prompt_login",
    "test_oidcc_prompt_none_logged_in",
    "test_oidcc_prompt_none_not_logged_in",
    "test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported",
    "test_oidcc_response_type_missing",
    "test_oidcc_scope_address",
    "test_oidcc_scope_all",
    "test_oidcc_scope_email",
    "test_oidcc_scope_phone",
    "test_oidcc_scope_profile",
    "test_oidcc_server",
    "test_oidcc_ui_locales",
    "test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported",
    "test_oidcc_userinfo_get",
    "test_oidcc_userinfo_post_body",
    "test_oidcc_userinfo_post_header",
]
