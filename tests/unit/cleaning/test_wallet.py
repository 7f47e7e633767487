"""Addresses by checksum and by look."""

from __future__ import annotations

import pytest

from miles.cleaning.wallet import is_base58, is_bech32

# Valid vectors from BIP 173 and BIP 350; the genesis address; well-known Tron and Solana accounts.


@pytest.mark.parametrize(
    "token",
    [
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz",  # a typing error; the head says enough
    ],
)
def test_bech32_addresses(token: str) -> None:
    assert is_bech32(token)


@pytest.mark.parametrize(
    "token",
    [
        "ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfeb",  # checksum broken in the last letter
        "tB1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",  # mixed case
        "top1altcoinsofthisweekandthenext",  # not bech32's letters
        "1qqqqqq",
        "aptos1qq",
    ],
)
def test_no_bech32_addresses(token: str) -> None:
    assert not is_bech32(token)


@pytest.mark.parametrize(
    "token",
    [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz",  # checksum broken: still looks random
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    ],
)
def test_base58_addresses(token: str) -> None:
    assert is_base58(token)


@pytest.mark.parametrize(
    "token",
    [
        "NotYourKeysNotYourCoinsNotYourProb2",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "11111111111111111111111111111111",
        "hahahahahahahahahahahahahaHAHA22",
        "1A1zP1eP5QGefi0DMPTfTL5SLmv7DivfNa",  # 0 is no base58 digit
    ],
)
def test_no_base58_addresses(token: str) -> None:
    assert not is_base58(token)
