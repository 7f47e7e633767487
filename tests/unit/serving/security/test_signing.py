"""The signing key: made once however many start, kept from others, replaced without an outage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from miles.post.error import MilesError
from miles.serving.security.jwks import LocalKeys
from miles.serving.security.signing import SigningKeys
from miles.serving.security.tokens import Verifier
from tokened import AUDIENCE, ISSUER, claims

pytestmark = pytest.mark.anyio
MADE = {
    "ed": OKPKey.generate_key("Ed25519"),
    "ec": ECKey.generate_key("P-256"),
    "rsa": RSAKey.generate_key(2048),
}
PEMS = {name: key.as_pem(private=True).decode() for name, key in MADE.items()}


@pytest.mark.parametrize("name", PEMS)
async def test_what_a_key_signs_its_public_half_verifies(name: str) -> None:
    keys = SigningKeys.of_pem(PEMS[name])
    told = keys.jwks()
    assert [key["kid"] for key in told["keys"]] == [MADE[name].thumbprint()]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(told["keys"][0])
    who = await Verifier(LocalKeys(told), ISSUER, AUDIENCE).verify(keys.signed(claims()))
    assert who.tenant == "acme"


async def test_the_first_key_signs_and_those_after_it_still_verify() -> None:
    old = SigningKeys.of_pem(PEMS["ed"])
    both = SigningKeys.of_pem(PEMS["ec"] + "\n" + PEMS["ed"])
    guard = Verifier(LocalKeys(both.jwks()), ISSUER, AUDIENCE)
    assert (await guard.verify(old.signed(claims()))).tenant == "acme"
    assert (await guard.verify(both.signed(claims()))).tenant == "acme"
    assert list(LocalKeys(both.jwks())._keys) == [MADE["ec"].thumbprint(), MADE["ed"].thumbprint()]


def test_a_pem_on_one_line_of_an_env_file_is_read() -> None:
    assert SigningKeys.of_pem(PEMS["ed"].replace("\n", "\\n")).jwks() == SigningKeys.of_pem(PEMS["ed"]).jwks()


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "gm",
        PEMS["ed"].replace("PRIVATE", "PUBLIC"),
        PEMS["ed"][:60] + "\n-----END PRIVATE KEY-----",
        MADE["ed"].as_pem(private=False).decode(),
        ECKey.generate_key("P-384").as_pem(private=True).decode(),
        OKPKey.generate_key("Ed448").as_pem(private=True).decode(),
        PEMS["ed"] + ECKey.generate_key("P-384").as_pem(private=True).decode(),
        OctKey.generate_key(256).as_dict()["k"],
    ],
    ids=("empty", "words", "called public", "cut", "public", "P-384", "Ed448", "two", "a shared secret"),
)
def test_what_is_no_key_to_sign_with_is_refused(pem: str) -> None:
    with pytest.raises(MilesError, match="signs tokens"):
        SigningKeys.of_pem(pem)


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "store" / "token.pem"
    with ThreadPoolExecutor(8) as pool:
        kids = [keys.jwks()["keys"][0]["kid"] for keys in pool.map(SigningKeys.of_file, [path] * 16)]
    assert len(set(kids)) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["token.pem"]
    assert SigningKeys.of_file(path).jwks()["keys"][0]["kid"] == kids[0]
    path.chmod(0o640)
    with pytest.raises(MilesError, match="others may read"):
        SigningKeys.of_file(path)
