"""Sentences for `test_evidence` in the manner of wire reports: asides, lists, reported speech, background.

Written for these tests; shape as in `evidence_cases`.
"""

from __future__ import annotations

WIRE: list[tuple[str, dict[str, str]]] = [
    (
        "Egypt's intelligence chief met Hamas negotiators in Cairo on Sunday to discuss the next steps, state"
        " media said.",
        {},
    ),
    (
        "At least nine people, two of them children, were killed when an Israeli drone hit a tent west of the"
        " line, hospital officials said.",
        {},
    ),
    (
        "The war began after militants stormed southern Israel in October 2023, killing about 1,200 people "
        "and taking 251 hostages.",
        {},
    ),
    ("The war has killed more than 70,000 Palestinians, according to the health ministry in Hamas-run Gaza.", {}),
    ("Israel says it killed a commander who had been planning an attack on its soldiers.", {}),
    (
        "Twenty-seven bodies have been returned since October, leaving one, that of a policeman, still in the ruins.",
        {"bodies_return": "partial"},
    ),
    (
        "The army said it fired on two suspects who crossed the line and approached troops, in what it called"
        " a breach of the truce.",
        {"truce": "alleged_violation"},
    ),
    (
        "Hamas called the strikes a serious escalation and urged mediators to force Israel to stick to the agreement.",
        {"truce": "demanded alleged_violation"},
    ),
    (
        "Trump's 20-point plan calls for Hamas to give up its weapons, for an international force to deploy "
        "and for Israel to withdraw further.",
        {
            "disarmament": "pledged demanded",
            "stabilisation_force": "pledged demanded",
            "withdrawal": "pledged demanded",
        },
    ),
    (
        "Netanyahu is expected to meet Trump in Florida on Monday to discuss phase two of the Gaza deal.",
        {"phase_two": "under_way pledged"},
    ),
    (
        "Aid workers say the number of trucks getting in is nowhere near what families need to survive the winter.",
        {"aid_entry": "stalled partial"},
    ),
    ("Three babies have died of cold this month, doctors said, as makeshift tents flooded across the coast.", {}),
    (
        "The Lebanese cabinet gave the army until the end of the year to establish a monopoly on weapons.",
        {"disarmament": "demanded pledged under_way"},
    ),
    (
        "Israel, which accuses Hezbollah of rebuilding its arsenal, carries out near-daily strikes in Lebanon"
        " despite the November 2024 ceasefire.",
        {"disarmament": "alleged_violation"},
    ),
    (
        "A UN peacekeeper was wounded when a grenade was dropped near a patrol, the mission said, calling it "
        "a violation of resolution 1701.",
        {"truce": "alleged_violation"},
    ),
    (
        "Thousands marched in Tel Aviv to press the government to bring back the body of the last captive.",
        {"bodies_return": "demanded"},
    ),
    (
        "The group handed over the wrong body on Tuesday, Israeli forensic experts said, in an apparent "
        "breach of the deal.",
        {"bodies_return": "alleged_violation under_way stalled", "truce": "alleged_violation"},
    ),
    (
        "Under the first phase Israel pulled back to the yellow line, leaving it in control of just over half"
        " of the territory.",
        {"withdrawal": "partial under_way completed"},
    ),
    (
        "Mediators fear the truce could unravel unless the second phase starts soon.",
        {"phase_two": "demanded conditional stalled"},
    ),
    (
        "Israel's far-right finance minister said that not one truck of cement would go in while Hamas held a"
        " single rifle.",
        {"aid_entry": "refused conditional"},
    ),
    (
        "The council voted 13-0 to back the US plan, including the deployment of the force, with Russia and "
        "China abstaining.",
        {"stabilisation_force": "pledged"},
    ),
    ("A senior Hamas official said the movement would not accept foreign guardianship over Gaza.", {}),
    ("Volunteers searched for bodies in the rubble of a school.", {}),
    (
        "The Red Cross said it had facilitated the transfer of 45 bodies of Palestinians from Israel to "
        "Nasser hospital.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Israel has allowed in 4,200 trucks a week, as agreed, an official of COGAT said.",
        {"aid_entry": "under_way completed"},
    ),
    ("The number of trucks is well short of the daily 600, UN monitors say.", {"aid_entry": "stalled partial"}),
    ("The crossing opened for the evacuation of patients on Thursday but not for goods.", {}),
    ("Residents returning to Jabalia found whole streets flattened.", {"return_of_displaced": "under_way"}),
    ("The Kremlin said there would be no ceasefire without security guarantees.", {"truce": "conditional refused"}),
    (
        "Ukraine handed back the bodies of 1,200 soldiers under the Istanbul accords, Moscow said.",
        {"bodies_return": "under_way"},
    ),
    ("Kyiv accused Moscow of hitting a power station during the energy truce.", {"truce": "alleged_violation"}),
    ("The RSF agreed on Thursday to a humanitarian truce proposed by the United States.", {"truce": "pledged"}),
    (
        "Sudan's army has rejected the proposal, saying the paramilitaries must first leave the cities.",
        {"withdrawal": "demanded conditional"},
    ),
    (
        "Ethiopia's government and Tigrayan forces signed a deal in Pretoria in 2022 to end two years of war.",
        {"truce": "completed pledged under_way"},
    ),
    (
        "Cambodia freed nothing and Thailand released eighteen captured soldiers as the ceasefire took hold.",
        {"truce": "under_way completed", "prisoner_release": "under_way"},
    ),
    (
        "The mediators' statement welcomed the return of all living captives and called for speedy reconstruction.",
        {"hostage_release": "completed under_way", "reconstruction": "demanded"},
    ),
    ("He spoke of his two years in captivity at a rally for those who have yet to come home.", {}),
    ("Hamas police have reappeared on the streets, directing traffic and guarding aid convoys.", {}),
    (
        "Israel shut the Zikim crossing, the only one in the north, and has not said when it will reopen.",
        {"aid_entry": "stalled"},
    ),
    ("The ministry put the number of those killed since the truce at 411.", {}),
    (
        "France's foreign minister said disarmament and withdrawal had to go hand in hand.",
        {"disarmament": "demanded conditional", "withdrawal": "demanded conditional"},
    ),
    ("Israel maintains that it has kept its side of the bargain on aid.", {}),
    (
        "Convoys of the Egyptian Red Crescent carrying 9,000 tonnes of food went in through Kerem Shalom on Monday.",
        {"aid_entry": "under_way"},
    ),
    ("Oxfam said four million dollars' worth of its supplies had been denied entry.", {"aid_entry": "stalled"}),
    (
        "The daily average has climbed to 420 lorries, still short of the target in the agreement.",
        {"aid_entry": "partial stalled"},
    ),
    (
        "The military said it had facilitated the entry of 380 trucks through three crossings.",
        {"aid_entry": "under_way"},
    ),
    ("Hamas demanded that mediators compel Israel to open the crossings and let in tents.", {"aid_entry": "demanded"}),
    ("Humanitarian access to the besieged city remains blocked by the paramilitaries.", {"aid_entry": "stalled"}),
    ("The army announced the completion of its redeployment along the line at noon.", {"withdrawal": "completed"}),
    ("Israeli ministers have ruled out leaving the five outposts in Lebanon this year.", {"withdrawal": "refused"}),
    ("Armenia said the withdrawal of peacekeepers from the region had been completed.", {"withdrawal": "completed"}),
    ("Residents reported tanks moving back from the outskirts of the town.", {"withdrawal": "under_way"}),
    ("A gradual pullout over six months was part of the offer, two diplomats said.", {"withdrawal": "pledged"}),
    (
        "Under heavy pressure, Rwanda promised to lift what it calls defensive measures and pull out its troops.",
        {"withdrawal": "pledged"},
    ),
    (
        "Hamas would be ready to hand its weapons to a Palestinian authority if the occupation ends, Hayya said.",
        {"disarmament": "conditional"},
    ),
    ("Rubio said that no one would invest in Gaza unless Hamas was disarmed.", {"disarmament": "demanded conditional"}),
    ("The faction leader scoffed at calls for it to give up its missiles.", {"disarmament": "demanded refused"}),
    (
        "More than 2,000 ex-combatants have been disarmed and demobilised since November, the commission said.",
        {"disarmament": "under_way partial completed"},
    ),
    ("Hezbollah has not surrendered a single rifle north of the Litani.", {"disarmament": "stalled refused"}),
    (
        "The truce, now in its third month, has been repeatedly violated by both sides, diplomats say.",
        {"truce": "alleged_violation"},
    ),
    (
        "The defence ministry said Ukrainian forces had violated the ceasefire 900 times.",
        {"truce": "alleged_violation"},
    ),
    ("Pakistan denied that its troops had broken the truce along the frontier.", {"truce": "denied"}),
    ("We remain committed to the ceasefire, the spokesman said.", {"truce": "pledged under_way"}),
    ("Sudan's army chief dismissed the ceasefire proposal as the worst yet.", {"truce": "refused"}),
    ("A fragile calm held across the front on Sunday as the truce entered its second day.", {"truce": "under_way"}),
    ("M23 declared a unilateral ceasefire on humanitarian grounds.", {"truce": "pledged completed under_way"}),
    (
        "The foreign ministry said shelling by the other side was a clear breach of the accord.",
        {"truce": "alleged_violation"},
    ),
    ("Negotiators failed to agree on a truce in Doha.", {"truce": "stalled"}),
    ("He warned that the ceasefire could collapse at any moment.", {}),
    ("Hamas is expected to hand over the bodies of three captives tonight.", {"bodies_return": "pledged"}),
    (
        "Israel identified the remains returned on Tuesday as those of a student abducted from a kibbutz.",
        {"bodies_return": "under_way"},
    ),
    (
        "Hamas insists it needs more time to locate the remaining bodies.",
        {"bodies_return": "stalled under_way demanded partial"},
    ),
    ("Mediators say the remaining four captives could be freed within days.", {"hostage_release": "pledged"}),
    (
        "The eight captives were released in three stages, each with its own ceremony.",
        {"hostage_release": "under_way completed partial"},
    ),
    ("Israel will not free Marwan Barghouti, the prime minister's office said.", {}),
    (
        "Busloads of released prisoners were greeted by crowds in Ramallah.",
        {"prisoner_release": "under_way partial completed"},
    ),
    (
        "Yemen's government and the Houthis signed an agreement to exchange 2,900 detainees.",
        {"prisoner_exchange": "pledged"},
    ),
    ("The swap, the largest of the war, took place on the Belarusian border.", {}),
    (
        "Morocco and Kosovo agreed to contribute troops to the international stabilisation force.",
        {"stabilisation_force": "pledged"},
    ),
    ("The committee of fifteen experts will be sworn in next week.", {}),
    ("The technocratic committee began its work from Cairo.", {"interim_authority": "under_way"}),
    ("The Palestinian Authority said it was ready to run Gaza.", {"interim_authority": "pledged"}),
    ("World Bank experts put the cost of reconstruction at 67 billion dollars.", {}),
    (
        "The prime minister vowed that there would never be a Palestinian state west of the Jordan.",
        {"political_track": "refused"},
    ),
    (
        "Displaced Lebanese have begun returning to border villages under army escort.",
        {"return_of_displaced": "under_way"},
    ),
    ("Talks on phase two are deadlocked over the fate of fighters in the tunnels.", {"phase_two": "stalled"}),
    ("Witkoff said the second phase had begun.", {"phase_two": "under_way"}),
    ("Israel has yet to agree to start phase two.", {"phase_two": "stalled refused"}),
    ("The mechanism chaired by an American general held its fifteenth meeting.", {}),
    ("The office said 210 trucks had crossed on Sunday, among them 14 with cooking gas.", {"aid_entry": "under_way"}),
    ("Israel has let in fewer tents than promised, aid agencies complain.", {"aid_entry": "partial stalled"}),
    ("Jordan resumed its air drops over northern Gaza.", {}),
    ("A planned handover of two bodies was called off on Tuesday night.", {"bodies_return": "stalled"}),
    (
        "The Israeli army said it would keep control of the ridge until a new force arrived.",
        {"withdrawal": "conditional refused"},
    ),
    ("Damascus demanded that Israeli troops leave the zone they seized last December.", {"withdrawal": "demanded"}),
    ("Armenia and Azerbaijan withdrew from several border villages last month.", {"withdrawal": "under_way partial"}),
    (
        "The deal obliges the rebels to assemble in camps and hand their weapons to UN monitors.",
        {"disarmament": "pledged"},
    ),
    (
        "Hamas has ruled out giving up its arsenal while Israeli forces remain in Gaza.",
        {"disarmament": "refused conditional"},
    ),
    (
        "Some 60 percent of the tunnels have yet to be destroyed, the defence minister said.",
        {"disarmament": "partial stalled"},
    ),
    ("The government's plan to disarm militias was approved by parliament.", {"disarmament": "pledged"}),
    ("Gunmen refused to lay down their rifles and were besieged in the tunnels.", {"disarmament": "refused"}),
    ("The ceasefire took hold at noon, though gunfire was heard in the outskirts.", {"truce": "completed under_way"}),
    (
        "Israel said it had carried out the raid in response to a violation of the ceasefire by Hamas.",
        {"truce": "alleged_violation"},
    ),
    (
        "Lebanon has filed a complaint at the UN over 2,036 Israeli breaches of the truce.",
        {"truce": "alleged_violation"},
    ),
    ("Hamas reaffirmed its commitment to the ceasefire.", {"truce": "pledged under_way"}),
    ("Both governments said they would honour the truce.", {"truce": "pledged"}),
    ("The Houthis announced that they would halt attacks on shipping.", {}),
    ("Mediators condemned the attack as a threat to the truce.", {}),
    ("The prime minister's office denied that Israel had broken the agreement.", {"truce": "denied"}),
    ("The next group of hostages will be freed on Saturday, an official said.", {"hostage_release": "pledged"}),
    (
        "Hamas said a hostage would be released only if the bombing stopped.",
        {"hostage_release": "conditional", "truce": "demanded"},
    ),
    (
        "The militants are still holding eleven hostages in the forest, the army said.",
        {"hostage_release": "partial stalled"},
    ),
    ("The last of the living hostages were reunited with their families.", {}),
    ("Israel should free the doctors it has detained, the agency said.", {}),
    ("Ninety women and minors were released from Israeli jails in the early hours.", {}),
    ("Israel blocked the release of the remaining prisoners after the ceremony.", {"prisoner_release": "stalled"}),
    ("The border gate at Rafah is expected to reopen for travellers on Wednesday.", {"rafah_opening": "pledged"}),
    ("Egypt denied that it had agreed to open Rafah for exits only.", {"rafah_opening": "denied"}),
    (
        "The first 200 soldiers of the stabilisation force landed in El Arish.",
        {"stabilisation_force": "under_way partial"},
    ),
    ("Spain has no plans to send troops to Gaza, its defence minister said.", {"stabilisation_force": "refused"}),
    (
        "A board led by the American president is to supervise the committee of technocrats.",
        {"interim_authority": "pledged"},
    ),
    (
        "Hamas welcomed the formation of the technocratic committee.",
        {"interim_authority": "under_way pledged completed"},
    ),
    ("A conference on rebuilding Gaza has been postponed again.", {"reconstruction": "stalled"}),
    (
        "The bishop urged politicians to allow the displaced to return to their villages.",
        {"return_of_displaced": "demanded"},
    ),
    ("Implementation of the second phase depends on Hamas, the envoy said.", {"phase_two": "conditional"}),
    ("The prime minister is stalling on phase two, opposition leaders said.", {"phase_two": "stalled"}),
    ("The plan moved into its second phase on Wednesday.", {"phase_two": "under_way"}),
    ("France will chair the monitoring mechanism.", {"monitoring": "pledged"}),
    (
        "Officials in Beirut say the army has run out of explosives with which to blow up captured arms "
        "depots. The first phase of its plan was finished in January.",
        {},
    ),
    ("Aid convoys to Tawila have been suspended since Monday, when a driver was shot.", {"aid_entry": "stalled"}),
    (
        "The number of aid trucks allowed in each day has doubled since last week, according to the UN.",
        {"aid_entry": "under_way"},
    ),
    (
        "Germany called on Israel to lift its restrictions on humanitarian goods without delay.",
        {"aid_entry": "demanded"},
    ),
    ("Israel says it has fulfilled its obligations on aid under the deal.", {"aid_entry": "completed under_way"}),
    (
        "The two leaders discussed a gradual withdrawal of American troops from Iraq.",
        {"withdrawal": "under_way pledged"},
    ),
    (
        "The military has pulled out of Netzarim, opening the road north for the first time in a year.",
        {"withdrawal": "under_way completed partial"},
    ),
    (
        "Hamas wants guarantees that Israel will withdraw completely before it discusses its weapons.",
        {"withdrawal": "demanded pledged conditional"},
    ),
    ("The mission has so far collected 1,400 firearms from former rebels.", {"disarmament": "under_way partial"}),
    (
        "Netanyahu told the Knesset that Gaza would be demilitarised one way or another.",
        {"disarmament": "demanded pledged"},
    ),
    ("The ceasefire is hanging by a thread, a UN envoy told the council.", {"truce": "stalled"}),
    ("Each side blamed the other for violating the humanitarian pause.", {"truce": "alleged_violation"}),
    ("The truce expires at midnight on Saturday.", {}),
    (
        "Israel carried out eleven strikes on Monday in what Hamas described as a new breach of the ceasefire.",
        {"truce": "alleged_violation"},
    ),
    (
        "The army said militants had violated the ceasefire by firing an anti-tank missile at an excavator.",
        {"truce": "alleged_violation"},
    ),
    ("Neither side has confirmed the truce.", {}),
    ("Only one body, that of a police sergeant, remains to be returned.", {"bodies_return": "partial stalled"}),
    (
        "Israel handed over another fifteen bodies, bringing the total returned to 345.",
        {"bodies_return": "under_way partial"},
    ),
    (
        "Israel agreed to release 90 more detainees once the list is confirmed.",
        {"prisoner_release": "pledged conditional"},
    ),
    ("Rafah has been closed to travellers since May 2024.", {"rafah_opening": "stalled"}),
    ("The European mission says it is ready to return to Rafah within days.", {}),
    ("Pakistan's cabinet approved sending a brigade to the stabilisation force.", {"stabilisation_force": "pledged"}),
    ("Indonesia has said it will not take part in disarming Hamas.", {}),
    (
        "The Palestinian committee cannot start work because Israel will not let its members in.",
        {"interim_authority": "stalled refused"},
    ),
    (
        "Rebuilding can begin in areas cleared of Hamas, the American envoy said.",
        {"reconstruction": "pledged conditional"},
    ),
    ("Nothing has been rebuilt in Khan Younis, residents said.", {"reconstruction": "stalled"}),
    ("Phase two of the deal has been delayed by the search for the last body.", {"phase_two": "stalled"}),
    ("People in Kfar Kila have been told not to come back to their homes.", {"return_of_displaced": "stalled refused"}),
    ("A truck carrying soldiers overturned near Hebron.", {}),
    ("The striker will leave the club when his contract ends.", {}),
    ("Police released two prisoners by mistake.", {"prisoner_release": "under_way"}),
]
