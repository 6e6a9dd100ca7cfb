"""The language of the windows: our catalogue, Qt's own, the locale of numbers and dates, and the words of units."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from waitgui.store import catalogue
from waitgui.store.languages import NAMES, nearest
from waitgui.tasks.words import speak, untranslated

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)
SYSTEM = "system"


class Language(QObject):
    """Speaks the language that is chosen: of texts that are asked for from then on. `folder` has the catalogues."""

    def __init__(self, folder: Path, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._content = b""
        self.code = ""
        """What is spoken now."""

    def choose(self, wanted: str) -> bool:
        """Speak the language of this code, or the desktop's ("system"); whether that is another than before."""
        code = wanted if wanted in NAMES else nearest(QLocale.system().uiLanguages())
        if code == self.code:
            return False
        self.end()
        self.code = code
        QLocale.setDefault(locale_of(code))
        self._installed = [translator for translator in (self._of_qt(code), self._ours(code)) if translator is not None]
        for translator in self._installed:
            self._app.installTranslator(translator)
        speak(QCoreApplication.translate)
        return True

    def end(self) -> None:
        """Speak English, as the source does."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []
        self.code = ""
        QLocale.setDefault(QLocale.system())
        speak(untranslated)

    def _ours(self, code: str) -> QTranslator | None:
        translator = QTranslator(self)
        try:
            content = catalogue.load(self._folder, code).to_qm()
        except (OSError, ValueError) as error:
            log.warning("the texts of %s can't be read: %s", code, error)
            return None
        self._content = content  # Qt reads from it, and keeps no copy
        return translator if translator.load(content) else None

    def _of_qt(self, code: str) -> QTranslator | None:
        """What Qt's own dialogs say; in English that is what stands in its source."""
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return translator if translator.load(f"qtbase_{code}", folder) else None


def locale_of(code: str) -> QLocale:
    """How numbers and dates are written: as the desktop wants it, where it speaks that language."""
    system = QLocale.system()
    return system if system.name().partition("_")[0] == code.partition("_")[0] else QLocale(code)
