"""The clocks of the world as scripts are told them: every zone that has a name, and when summer time is kept.

The phone's own zones (see zone.py) are few; pages name any. What is kept here are the ids of the time zone
database beside them, by the hours they keep today. A zone whose summer follows a rule of its own (Chile,
Israel, Lord Howe) has the nearest.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from device.phone.system.zone import ZONES, Rule, Zone, summer_time, summer_zone_name

FIRST_YEAR, _LAST_YEAR = 1900, 2100
_RULES: tuple[Rule, ...] = ("us", "eu", "au", "nz")
_EPOCH = datetime(1970, 1, 1)
_OTHERS = """
-720 - Etc/GMT+12
-660 - Etc/GMT+11 Pacific/Midway Pacific/Niue Pacific/Pago_Pago Pacific/Samoa US/Samoa
-600 - Etc/GMT+10 HST Pacific/Johnston Pacific/Rarotonga Pacific/Tahiti US/Hawaii
-600 us America/Adak America/Atka US/Aleutian
-570 - Pacific/Marquesas
-540 - Etc/GMT+9 Pacific/Gambier
-540 us America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat US/Alaska
-480 - Etc/GMT+8 Pacific/Pitcairn
-480 us America/Ensenada America/Santa_Isabel America/Tijuana Canada/Pacific Mexico/BajaNorte PST8PDT
  US/Pacific
-420 - America/Creston America/Dawson America/Dawson_Creek America/Fort_Nelson America/Hermosillo
  America/Mazatlan America/Whitehorse Canada/Yukon Etc/GMT+7 MST Mexico/BajaSur US/Arizona
-420 us America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Edmonton America/Inuvik
  America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Navajo US/Mountain
-360 - America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador
  America/Guatemala America/Managua America/Merida America/Monterrey America/Regina America/Swift_Current
  America/Tegucigalpa Canada/Saskatchewan Etc/GMT+6 Mexico/General Pacific/Galapagos
-360 au Chile/EasterIsland Pacific/Easter
-360 us America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Matamoros America/Menominee
  America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga
  America/Rainy_River America/Rankin_Inlet America/Resolute America/Winnipeg CST6CDT Canada/Central
  US/Central US/Indiana-Starke
-300 - America/Atikokan America/Cancun America/Cayman America/Coral_Harbour America/Eirunepe
  America/Guayaquil America/Jamaica America/Panama America/Porto_Acre America/Rio_Branco Brazil/Acre EST
  Etc/GMT+5 Jamaica
-300 us America/Detroit America/Fort_Wayne America/Grand_Turk America/Havana America/Indiana/Indianapolis
  America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes
  America/Indiana/Winamac America/Indianapolis America/Iqaluit America/Kentucky/Louisville
  America/Kentucky/Monticello America/Louisville America/Montreal America/Nassau America/Nipigon
  America/Pangnirtung America/Port-au-Prince America/Thunder_Bay Canada/Eastern Cuba EST5EDT US/East-Indiana
  US/Eastern US/Michigan
-240 - America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon
  America/Boa_Vista America/Campo_Grande America/Cuiaba America/Curacao America/Dominica America/Grenada
  America/Guadeloupe America/Guyana America/Kralendijk America/La_Paz America/Lower_Princes America/Manaus
  America/Marigot America/Martinique America/Montserrat America/Port_of_Spain America/Porto_Velho
  America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy America/St_Kitts America/St_Lucia
  America/St_Thomas America/St_Vincent America/Tortola America/Virgin Brazil/West Etc/GMT+4
-240 au America/Santiago Chile/Continental
-240 us America/Glace_Bay America/Goose_Bay America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic
-210 us America/St_Johns Canada/Newfoundland
-180 - America/Araguaina America/Argentina/Catamarca America/Argentina/ComodRivadavia
  America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza
  America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan
  America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion
  America/Bahia America/Belem America/Buenos_Aires America/Catamarca America/Cayenne America/Cordoba
  America/Coyhaique America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Montevideo
  America/Paramaribo America/Punta_Arenas America/Recife America/Rosario America/Santarem Antarctica/Palmer
  Antarctica/Rothera Atlantic/Stanley Brazil/East Etc/GMT+3
-180 us America/Miquelon
-120 - America/Noronha Atlantic/South_Georgia Brazil/DeNoronha Etc/GMT+2
-120 eu America/Godthab America/Nuuk America/Scoresbysund
-60 - Atlantic/Cape_Verde Etc/GMT+1
0 - Africa/Abidjan Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown
  Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome Africa/Timbuktu
  America/Danmarkshavn Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC
  Etc/Universal Etc/Zulu GMT GMT+0 GMT-0 GMT0 Greenwich Iceland UCT Universal Zulu
0 eu Antarctica/Troll Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Eire Europe/Belfast
  Europe/Guernsey Europe/Isle_of_Man Europe/Jersey GB GB-Eire Portugal WET
60 - Africa/Algiers Africa/Bangui Africa/Brazzaville Africa/Casablanca Africa/Douala Africa/El_Aaiun
  Africa/Kinshasa Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey
  Africa/Porto-Novo Africa/Tunis Etc/GMT-1
60 eu Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Andorra Europe/Belgrade
  Europe/Bratislava Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana
  Europe/Luxembourg Europe/Malta Europe/Monaco Europe/Podgorica Europe/San_Marino Europe/Sarajevo
  Europe/Skopje Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Zagreb MET Poland
120 - Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Juba Africa/Khartoum
  Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Maseru Africa/Mbabane Africa/Tripoli
  Africa/Windhoek Egypt Etc/GMT-2 Europe/Kaliningrad Libya
