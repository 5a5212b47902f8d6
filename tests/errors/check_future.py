from __future__ import barry
x = 1
from __future__ import annotations
