from irsletter.errors import CatalogError as CatalogError
from irsletter.errors import IrsletterError as IrsletterError
from irsletter.errors import UsageError as UsageError
from irsletter.model.result import Authenticity as Authenticity
from irsletter.model.result import Deadline as Deadline
from irsletter.model.result import Evidence as Evidence
from irsletter.model.result import Explanation as Explanation
from irsletter.model.result import Field as Field
from irsletter.model.result import Letter as Letter
from irsletter.model.result import Result as Result
from irsletter.run.read import read_folder as read_folder
from irsletter.run.read import read_letter as read_letter

__version__: str
