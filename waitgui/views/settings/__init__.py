"""The settings' dialog."""

from waitgui.views.settings.dialog import SettingsDialog

__all__ = ["SettingsDialog"]
