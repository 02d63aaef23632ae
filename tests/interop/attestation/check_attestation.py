"""Checks a signed statement with securesystemslib and in-toto-attestation, and signs one back."""

import base64
import copy
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf import json_format
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as StatementPb
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey


def key_of(public: bytes) -> SSlibKey:
    """The same key in the other implementation; its name is our fingerprint."""
    fingerprint = hashlib.sha256(public).hexdigest()
    return SSlibKey(fingerprint, "ed25519", "ed25519", {"public": public.hex()})


def accepts(envelope: dict, key: SSlibKey) -> bool:
    try:
        Envelope.from_dict(copy.deepcopy(envelope)).verify([key], 1)
        return True
    except VerificationError:
        return False


def main(given: str, back: str) -> None:
    with open(given, encoding="utf-8") as stream:
        file = json.load(stream)
    envelope = file["envelope"]
    key = key_of(base64.b64decode(file["public_key"]))
    payload = base64.b64decode(envelope["payload"])
    assert accepts(envelope, key), "the envelope is not accepted"
    assert envelope["signatures"][0]["keyid"] == key.keyid, "the key is named otherwise"
    other = payload.replace(b"mitigate", b"transfer")
    assert other != payload
    changed = {**envelope, "payload": base64.b64encode(other).decode()}
    assert not accepts(changed, key), "a changed payload is accepted"
    assert not accepts({**envelope, "payloadType": "text/plain"}, key), "another kind is accepted"

    statement = json_format.Parse(payload, StatementPb())
    Statement.copy_from_pb(statement).validate()
    assert statement.predicate["totals"]["open_risks"] == 1
    predicate = json.dumps(
        json.loads(payload)["predicate"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    digest = hashlib.sha256(predicate.encode()).hexdigest()
    assert statement.subject[0].digest["sha256"] == digest, "the subject is another one"

    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    signed = Envelope(payload, envelope["payloadType"], {})
    signed.sign(CryptoSigner(private, key_of(public)))
    with open(back, "w", encoding="utf-8") as stream:
        json.dump(
            {"envelope": signed.to_dict(), "public_key": base64.b64encode(public).decode()}, stream
        )
    print("attestation: holds")


main(sys.argv[1], sys.argv[2])
