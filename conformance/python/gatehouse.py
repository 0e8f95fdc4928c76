"""What the tests know of the server under test, and what they make there."""
import json
import logging
import os
import secrets
import urllib.request

from jwcrypto.jwk import JWK
from okta import models
from okta.client import Client

ORG = os.environ['GATEHOUSE_HTTPS_URL']
SERVICE = os.environ['GATEHOUSE_SERVICE_CLIENT_ID'], os.environ['GATEHOUSE_SERVICE_CLIENT_SECRET']

# Asynchronous test cases have the event loop say what takes it long.
logging.getLogger('asyncio').setLevel(logging.ERROR)


def administrator() -> Client:
    return Client({'orgUrl': ORG, 'token': os.environ['OKTA_CLIENT_TOKEN']})


def told(answer):
    """What a call answers; raises what it was refused with."""
    *values, refusal = answer
    if refusal is not None:
        raise AssertionError(refusal)
    return values[0]


def refused(answer) -> str:
    """What a call was refused with."""
    refusal = answer[-1]
    if refusal is None:
        raise AssertionError(f'not refused: {answer}')
    return str(refusal)


def unique(word: str) -> str:
    return f'{word}-{secrets.token_hex(4)}'


def person() -> models.CreateUserRequest:
    login = f'{unique("ann")}@example.com'
    return models.CreateUserRequest(
        profile=models.UserProfile(firstName='Ann', lastName='Lee', login=login, email=login),
        credentials=models.UserCredentialsWritable(
            password=models.PasswordCredential(value='Correct9horse')
        ),
    )


def sent(path: str, body: dict) -> dict:
    """What a plain request makes, where the models of the client cannot say it."""
    request = urllib.request.Request(
        ORG + path,
        data=json.dumps(body).encode(),
        headers={
            'Authorization': f'SSWS {os.environ["OKTA_CLIENT_TOKEN"]}',
            'Content-Type': 'application/json',
        },
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def service_app(scope: str) -> dict:
    """How a client is set up for a service application that has a key of its own."""
    key = JWK.generate(kty='RSA', size=2048, kid='own', use='sig', alg='RS256')
    oauth = {
        'application_type': 'service',
        'grant_types': ['client_credentials'],
        'response_types': ['token'],
        'jwks': {'keys': [key.export_public(as_dict=True)]},
    }
    app = sent(
        '/api/v1/apps',
        {
            'name': 'oidc_client',
            'label': unique('service'),
            'signOnMode': 'OPENID_CONNECT',
            'credentials': {'oauthClient': {'token_endpoint_auth_method': 'private_key_jwt'}},
            'settings': {'oauthClient': oauth},
        },
    )
    sent(f'/api/v1/apps/{app["id"]}/grants', {'issuer': ORG, 'scopeId': scope})
    return {
        'orgUrl': ORG,
        'authorizationMode': 'PrivateKey',
        'clientId': app['id'],
        'scopes': [scope],
        'privateKey': key.export_private(as_dict=True),
    }
