"""Agreements besides the default one: sentences of their own give evidence for their own commitments."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.agreement.model import load
from tui.extract import read

AGREEMENTS = {name: load(name) for name in ("lebanon-2024", "tigray-2022")}
TOLD: list[tuple[str, str, str, dict[str | None, str]]] = [
    (
        "lebanon-2024",
        "2024-11-27",
        "A ceasefire between Israel and Hezbollah came into effect at four in the morning on Wednesday.",
        {None: "completed under_way"},
    ),
    (
        "lebanon-2024",
        "2024-12-03",
        "Israel and Hezbollah traded accusations of violating the truce.",
        {"l.no-ops-lebanon": "alleged_violation"},
    ),
    (
        "lebanon-2024",
        "2024-12-11",
        "The Lebanese army moved into Khiam as Israeli troops left the town, CENTCOM said.",
        {"l.withdrawal": "under_way partial", "l.laf-deploy": "under_way partial"},
    ),
    (
        "lebanon-2024",
        "2025-01-06",
        "Israeli forces handed over Naqoura to the Lebanese army, Unifil said.",
        {"l.withdrawal": "under_way partial"},
    ),
    (
        "lebanon-2024",
        "2025-02-18",
        "Lebanon's president said that any remaining Israeli presence was an occupation and demanded "
        "a full withdrawal.",
        {"l.withdrawal": "demanded"},
    ),
    (
        "lebanon-2024",
        "2025-03-22",
        "Hezbollah denied responsibility for the rockets fired at Metula and said it was committed to the ceasefire.",
        {"l.no-ops-lebanon": "pledged"},
    ),
    (
        "lebanon-2024",
        "2025-04-30",
        "The Lebanese army says it has dismantled more than 500 Hezbollah sites south of the Litani.",
        {"l.disarm": "under_way partial"},
    ),
    (
        "lebanon-2024",
        "2025-08-05",
        "Lebanon's cabinet ordered the army to draw up a plan for a state monopoly on arms by the end of the year.",
        {"l.disarm": "pledged demanded under_way"},
    ),
    (
        "lebanon-2024",
        "2025-09-05",
        "The army's plan to disarm Hezbollah was welcomed by the cabinet, which set no date for it.",
        {"l.disarm": "pledged under_way stalled"},
    ),
    (
        "lebanon-2024",
        "2025-10-20",
        "Unifil has recorded more than 9,000 Israeli violations of Lebanese airspace and ground since the truce began.",
        {"l.no-offensive-israel": "alleged_violation"},
    ),
    (
        "lebanon-2024",
        "2025-11-27",
        "A year on, Israel still holds five points inside Lebanon.",
        {"l.withdrawal": "partial stalled"},
    ),
    (
        "lebanon-2024",
        "2025-12-03",
        "Lebanon and Israel sent civilians to a meeting of the mechanism at Naqoura for the first time in decades.",
        {"l.mechanism": "under_way"},
    ),
    (
        "lebanon-2024",
        "2025-12-19",
        "The committee that monitors the truce met again in Naqoura on Friday.",
        {"l.mechanism": "under_way"},
    ),
    (
        "lebanon-2024",
        "2026-01-08",
        "Lebanon's army said it had completed the first phase of disarming groups south of the Litani.",
        {"l.disarm": "partial completed"},
    ),
    (
        "lebanon-2024",
        "2026-01-08",
        "Israel said the efforts were far from sufficient and that Hezbollah was rebuilding its arsenal.",
        {"l.disarm": "alleged_violation partial stalled"},
    ),
    (
        "lebanon-2024",
        "2026-02-11",
        "Talks on the land border have not begun.",
        {"l.border": "stalled"},
    ),
    (
        "lebanon-2024",
        "2026-02-15",
        "Hezbollah rejected the four-month plan for disarmament north of the river.",
        {"l.disarm": "refused"},
    ),
    (
        "lebanon-2024",
        "2026-02-16",
        "Thousands of people from the border villages cannot return to their homes.",
        {None: "stalled"},
    ),
    (
        "lebanon-2024",
        "2024-12-20",
        "Beirut complained to the Security Council of 816 Israeli breaches of the ceasefire.",
        {None: "alleged_violation"},
    ),
    (
        "lebanon-2024",
        "2025-02-12",
        "Washington told Lebanon that Israeli troops would remain at five points after 18 February.",
        {"l.withdrawal": "refused partial"},
    ),
    (
        "lebanon-2024",
        "2025-08-21",
        "Palestinian factions in the Burj al-Barajneh camp began to hand weapons to the army.",
        {"l.disarm": "under_way partial"},
    ),
    (
        "lebanon-2024",
        "2026-01-05",
        "The mechanism's meeting on Wednesday was put off, a diplomat said.",
        {"l.mechanism": "stalled"},
    ),
    (
        "lebanon-2024",
        "2026-02-20",
        "Lebanon says that it cannot collect arms north of the Litani while Israel bombs it every day.",
        {"l.disarm": "conditional refused stalled"},
    ),
    (
        "lebanon-2024",
        "2026-03-02",
        "Hezbollah declared that it was no longer bound by the ceasefire.",
        {None: "refused stalled"},
    ),
    (
        "tigray-2022",
        "2022-11-02",
        "Ethiopia's government and the Tigray People's Liberation Front agreed to a permanent "
        "cessation of hostilities in Pretoria.",
        {"t.cessation": "pledged completed"},
    ),
    (
        "tigray-2022",
        "2022-11-16",
        "The first Red Cross aid convoy since August reached Mekelle.",
        {"t.access": "under_way partial completed"},
    ),
    (
        "tigray-2022",
        "2022-11-20",
        "Humanitarian workers said aid was still not reaching areas under Eritrean control.",
        {"t.access": "stalled"},
    ),
    (
        "tigray-2022",
        "2022-12-03",
        "Tigray's forces said that most of their fighters had pulled back from the front lines.",
        {"t.foreign-withdrawal": "under_way partial"},
    ),
    (
        "tigray-2022",
        "2022-12-30",
        "Eritrean soldiers left Shire in a column of trucks, residents said.",
        {"t.foreign-withdrawal": "under_way partial"},
    ),
    (
        "tigray-2022",
        "2022-12-29",
        "The African Union's monitoring team was set up in Mekelle.",
        {"t.monitoring": "under_way completed"},
    ),
    (
        "tigray-2022",
        "2023-01-11",
        "Tigrayan forces began to hand over heavy weapons at Agulae, the monitors said.",
        {"t.disarm-heavy": "under_way partial"},
    ),
    (
        "tigray-2022",
        "2023-01-20",
        "The US secretary of state said Eritrean troops were moving back to the border but were still inside Ethiopia.",
        {"t.foreign-withdrawal": "partial under_way"},
    ),
    (
        "tigray-2022",
        "2023-01-28",
        "The TPLF accused Eritrea of killing civilians in breach of the deal.",
        {"t.cessation": "alleged_violation"},
    ),
    (
        "tigray-2022",
        "2023-06-08",
        "The WFP suspended food aid to all of Ethiopia after supplies were diverted.",
        {"t.access": "stalled"},
    ),
    (
        "tigray-2022",
        "2023-08-14",
        "Amhara forces refuse to leave western Tigray.",
        {"t.foreign-withdrawal": "refused"},
    ),
    (
        "tigray-2022",
        "2023-11-06",
        "The federal government said those displaced from western Tigray would be returned before a "
        "referendum was held.",
        {"t.contested-areas": "pledged"},
    ),
    (
        "tigray-2022",
        "2023-11-14",
        "The United States resumed food deliveries in December after new safeguards.",
        {"t.access": "under_way"},
    ),
    (
        "tigray-2022",
        "2024-01-15",
        "Eritrean troops still occupy parts of Irob, local officials say.",
        {"t.foreign-withdrawal": "partial stalled"},
    ),
    (
        "tigray-2022",
        "2024-03-12",
        "The African Union urged the parties to speed up demobilisation and the return of displaced people.",
        {"t.disarm-heavy": "demanded", "t.contested-areas": "demanded"},
    ),
    (
        "tigray-2022",
        "2024-06-25",
        "The first displaced families were taken home to Tselemti.",
        {"t.contested-areas": "under_way partial"},
    ),
    (
        "tigray-2022",
        "2024-07-03",
        "Demobilisation has stalled for lack of money, the commission said.",
        {"t.disarm-heavy": "stalled"},
    ),
    (
        "tigray-2022",
        "2024-11-21",
        "The first 320 former combatants handed in their arms at a centre near Mekelle.",
        {"t.disarm-heavy": "under_way partial"},
    ),
    (
        "tigray-2022",
        "2025-05-14",
        "The electoral board revoked the legal status of the TPLF, which called that a breach of the "
        "Pretoria agreement.",
        {"t.cessation": "alleged_violation", "t.interim-admin": "stalled"},
    ),
    (
        "tigray-2022",
        "2022-11-25",
        "Tigrayan leaders accused Eritrean soldiers of looting in defiance of the accord.",
        {"t.cessation": "alleged_violation"},
    ),
    (
        "tigray-2022",
        "2022-12-06",
        "Ethiopian Airlines resumed flights to Mekelle after eighteen months.",
        {"t.access": "under_way completed"},
    ),
    (
        "tigray-2022",
        "2023-01-05",
        "Power has been restored in Mekelle and banks have reopened.",
        {"t.access": "under_way completed partial"},
    ),
    (
        "tigray-2022",
        "2023-02-27",
        "Eritrea has not pulled its soldiers out of the north-east, aid workers say.",
        {"t.foreign-withdrawal": "stalled"},
    ),
    (
        "tigray-2022",
        "2023-12-19",
        "More than a million people who fled western Tigray still live in schools and camps.",
        {"t.contested-areas": "stalled"},
    ),
    (
        "tigray-2022",
        "2024-02-11",
        "The Tigray administration says that Amhara settlers must leave before any referendum.",
        {"t.foreign-withdrawal": "demanded"},
    ),
    (
        "tigray-2022",
        "2024-07-19",
        "The pilot phase of demobilisation has been postponed again.",
        {"t.disarm-heavy": "stalled"},
    ),
    (
        "tigray-2022",
        "2024-11-23",
        "A rehabilitation centre in Mekelle opened for 5,000 ex-combatants, who are being disarmed first.",
        {"t.disarm-heavy": "under_way"},
    ),
]


@pytest.mark.parametrize(("agreement", "day", "text", "wanted"), TOLD, ids=[t[2][:50] for t in TOLD])
def test_the_commitment_and_what_became_of_it(
    agreement: str, day: str, text: str, wanted: dict[str | None, str]
) -> None:
    at = datetime.fromisoformat(day).replace(hour=18, tzinfo=UTC)
    found = {e.commitment_id: e.status for e in read(text, agreement=AGREEMENTS[agreement], published=at).evidence}
    assert found.keys() == wanted.keys()
    for commitment, labels in wanted.items():
        assert found[commitment] in labels.split()


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_a_story_of_the_other_feeds_nothing(agreement: str) -> None:
    other = next(a for a in AGREEMENTS if a != agreement)
    for name, day, text, _ in TOLD:
        if name == other:
            at = datetime.fromisoformat(day).replace(hour=18, tzinfo=UTC)
            text = (
                f"{'Lebanon and Hezbollah' if other.startswith('leb') else 'Tigray and Ethiopia'} in the news. {text}"
            )
            found = read(text, agreement=AGREEMENTS[agreement], published=at).evidence
            assert [e.commitment_id for e in found if e.commitment_id] == [], text
