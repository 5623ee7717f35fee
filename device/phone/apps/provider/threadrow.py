"""content://mms-sms: conversations and whom they are with; and what is asked beside them: mms, telephony."""

from collections.abc import Mapping

from device.phone.apps.provider.message import conversations, delete_threads
from device.phone.apps.provider.reading import whole
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT, UNSUPPORTED, ReadRows
from device.phone.apps.provider.telephony import messages_database
from device.phone.file.database import Row, Value
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select
from device.phone.system.radio import CARRIER, OWN_NUMBER

_MESSAGES = "SELECT s.*, 'sms' AS transport_type FROM sms s "
_NEWEST = f"""{_MESSAGES} WHERE NOT EXISTS (
    SELECT 1 FROM sms o WHERE o.thread_id = s.thread_id AND (o.date, o._id) > (s.date, s._id)
) ORDER BY s.date DESC, s._id DESC"""  # noqa: S608
_THREADS = "SELECT * FROM threads ORDER BY date DESC"
_ADDRESSES = "SELECT * FROM canonical_addresses ORDER BY _id"


class ThreadRows:
    """Conversations: as their newest messages, as rows of threads (`?simple=true`), or all that is in one."""

    def query(self, context: Context, query: Query) -> Table:
        """The rows asked for."""
        path, _, asked = query.path.partition("?")
        head, _, number = path.partition("/")
        one = number.isascii() and number.isdigit()
        if path == "conversations":
            sql = _THREADS if "simple=true" in asked.split("&") else _NEWEST
        elif head == "conversations" and one:
            sql = f"{_MESSAGES} WHERE s.thread_id = {number} ORDER BY s.date, s._id"
        elif path == "canonical-addresses":
            sql = _ADDRESSES
        elif head == "canonical-address" and one:
            sql = f"SELECT * FROM canonical_addresses WHERE _id = {number}"  # noqa: S608
        else:
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unrecognized URI: content://mms-sms/{query.path}")
        database = messages_database(context)
        return select(Table(tuple(database.columns(sql)), database.rows(sql)), query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Refused: what is new comes to sms."""
        raise ProviderFault(UNSUPPORTED, f"content://mms-sms/{path} does not take new rows")

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Refused."""
        raise ProviderFault(UNSUPPORTED, f"content://mms-sms/{path} does not take changes")

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove a conversation whole, or all of them; how many messages went."""
        if path.partition("/")[0] != "conversations" or where:
            raise ProviderFault(UNSUPPORTED, f"content://mms-sms/{path} does not take deletions")
        number = path.partition("/")[2]
        threads = [whole(number)] if number else [one.thread for one in conversations(context)]
        paths = [f"conversations/{thread}" for thread in threads]
        count = sum(len(self.query(context, Query(each, ("_id",))).rows) for each in paths)
        delete_threads(context, threads)
        return count


def _none(context: Context) -> list[Row]:
    return []


_MMS = (
    "_id", "thread_id", "date", "date_sent", "msg_box", "read", "m_id", "sub", "ct_t", "m_type", "seen",
    "sub_id",
)  # fmt: skip
_PART = ("_id", "mid", "seq", "ct", "name", "chset", "cl", "_data", "text")
MMS = ReadRows(
    {**dict.fromkeys(("", "inbox", "sent", "drafts", "outbox"), (_MMS, _none)), "part": (_PART, _none)}
)
"""content://mms: the phone sends and gets texts only."""
_SIM = (
    "_id", "icc_id", "sim_id", "display_name", "carrier_name", "name_source", "color", "number", "mcc", "mnc",
    "mcc_string", "mnc_string", "is_embedded",
)  # fmt: skip


def _sim(context: Context) -> list[Row]:
    numeric = context.system.properties.get("gsm.sim.operator.numeric", "")
    country, network = numeric[:3], numeric[3:]
    return [
        (
            1,
            "",
            0,
            CARRIER,
            CARRIER,
            0,
            -16746133,
            OWN_NUMBER.replace(" ", "").replace("-", ""),
            whole(country),
            whole(network),
            country,
            network,
            0,
        )
    ]


SIM = ReadRows({"siminfo": (_SIM, _sim)})
"""content://telephony: the one SIM card; its serial number is told to nobody, as on Android since 10."""
