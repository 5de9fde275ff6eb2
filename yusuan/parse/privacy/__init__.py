"""Private data masked before anything else sees a document.

Masked are names beside or under the labels of people, telephone numbers, e-mail addresses, identity numbers
and bank accounts. An amount or a code is never masked: what a number is, its column, its label and the word
after it decide together.
"""

from yusuan.parse.privacy.masking import (
    BANK_MASK,
    EMAIL_MASK,
    IDENTITY_MASK,
    MASKS,
    NAME_MASK,
    PHONE_MASK,
    TAKEN_DOWN,
    Masked,
    mask_lines,
)

__all__ = [
    "BANK_MASK",
    "EMAIL_MASK",
    "IDENTITY_MASK",
    "MASKS",
    "NAME_MASK",
    "PHONE_MASK",
    "TAKEN_DOWN",
    "Masked",
    "mask_lines",
]
