"""The sentences from which stories are made, a module for each check. `stories.tell` explains how they are written."""
