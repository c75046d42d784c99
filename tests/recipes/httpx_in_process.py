"""An httpx client without a socket; run where httpx is installed."""

import httpx

from mock_idp.testing import MockIdp

with MockIdp() as idp:
    tenant = idp.new_tenant()
    tenant.client("shop", "https://shop.test/callback")
    asked = {
        "client_id": "shop",
        "redirect_uri": "https://shop.test/callback",
        "response_type": "code",
        "scope": "openid",
    }

    def shop(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=f"code {len(request.url.params['code'])}")

    ways = {
        "all://mock-idp.test": tenant.httpx_transport(),
        "all://shop.test": httpx.MockTransport(shop),
    }
    with httpx.Client(mounts=ways) as browser:
        about = browser.get(tenant.discovery).json()
        assert about["issuer"] == tenant.issuer
        question = httpx.URL(about["authorization_endpoint"], params=asked)
        page = tenant.login(browser, "dao", str(question))

    assert page.text.startswith("code "), page.text
    assert page.url.host == "shop.test"
