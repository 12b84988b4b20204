"""Asking a desk as a browser without script would."""

import html
import re
from typing import Any

from litestar.testing import TestClient

_TOKEN = re.compile(r'name="_csrf_token" value="([0-9a-f]+)"')


class Asker:
    """Pages as text, forms sent with their token, redirects followed."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client

    def page(self, address: str, status: int = 200) -> str:
        """The page at an address, with what is escaped written out."""
        response = self.client.get(address)
        assert response.status_code == status, response.text[:500]
        return html.unescape(response.text)

    def raw(self, address: str) -> str:
        """The page as it is sent."""
        return str(self.client.get(address).text)

    def send(self, address: str, *, answers: int = 200, **fields: Any) -> str:
        """What the desk answers to a form."""
        token = _TOKEN.search(self.client.get("/login").text)
        assert token is not None
        data = {"_csrf_token": token.group(1)} | fields
        response = self.client.post(address, data=data)
        assert response.status_code == answers, (response.status_code, response.text[:800])
        return html.unescape(str(response.text))
