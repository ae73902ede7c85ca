"""Passkeys: what a browser is asked, and whether its answer is right.

A challenge has the instant at which it was given and a signature of the service, and is bound to
one browser by a cookie. Nothing of it is stored: an assertion signs in once, as its challenge must
be younger than the last use of the passkey.
"""

import binascii
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from liaison.core.people import Person
from liaison.pages.model import Passkey
from liaison.pages.rules import CHALLENGE_VALID_FOR, SignInRejected
from liaison.pages.service import NewKey
from web.backend import Backend

LONGEST_ID: Final = 1023
"""The limit of WebAuthn for the bytes of a credential id."""
_RANDOM_BYTES, _TIME_BYTES, _SIGNATURE_BYTES = 32, 8, 32
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MILLISECONDS: Final = int(CHALLENGE_VALID_FOR.total_seconds() * 1000)
_UNREADABLE = (
    WebAuthnException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    OverflowError,
)
"""Raised for an answer that no browser gives."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an authenticator signs, and the instant (aware UTC) at which it was given."""

    bytes: bytes
    given_at: datetime

    @property
    def cookie(self) -> str:
        """The challenge as the value of a cookie."""
        return _encoded(self.bytes)


def new_challenge(backend: Backend, purpose: str) -> Challenge:
    """Make a challenge for a purpose: to sign in, to use one link, or to confirm an act."""
    now = backend.now()
    drawn = backend.random(_RANDOM_BYTES) + ((now - _EPOCH) // _MICROSECOND).to_bytes(_TIME_BYTES)
    return Challenge(drawn + _signature(backend, purpose, drawn), now)


def read_challenge(backend: Backend, purpose: str, cookie: str | None) -> Challenge:
    """The challenge in a cookie. Raises ``SignInRejected`` if it was not given for this purpose, or
    too long ago.
    """
    try:
        found = _decoded(cookie or "")
    except ValueError:
        raise SignInRejected from None
    drawn, signature = found[:-_SIGNATURE_BYTES], found[-_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(backend, purpose, drawn)):
        raise SignInRejected
    given_at = _EPOCH + int.from_bytes(drawn[_RANDOM_BYTES:]) * _MICROSECOND
    if not given_at <= backend.now() < given_at + CHALLENGE_VALID_FOR:
        raise SignInRejected
    return Challenge(found, given_at)


def _signature(backend: Backend, purpose: str, drawn: bytes) -> bytes:
    return hmac.digest(backend.key, b"challenge " + purpose.encode() + b" " + drawn, "sha256")


def request_options(
    backend: Backend, challenge: Challenge, known: Iterable[Passkey] = ()
) -> dict[str, Any]:
    """What a browser is asked to sign in: for any passkey of this site, or one of the ``known``."""
    options = generate_authentication_options(
        rp_id=_host(backend),
        challenge=challenge.bytes,
        timeout=_MILLISECONDS,
        allow_credentials=[_descriptor(each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_json(options_to_json(options))


def creation_options(
    backend: Backend,
    challenge: Challenge,
    person: Person,
    known: Iterable[Passkey],
    *,
    service: str,
) -> dict[str, Any]:
    """What a browser is asked to make a passkey of a person, who has none of the ``known`` on the
    same device. ``service`` is the name of the service.
    """
    its_id = hmac.digest(backend.key, b"person %d" % person.id, "sha256")
    options = generate_registration_options(
        rp_id=_host(backend),
        rp_name=service,
        user_id=its_id,
        user_name=person.bare_name,
        challenge=challenge.bytes,
        timeout=_MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[_descriptor(each) for each in known],
    )
    return _as_json(options_to_json(options))


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.id))


def verify_new(backend: Backend, challenge: Challenge, given: dict[str, Any]) -> NewKey:
    """The passkey that a browser has made. Raises ``SignInRejected``."""
    try:
        made = verify_registration_response(
            credential=given,
            expected_challenge=challenge.bytes,
            expected_rp_id=_host(backend),
            expected_origin=backend.url,
            require_user_verification=True,
        )
    except _UNREADABLE:
        raise SignInRejected from None
    if len(made.credential_id) > LONGEST_ID:
        raise SignInRejected
    return NewKey(
        id=_encoded(made.credential_id),
        public_key=_encoded(made.credential_public_key),
        sign_count=made.sign_count,
    )


def verify_assertion(
    backend: Backend, challenge: Challenge, given: dict[str, Any], passkey: Passkey
) -> int:
    """The new counter of a passkey that has signed a challenge. Raises ``SignInRejected``."""
    try:
        return verify_authentication_response(
            credential=given,
            expected_challenge=challenge.bytes,
            expected_rp_id=_host(backend),
            expected_origin=backend.url,
            credential_public_key=_decoded(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        ).new_sign_count
    except _UNREADABLE:
        raise SignInRejected from None


def _host(backend: Backend) -> str:
    return urlsplit(backend.url).hostname or ""


def _as_json(written: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written)
    return found


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _decoded(written: str) -> bytes:
    """The bytes of base64url. Raises ``ValueError``."""
    try:
        padded = written.encode("ascii") + b"=" * (-len(written) % 4)
        return urlsafe_b64decode(padded)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError from error
