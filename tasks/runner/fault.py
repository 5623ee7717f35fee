"""Whose fault it is that an attempt failed."""

from collections.abc import Mapping

from agent.run.status import Cause, RunStatus
from agent.run.trajectory import Trajectory
from device.error import DeviceError
from models.error import ModelUnavailable
from tasks.ledger.record import Failure

_BROKEN: Mapping[Cause, Failure] = {Cause.MODEL: "model", Cause.DEVICE: "device"}


def fault_of(error: Exception, otherwise: Failure) -> Failure:
    """Whose fault an error is: the model's, the phone's, or `otherwise` of what was going on."""
    if isinstance(error, ModelUnavailable):
        return "model"
    return "device" if isinstance(error, DeviceError) else otherwise


def failure_of(trajectory: Trajectory) -> Failure:
    """Whose fault it is that an attempt which was judged did not succeed."""
    ending = trajectory.ending
    if ending is None:
        return "harness"
    if ending.status == RunStatus.ERROR:
        return _BROKEN.get(ending.cause, "harness")
    return "budget" if ending.cause == Cause.LIMIT else "agent"
