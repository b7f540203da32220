"""The sentences from which the stories of each check are made; `training.stories.state` explains how they are written."""
