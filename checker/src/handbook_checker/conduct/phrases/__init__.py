"""The sentences from which the stories of each check are made; `training.stories.tell` explains how they are written."""
