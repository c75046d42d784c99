"""The procedures that ship with the project, one file each."""

from forms.procedure import Procedure
from forms.procedures import birth

ALL: tuple[Procedure, ...] = (birth.PROCEDURE,)
