"""_uuid_safety: uuid.SafeUUID, asked for seldom and made of an Enum."""

import enum


class SafeUUID(enum.Enum):
    safe = 0
    unsafe = -1
    unknown = None


SafeUUID.__module__ = 'uuid'
