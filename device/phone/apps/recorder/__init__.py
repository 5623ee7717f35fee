"""Audio Recorder: records, names, plays and keeps what is recorded."""

from device.phone.apps.recorder.recorder import AudioRecorder

APPS = (AudioRecorder,)
