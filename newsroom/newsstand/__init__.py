"""The newsstand: hands out printed pages before anybody goes to press.

It stands in front of Django. What one reader was given, the next is given from memory, as
long as it is still what the database says (`watching`); everything else is passed on.
"""

from newsroom.newsstand.stand import Stand, around

__all__ = ["Stand", "around"]
