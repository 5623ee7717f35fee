"""What MobileWorld's `--agent_type` loads: our agent as it is meant there, by its pictures alone."""

import tasks.mobileworld.agent as ours
from tasks.mobileworld.package import adopt


class ByPicture(ours.MobileWorldAgent):
    """It sees what its loop shows it, and nothing else."""


adopt(ByPicture)
