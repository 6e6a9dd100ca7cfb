"""The help inside: concepts in plain words with pictures that the program draws, and an overview of all keys."""

from waitgui.views.help.concepts import Topic
from waitgui.views.help.desk import HelpDesk, topic_of
from waitgui.views.help.window import HelpWindow

__all__ = ["HelpDesk", "HelpWindow", "Topic", "topic_of"]
