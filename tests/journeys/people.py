"""A person with a browser."""

import hashlib
import hmac
import time

from playwright.sync_api import Page, Response

from paritrana.demo.people import PASSWORD, secret_of
from tests.journeys.running import Running


def code_of(email: str, at: float | None = None) -> str:
    """The one-time code that the demo person's authenticator app would show (RFC 6238, six digits, 30 s)."""
    import base64

    step = int((at or time.time()) // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret_of(email)), step, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


class Visitor:
    """A browser page and what a person does with it. Errors of script and of CSP are collected in `faults`."""

    def __init__(self, page: Page, running: Running):
        self.page, self.running = page, running
        self.faults: list[str] = []
        self.email = ""
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda message: self.faults.append(message.text) if message.type == "error" else None
        )

    def go(self, path: str) -> Response | None:
        """Opens an address of the portal."""
        return self.page.goto(path)

    def sign_in(self, email: str) -> None:
        """Signs in with password and, where asked, with the code."""
        self.email = email
        self.go("/masuk/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button.btn-primary")
        if "/masuk/kode" in self.page.url:
            self.page.fill("input[name=code]", self.unused_code(email))
            self.page.click("main form button.btn-primary")
        self.page.wait_for_url("**/meja/")

    def unused_code(self, email: str) -> str:
        """A one-time code that this person has not used yet: of this half minute, or of the one after or before it."""
        used = self.running.used.setdefault(email, set())
        while True:
            for shift in (0, 30, -30):
                if (code := code_of(email, time.time() + shift)) not in used:
                    used.add(code)
                    return code
            time.sleep(1)

    def confirm(self) -> None:
        """Gives the code, or else the password, once more where a page asks for a fresh sign-in."""
        if "/ulangi/" in self.page.url:
            if self.page.locator("input[name=code]").count():
                self.page.fill("input[name=code]", self.unused_code(self.email))
            else:
                self.page.fill("input[name=password]", PASSWORD)
            self.page.click("main form button.btn-primary")
            self.page.wait_for_load_state()
