import asyncoi
from numpy import array
import os.path as p
try:
    import numpy
except ImportError:
    numpy = None
