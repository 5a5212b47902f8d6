import
from a import
from time import sleep,
import time as 3
from . import x
import numpy
import asyncoi
