"""The plans have as many modules as the suite's own."""

import pytest

from tests.conformance.basic import test_basic
from tests.conformance.formpost import test_formpost
from tests.conformance.hybrid import test_hybrid
from tests.conformance.implicit import test_implicit
from tests.conformance.plan import LEGS, Leg, legs_for

PLANS = {
    "basic": test_basic,
    "formpost": test_formpost,
    "implicit": test_implicit,
    "hybrid": test_hybrid,
}
RUNS = {
    Leg("code"): 38,
    Leg("code", "form_post"): 38,
    **{Leg("id_token", mode): 27 for mode in (None, "form_post")},
    **{Leg("id_token token", mode): 31 for mode in (None, "form_post")},
    **{Leg("code id_token", mode): 36 for mode in (None, "form_post")},
    **{Leg("code token", mode): 33 for mode in (None, "form_post")},
    **{Leg("code id_token token", mode): 33 for mode in (None, "form_post")},
}


@pytest.mark.parametrize(
    ("plan", "case"), [(plan, each) for plan in PLANS for each in LEGS[plan]]
)
def test_each_leg_runs_as_many_modules_as_the_suite(plan: str, case: Leg) -> None:
    module = PLANS[plan]

    functions = [getattr(module, name) for name in module.__all__]
    here = [f for f in functions if case in legs_for(module.__name__, f)]

    assert len(here) == RUNS[case]
