"""waitgui: small recurring jobs on a desktop, with the timing of Kubernetes' wait package."""

__version__ = "0.1.0"
