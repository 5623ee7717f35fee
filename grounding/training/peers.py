"""Processes that train one model together: as many as `torchrun` or `accelerate launch` started, or one."""

import os
from dataclasses import dataclass

import torch
from torch import distributed


@dataclass(frozen=True, slots=True)
class Peers:
    """Says which of the processes this one is. With one alone nothing is sent."""

    rank: int = 0
    count: int = 1

    def sum(self, tensor: torch.Tensor) -> torch.Tensor:
        """The tensor of every process added up, in each of them."""
        if self.count > 1:
            distributed.all_reduce(tensor)
        return tensor

    def sum_for(self, owner: int, tensor: torch.Tensor) -> torch.Tensor:
        """The sum in the process `owner`; in the others what comes back means nothing."""
        if self.count > 1:
            distributed.reduce(tensor, owner)
        return tensor

    def take_from(self, owner: int, tensor: torch.Tensor) -> None:
        """Make the tensor the one that `owner` has."""
        if self.count > 1:
            distributed.broadcast(tensor, owner)

    def wait(self) -> None:
        """Until all are here."""
        if self.count > 1:
            distributed.barrier()


ALONE = Peers()


def local_device(wanted: str) -> str:
    """The device of this process where several were started and the choice is left to us."""
    several = int(os.environ.get("WORLD_SIZE", "1")) > 1
    if wanted == "auto" and several and torch.cuda.is_available():
        return f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    return wanted


def join() -> Peers:
    """Meet the others, where the environment says that there are some."""
    if int(os.environ.get("WORLD_SIZE", "1")) <= 1:
        return ALONE
    if not distributed.is_initialized():
        if torch.cuda.is_available():
            torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
        distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return Peers(distributed.get_rank(), distributed.get_world_size())
