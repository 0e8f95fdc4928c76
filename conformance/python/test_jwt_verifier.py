"""Okta's own verifier for Python tells which tokens are good."""
import json
import unittest
import urllib.parse
import urllib.request
from base64 import b64encode

from okta_jwt_verifier import AccessTokenVerifier
from okta_jwt_verifier.exceptions import JWTValidationException

from gatehouse import ORG, SERVICE

ISSUER = f'{ORG}/oauth2/default'


def access_token() -> str:
    form = urllib.parse.urlencode({'grant_type': 'client_credentials', 'scope': 'sample.read'})
    client = b64encode(':'.join(SERVICE).encode()).decode()
    request = urllib.request.Request(
        f'{ISSUER}/v1/token',
        data=form.encode(),
        headers={
            'Authorization': f'Basic {client}',
            'Content-Type': 'application/x-www-form-urlencoded',
        },
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)['access_token']


class Verifier(unittest.IsolatedAsyncioTestCase):
    async def test_a_token_is_good(self):
        await AccessTokenVerifier(issuer=ISSUER, audience='api://default').verify(access_token())

    async def test_one_for_others_is_not(self):
        with self.assertRaises(JWTValidationException):
            await AccessTokenVerifier(issuer=ISSUER, audience='api://other').verify(access_token())

    async def test_one_that_was_changed_is_not(self):
        head, claims, _ = access_token().split('.')
        _, _, signature = access_token().split('.')
        verifier = AccessTokenVerifier(issuer=ISSUER, audience='api://default')
        with self.assertRaises(JWTValidationException):
            await verifier.verify(f'{head}.{claims}.{signature[::-1]}')


if __name__ == '__main__':
    unittest.main()
