"""Where the phone keeps people, calls and messages: providers without a screen, shared by several apps."""

from device.phone.apps.provider.calllog import BlockedNumberStorage
from device.phone.apps.provider.contactstore import ContactsStorage
from device.phone.apps.provider.content import BLOCKED, CALL_LOG, SMS, ContactRows
from device.phone.apps.provider.media import MediaProvider
from device.phone.apps.provider.telephony import TelephonyStorage
from device.phone.apps.provider.threadrow import MMS, SIM, ThreadRows
from device.phone.apps.provider.word import WORDS, UserDictionaryStorage
from device.phone.system.provider import PROVIDERS

PROVIDERS.update(
    {
        "sms": SMS,
        "mms-sms": ThreadRows(),
        "mms": MMS,
        "telephony": SIM,
        "user_dictionary": WORDS,
        "call_log": CALL_LOG,
        "com.android.blockednumber": BLOCKED,
        "contacts": ContactRows(),
        "com.android.contacts": ContactRows(),
        "media": MediaProvider(),
    }
)

APPS = (
    BlockedNumberStorage,
    ContactsStorage,
    TelephonyStorage,
    UserDictionaryStorage,
)
