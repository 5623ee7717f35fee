"""A phone reached straight at its daemon over TCP: no adb server, no adb binary."""


class DirectTransport:
    @classmethod
    def dial(cls, serial):
        raise NotImplementedError