120 eu Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Jerusalem Asia/Nicosia Asia/Tel_Aviv EET
  Europe/Bucharest Europe/Chisinau Europe/Kiev Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia
  Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye Israel
180 - Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala
  Africa/Mogadishu Antarctica/Syowa Asia/Aden Asia/Amman Asia/Baghdad Asia/Bahrain Asia/Damascus
  Asia/Istanbul Asia/Kuwait Asia/Qatar Etc/GMT-3 Europe/Kirov Europe/Minsk Europe/Simferopol
  Europe/Volgograd Indian/Antananarivo Indian/Comoro Indian/Mayotte Turkey W-SU
210 - Iran
240 - Asia/Baku Asia/Muscat Asia/Tbilisi Asia/Yerevan Etc/GMT-4 Europe/Astrakhan Europe/Samara
  Europe/Saratov Europe/Ulyanovsk Indian/Mahe Indian/Mauritius Indian/Reunion
270 - Asia/Kabul
300 - Antarctica/Mawson Antarctica/Vostok Asia/Almaty Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad
  Asia/Atyrau Asia/Dushanbe Asia/Oral Asia/Qostanay Asia/Qyzylorda Asia/Samarkand Asia/Tashkent
  Asia/Yekaterinburg Etc/GMT-5 Indian/Kerguelen Indian/Maldives
330 - Asia/Calcutta Asia/Colombo
345 - Asia/Katmandu
360 - Asia/Bishkek Asia/Dacca Asia/Kashgar Asia/Omsk Asia/Thimbu Asia/Thimphu Asia/Urumqi Etc/GMT-6
  Indian/Chagos
390 - Asia/Rangoon Asia/Yangon Indian/Cocos
420 - Antarctica/Davis Asia/Barnaul Asia/Hovd Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk
  Asia/Phnom_Penh Asia/Pontianak Asia/Saigon Asia/Tomsk Asia/Vientiane Etc/GMT-7 Indian/Christmas
480 - Antarctica/Casey Asia/Brunei Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Irkutsk
  Asia/Kuala_Lumpur Asia/Kuching Asia/Macao Asia/Macau Asia/Makassar Asia/Ujung_Pandang Asia/Ulaanbaatar
  Asia/Ulan_Bator Australia/West Etc/GMT-8 Hongkong PRC ROC Singapore
525 - Australia/Eucla
540 - Asia/Chita Asia/Dili Asia/Jayapura Asia/Khandyga Asia/Pyongyang Asia/Yakutsk Etc/GMT-9 Japan
  Pacific/Palau ROK
570 - Australia/Darwin Australia/North
570 au Australia/Broken_Hill Australia/South Australia/Yancowinna
600 - Antarctica/DumontDUrville Asia/Ust-Nera Asia/Vladivostok Australia/Lindeman Australia/Queensland
  Etc/GMT-10 Pacific/Chuuk Pacific/Guam Pacific/Port_Moresby Pacific/Saipan Pacific/Truk Pacific/Yap
600 au Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart Australia/NSW
  Australia/Tasmania Australia/Victoria
630 au Australia/LHI Australia/Lord_Howe
660 - Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Etc/GMT-11 Pacific/Bougainville Pacific/Efate
  Pacific/Guadalcanal Pacific/Kosrae Pacific/Noumea Pacific/Pohnpei Pacific/Ponape
660 au Pacific/Norfolk
720 - Asia/Anadyr Asia/Kamchatka Etc/GMT-12 Kwajalein Pacific/Fiji Pacific/Funafuti Pacific/Kwajalein
  Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis
720 nz Antarctica/McMurdo Antarctica/South_Pole NZ
765 nz NZ-CHAT Pacific/Chatham
780 - Etc/GMT-13 Pacific/Apia Pacific/Enderbury Pacific/Fakaofo Pacific/Kanton Pacific/Tongatapu
840 - Etc/GMT-14 Pacific/Kiritimati
"""
"""Minutes ahead of UTC in winter, whose summer time, and who keeps these hours."""


def _others() -> list[Zone]:
    found: list[Zone] = []
    minutes, rule = 0, ""
    for row in _OTHERS.strip().splitlines():
        words = row.split()
        if not row.startswith(" "):
            minutes, rule, words = int(words[0]), words[1].strip("-"), words[2:]
        found += (Zone(name, "", "", minutes, rule) for name in words)  # type: ignore[arg-type]
    return [replace(zone, name=_name(zone)) for zone in found]


def _name(zone: Zone) -> str:
    """What its time is called, where another zone of that part of the world with the same summer says it."""
    if zone.id in ("Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Universal", "Etc/Zulu", "Etc/Universal"):
        return "Coordinated Universal Time"
    if zone.id in ("GMT", "Etc/GMT", "Greenwich", "Etc/Greenwich", "GB", "GB-Eire"):
        return "Greenwich Mean Time"
    part = zone.id.partition("/")[0].replace("US", "America").replace("Canada", "America")
    for one in ZONES:
        if zone.rule and one.id.startswith(part) and (one.minutes, one.rule) == (zone.minutes, zone.rule):
            return one.name
    return ""


@cache
def hours() -> dict[str, object]:
    """All zones (minutes, rule, name in winter, in summer) and, by rule and year, the span of summer time.

    A span is in milliseconds of the zone's winter time, for Europe of UTC.
    """
    return {
        "first": FIRST_YEAR,
        "all": {
            zone.id: (zone.minutes, zone.rule, zone.name, summer_zone_name(zone))
            for zone in (*_others(), *ZONES)
        },
        "rules": {
            rule: [
                [(one - _EPOCH) // timedelta(milliseconds=1) for one in summer_time(rule, year)]
                for year in range(FIRST_YEAR, _LAST_YEAR + 1)
            ]
            for rule in _RULES
        },
    }
